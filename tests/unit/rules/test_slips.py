"""Slips judged by how likely words are: what is found, and what is left alone."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.resources import CHECKOUT
from sync.rules.text.language import Language, language
from sync.rules.text.reading import thai_runs
from sync.rules.text.segment import RUN
from sync.rules.text.slips import slips
from tests.unit.rules.spelling import ALIKE


@pytest.fixture(scope="module")
def plain() -> Language:
    """Return the language without any list of words."""
    return language((), ALIKE, ())


def found(text: str, words: Language) -> list[tuple[str, str]]:
    """Return what is found in a text, and what it should be."""
    met = slips(text, thai_runs(text, words.known), words)
    return [(text[slip.start : slip.end], slip.word) for slip in met]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("คณะทำงานได้พิจาณาแนวทางร่วมกัน", "พิจาณา", "พิจารณา"),
        ("เพื่อส่งเสริมอุสาหกรรมในพื้นที่", "อุสาหกรรม", "อุตสาหกรรม"),
        ("ประชาชนได้รับความเดือนร้อนจากนโบบายของรัฐ", "นโบบาย", "นโยบาย"),
        ("โครงการตามแผนปฎิบัติราชการประจำปี", "ปฎิบัติ", "ปฏิบัติ"),
        ("ให้ความร่วมมือกับภาคส่วนอื่นในการดำเนิการ", "ดำเนิการ", "ดำเนินการ"),
        ("เปิดเผยข้อมมูลให้ประชาชนทราบ", "ข้อมมูล", "ข้อมูล"),
        ("สร้างความมั่นนคงให้เกษตรกร", "มั่นนคง", "มั่นคง"),
        ("เผยแพร่ผ่านเว็ปไซต์ของกระทรวง", "เว็ปไซต์", "เว็บไซต์"),
        ("ปลูกจิตสานึกรักท้องถิ่น", "จิตสานึก", "จิตสำนึก"),
        ("ผ่านกระบวนการผลติน้ำมัน", "ผลติ", "ผลิต"),
        ("ผลักดันให้หน่วยงานาครัฐเข้ามามีส่วนร่วม", "หน่วยงานาครัฐ", "หน่วยงานภาครัฐ"),
        ("ตามนโยบายของัรฐบาลในเรื่องนี้", "ของัรฐบาล", "ของรัฐบาล"),
        ("เพื่อให้เกิดประโยชน์ูงสุดต่อส่วนรวม", "ประโยชน์ูงสุด", "ประโยชน์สูงสุด"),
        ("รายงานผลให้ทราบ จำวน 2 ครั้ง", "จำวน", "จำนวน"),
        ("ขอขอบคุณกระทวงสิ่งแวดล้อมที่ช่วยเหลือ", "กระทวง", "กระทรวง"),
        ("ฝุ่นควันส่งผลกระทบต่อสุภาพของประชาชนในเขต", "สุภาพ", "สุขภาพ"),
        ("จะดูแลและพัฒนาอย่าต่อเนื่องทุกปี", "อย่า", "อย่าง"),
        ("สร้างความร่วมมือกับประเทศคู้ค้าทุกประเทศ", "คู้ค้า", "คู่ค้า"),
        ("นายกรัฐมนตรีไดกำชับให้ทุกหน่วยงานปฏิบัติตาม", "ไดกำชับ", "ได้กำชับ"),
        ("ให้ความรู้แก่หน่วยงานภาครัฐที้มีหน้าที่", "ที้มี", "ที่มี"),
        ("เดินทางไปจังหวัดลาพูน เพื่อศึกษาดูงาน", "ลาพูน", "ลำพูน"),
        ("สิ่งที่เห็น เช้น การจัดทำแผนและงบประมาณ", "เช้น", "เช่น"),
        ("สินค้าทีประชาชนในพื้นทีภาคเหนือผลิต", "พื้นที", "พื้นที่"),
        # by ear: another letter of the sound, a silent one lost, a sound written otherwise
        ("มีความซื่อสัตสุจริตต่อหน้าที่", "ซื่อสัตสุจริต", "ซื่อสัตย์สุจริต"),
        ("ตามพระราชบันญัติว่าด้วยข้อมูลข่าวสาร", "บันญัติ", "บัญญัติ"),
        ("ให้ความสำคันกับการป้องกัน", "ความสำคัน", "ความสำคัญ"),
        ("ร่วมกันปรูกป่าชายเลน", "ปรูก", "ปลูก"),
        ("จนกว่าสถานการจะกลับสู่ปกติ", "สถานการ", "สถานการณ์"),
        ("จัดสัมนาและนิทัศการในโรงเรียน", "นิทัศการ", "นิทรรศการ"),
        ("ส่งเสริมวิไนและการออมในโรงเรียน", "วิไน", "วินัย"),
        ("เปลี่ยนพริติกรรมของผู้บริโภค", "พริติกรรม", "พฤติกรรม"),
        # late in a long word
        ("ติดตามสถานการณณ์ปัจจุบันของพื้นที่", "สถานการณณ์", "สถานการณ์"),
        # SARA AM that a PDF tore
        ("ให้จัดท าค าสั่งแต่งตั้ง", "จัดท า", "จัดทำ"),
        ("น าผลไปปรับปรุงงาน", "น า", "นำ"),
        ("ต าแหน่งหัวหน้างาน", "ต าแหน่ง", "ตำแหน่ง"),
        ("ผู้มาติดต่อข าราชการ", "ข าราชการ", "ข้าราชการ"),
        # the same tone by another consonant
        ("รายงานต่อหัวน่าส่วนราชการทุกแห่ง", "หัวน่า", "หัวหน้า"),
        ("ลดข้าใช้จ่ายในการดำเนินงาน", "ข้าใช้จ่าย", "ค่าใช้จ่าย"),
        # a silent letter put in, or another one
        ("ยื่นเรื่องที่ศูนย์ดำรงค์ธรรมของจังหวัด", "ดำรงค์", "ดำรง"),
        ("เผยแพร่ทางสื่อสิ่งพิมณ์และวิทยุ", "สื่อสิ่งพิมณ์", "สื่อสิ่งพิมพ์"),
        ("รับฟังความเห็นโดยทำประชาพิจารย์ ก่อนเริ่มงาน", "ประชาพิจารย์", "ประชาพิจารณ์"),
    ],
)
def test_a_slip_is_found_with_the_word_it_should_be(
    text: str, wrong: str, right: str, plain: Language
) -> None:
    assert (wrong, right) in found(text, plain)


@pytest.mark.parametrize(
    ("text", "wrong", "is_unsure"),
    [
        ("จัดงานประเพณีปี๋ใหม่เมืองทุกปี", "ปี๋ใหม่", True),
        ("จัดงานวันขึ้นปีไหม่ทุกปี", "ปีไหม่", False),
        ("สรุปผลและรายงาน๋ผู้บริหารทราบ", "รายงาน๋", False),
    ],
)
def test_another_tone_that_a_dialect_may_have_is_asked_about_only(
    text: str, wrong: str, is_unsure: bool, plain: Language
) -> None:
    met = slips(text, thai_runs(text, plain.known), plain)
    assert [(text[s.start : s.end], s.is_unsure) for s in met] == [(wrong, is_unsure)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("หน่วยงานต้องเปิดเผย ข้อ มูลต่อประชา ชนทุกคน", "ประชา ชน"),
        ("ขอความร่วมมือจากกระท รวงศึกษาธิการ", "กระท รวง"),
        ("เพื่อเพิ่มขีดความ สามารถในการแข่งขัน", "ขีดความ สามารถ"),
        ("ชี้แจงแนว โน้มเศรษฐกิจของจังหวัด", "แนว โน้ม"),
        ("การบริ หารงานที่มีประสิ ทธิภาพ", "ประสิ ทธิภาพ"),
        ("การบริ หารงานที่มีประสิ ทธิภาพ", "บริ หารงาน"),
    ],
)
def test_a_space_inside_a_word_is_found(text: str, wrong: str, plain: Language) -> None:
    assert wrong in [where for where, _ in found(text, plain)]


@pytest.mark.parametrize(
    "text",
    [
        "จัดกิจกรรม การแข่งขันกีฬา และการแสดงของเยาวชน",
        "ราชการส่วนภูมิภาค ส่วนท้องถิ่น และส่วนกลาง",
        "กล่าวโดยภาพรวม ทั้งนี้ ต้องแจ้งล่วงหน้า ที่ทำการหมู่บ้าน",
        "ลดความสับสนของผู้มาติดต่อ และดำเนินภารกิจให้มีส่วนร่วมทั้งชุมชน",
        "นายชยพล ทิพย์ภูวดล กับนางสาวขวัญข้าว ศรีสุนทรเกษม เป็นวิทยากร",
        "ชาวบ้านบ้านโคกสะอาดเลี้ยงควายและทอผ้าขิดลายนาคน้อย",
        "เมนูแนะนำ ได้แก่ มัสมั่นไก่ สปาเกตตีคาโบนารา และลาเต้เย็น",
        "พระบาทสมเด็จพระเจ้าอยู่หัว เสด็จพระราชดำเนินทรงเปิดอาคาร",
        "ผู้ป่วยได้รับยาพาราเซตามอลและอะม็อกซีซิลลินตามที่แพทย์สั่ง",
        "คณะนักเรียนจากซานฟรานซิสโกและสตอกโฮล์มเข้าเยี่ยมชมศูนย์เรียนรู้",
        "ยายเล่าว่าแต่ก่อนแถวนี้เป็นป่าไผ่ มีตุ่น อ้น และเม่นชุกชุม",
        "ติดตั้งเราเตอร์ สวิตช์ และเซิร์ฟเวอร์สำรองในห้องควบคุม",
        "ได้รับพระราชานุมัติให้สร้างพระบรมราชานุสาวรีย์สมเด็จ พระนางเจ้า",
        "โรงเรียนจุฬาภรณราชวิทยาลัยและสำนักงานแพทยศาสตรศึกษา",
        "น้ำหลากไหลเอื่อยเฉื่อยผ่านทุ่งหญ้าเขียวขจี ลมโชยแผ่วเบา",
        # a title and its name are like a word together, and a nickname like another
        "เข้าพบนายจาง เหว่ย กับนายมุน ชอลซู แล้วเยี่ยมน้องเมย",
        # names and foreign words fall to pieces, and those are like words
        "นายอำเภอพรรณานิคม และชาวบ้านบึงระมาณ ร่วมงานที่หาดไร่เลย์",
        "จัดที่อาคารเอ็กซิบิชั่น ขายขนมบิสกิตกล้วย มีเดลิเวอรีถึงบ้าน",
        "คานธีนาการ์เป็นเมืองใหญ่ นักลงทุนชางวอนมาเยี่ยม",
        "เครื่องดื่มฟังก์ชันนัลจากเห็ดพื้นเมือง",
        # foreign words are written with this tone or that
        "ลานหน้าเซนทรัลเวิลด์ และแกรนด์ คอนเว็นชั่น เชียงใหม่",
        # rare words of the dictionary stand for themselves
        "เพิ่มคลินิกโรคหืด ช่วยให้ย่นระยะเวลา",
        "มีตู้ขากน้ำลาย ถุงพยาธิตืดตามอวัยวะ",
        "มาตรการที่เข้มขึ้นเพื่อควบคุมสถานการณ์",
        # a dialect has tones of its own
        "คนเฒ่าว่าของบ่ดีบ่าไปกิ๋น",
        # two halves with a space between
        "ช่วยกันเป็นหู เป็นตา ซื้อของกิน ของใช้ อย่างตรงไป ตรงมา",
        "ใช้สติ ปัญญา จับโจร ผู้ร้าย น้ำอด น้ำทน",
    ],
)
def test_what_is_right_is_left_alone(text: str, plain: Language) -> None:
    assert found(text, plain) == []


@pytest.mark.parametrize(
    "text",
    [
        # any word may stand anywhere
        "สาธิตการใช้เครื่องสางใบอ้อยแทนการเผา",
        "ค่าธรรมเนียมที่รัฐบาลนี่เข้ามาแก้ให้",
        # the last letter of a foreign word
        "ตรวจหาคาร์บาเมตต้องใช้ชุดทดสอบ และให้ยาโคลิสตินเฉพาะกับลูกหมู",
        # villages, firms and shops are called as they please
        "ประชุมประชาคมที่ชุมชนบ้านแม่แจ๋ม อำเภอเมือง",
        "ได้รับการสนับสนุนจากบริษัท สิงห์ คอร์เปอเรชั่น จำกัด",
        "จัดแถลงข่าว ณ เกษร เออเบิร์น รีสอร์ท",
        "แจกหน้ากากวินมาส์ก (Win Masks) ที่ห้องปริ้นซ์บอลรูม",
        "บริษัทสีทีโอเอ และร้านบีทูเอส ร่วมบริจาค",
        # foreign words end with this letter of the sound or that
        "ประชุมที่โรงแรมทับแก้ว รีสอร์ตแอนด์สปา",
    ],
)
def test_what_may_be_a_name_or_a_rare_word_is_asked_about_at_most(
    text: str, plain: Language
) -> None:
    met = slips(text, thai_runs(text, plain.known), plain)

    assert [text[slip.start : slip.end] for slip in met if not slip.is_unsure] == []


@pytest.mark.parametrize(
    "text",
    [
        "ท่านผู้หญิงสุทธิ์ ภรรยาของเจ้าเมือง บริจาคที่ดิน",
        "ประธานสมาคม (นายจาง อีฟู) มาเยี่ยมชม",
        "ประชุมปรับปรุงกฎ ระเบียบ และแนวปฏิบัติ ให้ชุมชนกินดี อยู่ดี",
    ],
)
def test_titles_and_halves_of_a_saying_are_no_slips(text: str, plain: Language) -> None:
    assert found(text, plain) == []


def test_a_word_an_office_calls_right_is_no_slip() -> None:
    own = language((), ALIKE, ("นโบบาย",))

    assert found("กำหนดนโบบายของรัฐ", own) == []


@pytest.mark.parametrize("letters", ["ก", "ประชาขน", "กขคฟหกดสวนบท", "เ"])
def test_a_run_without_end_is_judged_in_pieces(letters: str, plain: Language) -> None:
    endless = (letters * 4000)[:4000]

    longest = max(len(run[0]) for run in RUN.finditer(endless))

    assert longest <= 300
    met = slips(endless, thai_runs(endless, plain.known), plain)

    assert all(slip.end <= len(endless) for slip in met)


_LETTERS = st.text(alphabet="กขนรมวยสอปะาำิีุู็่้์เแไๆ .๑2\u200b", max_size=40)


@settings(max_examples=150, deadline=None)
@given(text=_LETTERS)
def test_any_text_is_judged_and_what_is_found_stands_in_it(text: str) -> None:
    words = language((), ALIKE, ())

    for slip in slips(text, thai_runs(text, words.known), words):
        assert 0 <= slip.start < slip.end <= len(text)
        assert slip.word
        assert text[slip.start : slip.end] != slip.word


@pytest.mark.parametrize("text", [f"ก{'่' * 40} กาน", f"{'เ' * 40} กาน", "ก ่่"])
def test_a_cluster_without_end_before_a_space_is_judged(
    text: str, plain: Language
) -> None:
    for slip in slips(text, thai_runs(text, plain.known), plain):
        assert slip.end <= len(text)


def test_nothing_is_counted_before_a_text_is_judged() -> None:
    code = (
        "import sync.cli.main, sync.rules.validate\n"
        "from sync.rules.text.counts import word_counts\n"
        "print(word_counts.cache_info().currsize)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        check=True,
    )

    assert done.stdout.strip() == "0"


def test_what_is_too_long_for_a_name_hides_no_slip_behind_it(plain: Language) -> None:
    text = "ได้รับมอบหมายจากนายยกองค์การบริหารส่วนตำบลสมมุติ นำข้าราชากรและพนักงานปลูกป่า"

    assert ("ข้าราชากร", "ข้าราชการ") in found(text, plain)
