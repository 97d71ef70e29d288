"""Forms of other offices: every label has its own text, and no field has another's."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from sync.model.imports import ImportedPlan
from sync.model.plan import Heading
from tests.unit.importing.bringing import bring
from tests.unit.importing.exports import parse
from tests.unit.importing.test_word_forms import TABLE
from tests.unit.importing.test_word_forms import bring as bring_word
from tests.unit.importing.workbooks import NAMES, Book, Rows, official

NAME = NAMES[0]
TITLE = "แบบเสนอโครงการ"


def of(rows: Rows, merged: Sequence[str] = ()) -> ImportedPlan:
    return bring(Book({"แผน": official(), "ใบงาน": rows}, {"ใบงาน": merged}))


def texts(plan: ImportedPlan, name: str = NAME) -> Mapping[Heading, str]:
    return next(one.texts for one in plan.details if one.name == name)


def told(plan: ImportedPlan, name: str = NAME) -> list[str]:
    before = f"{name} · "
    return [
        line.removeprefix(before) for line in plan.unplaced if line.startswith(before)
    ]


HEAD: Rows = [["ชื่อโครงการ", NAME], ["วัตถุประสงค์", "เพื่อรู้"]]


@pytest.mark.parametrize(
    "figure", [50, "50", "20,000.-", "ร้อยละ 80", "✓", "☐", "-", True]
)
def test_a_label_with_a_figure_or_a_tick_is_no_text_of_the_field_above(
    figure: str | int,
) -> None:
    plan = of(
        [*HEAD, ["ระยะเวลา", "1 ปี"], ["รายการอื่น", figure], ["ผู้รับผิดชอบ", "กองคลัง"]]
    )

    shown = "☑" if figure is True else figure
    assert texts(plan) == {
        Heading.OBJECTIVES: "เพื่อรู้",
        Heading.PERIOD: "1 ปี",
        Heading.RESPONSIBLE: "กองคลัง",
    }
    assert told(plan) == [f"รายการอื่น: {shown}"]


def test_a_label_without_a_text_is_told() -> None:
    plan = of([*HEAD, ["ระยะเวลา", "1 ปี"], ["ข้อสังเกต"], ["ผู้รับผิดชอบ", "กองคลัง"]])

    assert texts(plan)[Heading.PERIOD] == "1 ปี"
    assert told(plan) == ["ข้อสังเกต"]


def test_a_label_below_a_text_of_several_rows_is_a_field() -> None:
    plan = of([*HEAD, [None, "เพื่อเห็น"], ["ประเภท", "ใหม่"], ["ระยะเวลา", "1 ปี"]])

    assert texts(plan)[Heading.OBJECTIVES] == "เพื่อรู้\nเพื่อเห็น"
    assert told(plan) == ["ประเภท: ใหม่"]


def test_a_text_of_several_rows_below_such_a_label_is_its_own() -> None:
    plan = of([*HEAD, ["ประเภท", "ใหม่"], [None, "ต่อ"], ["ระยะเวลา", "1 ปี"]])

    assert texts(plan)[Heading.OBJECTIVES] == "เพื่อรู้"
    assert told(plan) == ["ประเภท: ใหม่\nต่อ"]


def test_a_text_that_stands_farther_right_is_its_labels_all_the_same() -> None:
    rows: Rows = [
        ["ระยะเวลา", None, "1 ปี"],
        ["ประเภท", None, None, "ใหม่"],
        ["ผลผลิต", "1 ครั้ง"],
    ]
    plan = of([*HEAD, *rows, ["ผู้รับผิดชอบ", "กองคลัง", "(รอยืนยัน)"]])

    assert texts(plan) == {
        Heading.OBJECTIVES: "เพื่อรู้",
        Heading.PERIOD: "1 ปี",
        Heading.OUTPUTS: "1 ครั้ง",
        Heading.RESPONSIBLE: "กองคลัง",
    }
    assert sorted(told(plan)) == ["ประเภท: ใหม่", "ผู้รับผิดชอบ: (รอยืนยัน)"]


def test_what_a_budget_is_made_of_stays_its_text_and_a_count_does_not() -> None:
    rows: Rows = [
        ["ค่าอาหาร", 5000],
        ["ป้าย", "900 บาท"],
        ["จำนวนวิทยากร", 2],
        ["แหล่งเงิน", "เงินรายได้"],
    ]
    plan = of([*HEAD, ["วงเงินงบประมาณ", "5,900 บาท"], *rows])

    assert texts(plan)[Heading.BUDGET] == "5,900 บาท\nค่าอาหาร 5000\nป้าย 900 บาท"
    assert told(plan) == ["จำนวนวิทยากร: 2", "แหล่งเงิน: เงินรายได้"]


def test_steps_with_their_months_stay_the_text_of_how_it_is_done() -> None:
    steps: Rows = [["1. ประชุม", "ต.ค. 2569"], ["2. อบรม", "ม.ค. 2570"], ["3. สรุป", "✓"]]
    plan = of([*HEAD, ["ขั้นตอนการดำเนินงาน"], *steps, ["ผู้รับผิดชอบ", "กองคลัง"]])

    assert (
        texts(plan)[Heading.METHOD] == "1. ประชุม ต.ค. 2569\n2. อบรม ม.ค. 2570\n3. สรุป ✓"
    )
    assert told(plan) == []


def test_labels_of_a_part_of_a_text_stay_in_it() -> None:
    rows: Rows = [["เป้าหมาย", "เชิงปริมาณ", "50 คน"], [None, "เชิงคุณภาพ", "พอใจ"]]
    plan = of([["ชื่อโครงการ", None, NAME], ["วัตถุประสงค์", None, "เพื่อรู้"], *rows])

    assert texts(plan)[Heading.TARGET_GROUP] == "เชิงปริมาณ\n50 คน\nเชิงคุณภาพ พอใจ"
    beside = of([*HEAD, ["เป้าหมาย", "ดังนี้"], ["เชิงปริมาณ", "50 คน"]])
    assert texts(beside)[Heading.TARGET_GROUP] == "ดังนี้\nเชิงปริมาณ 50 คน"


def test_of_two_labels_for_one_heading_the_forms_own_is_taken() -> None:
    for rows in (
        [["เป้าหมาย", "ร้อยละ 80"], ["กลุ่มเป้าหมาย", "เยาวชน"]],
        [["กลุ่มเป้าหมาย", "เยาวชน"], ["เป้าหมาย", "ร้อยละ 80"]],
    ):
        plan = of([*HEAD, *rows])

        assert texts(plan)[Heading.TARGET_GROUP] == "เยาวชน"
        assert told(plan) == ["เป้าหมาย: ร้อยละ 80"]


def test_a_title_of_two_headings_is_told() -> None:
    both: Rows = [["เป้าหมาย/ผลผลิต", "บุคลากร"], ["วัตถุประสงค์และเป้าหมาย", "ดี"]]
    plan = of([*HEAD, *both, ["ระยะเวลา", "1 ปี"]])

    assert texts(plan) == {Heading.OBJECTIVES: "เพื่อรู้", Heading.PERIOD: "1 ปี"}
    assert told(plan) == ["เป้าหมาย/ผลผลิต: บุคลากร", "วัตถุประสงค์และเป้าหมาย: ดี"]


def test_labels_side_by_side_have_each_its_text_in_rows_below_as_well() -> None:
    plan = of(
        [
            ["ชื่อโครงการ", None, NAME],
            ["กลุ่มเป้าหมาย", None, "เยาวชน", None, "งบประมาณที่ใช้", "5,000"],
            [None, None, "ผู้ปกครอง", None, None, "(เงินรายได้)"],
            ["ระยะเวลา", None, "1 ปี", None, "ประเภทงบ", "ดำเนินงาน"],
            [None, None, "(ต่อเนื่อง)", None, "โทรศัพท์", "1234"],
            ["วัตถุประสงค์", None, "เพื่อรู้"],
        ]
    )

    assert texts(plan) == {
        Heading.OBJECTIVES: "เพื่อรู้",
        Heading.TARGET_GROUP: "เยาวชน\nผู้ปกครอง",
        Heading.PERIOD: "1 ปี\n(ต่อเนื่อง)",
        Heading.BUDGET: "5,000\n(เงินรายได้)",
    }
    assert told(plan) == ["ประเภทงบ: ดำเนินงาน", "โทรศัพท์: 1234"]


def test_labels_in_a_row_have_the_texts_below_them() -> None:
    labels = ["ระยะเวลาดำเนินการ", "งบประมาณที่ใช้", "ผู้รับผิดชอบ", "รูปแบบ"]
    rows: Rows = [
        labels,
        ["1 ปี", "5,000", "กองคลัง", "อบรม"],
        ["ผลผลิต", "1 ครั้ง"],
        ["ประเภท", "ใหม่"],
    ]
    plan = of([*HEAD, *rows])

    assert texts(plan) == {
        Heading.OBJECTIVES: "เพื่อรู้",
        Heading.PERIOD: "1 ปี",
        Heading.BUDGET: "5,000",
        Heading.RESPONSIBLE: "กองคลัง",
        Heading.OUTPUTS: "1 ครั้ง",
    }
    assert told(plan) == ["รูปแบบ: อบรม", "ประเภท: ใหม่"]


def test_titles_and_labels_above_each_name_are_its_own_projects() -> None:
    def form(at: int) -> Rows:
        return [
            [TITLE],
            ["ผู้รับผิดชอบ", f"กอง {at}"],
            ["ชื่อโครงการ", NAMES[at]],
            ["วัตถุประสงค์", f"เพื่อรู้ {at}"],
            ["ผลผลิต", f"{at} ครั้ง"],
        ]

    plan = of([*form(0), [], *form(1), [], *form(2)])

    for at in range(3):
        assert texts(plan, NAMES[at]) == {
            Heading.OBJECTIVES: f"เพื่อรู้ {at}",
            Heading.RESPONSIBLE: f"กอง {at}",
            Heading.OUTPUTS: f"{at} ครั้ง",
        }
        assert told(plan, NAMES[at]) == [TITLE]


def test_numbers_that_begin_anew_are_the_next_forms() -> None:
    def form(at: int) -> Rows:
        labels = ("แผนงาน", "ชื่อโครงการ", "วัตถุประสงค์", "ระยะเวลา", "ผู้รับผิดชอบ", "ประเภท")
        own = (f"ที่ {at}", NAMES[at], f"เพื่อรู้ {at}", "1 ปี", "กองคลัง", "ใหม่")
        return [
            [f"{n}. {a}", b]
            for n, (a, b) in enumerate(zip(labels, own, strict=True), 1)
        ]

    plan = of([*form(0), *form(1), *form(2)])

    for at in range(3):
        assert texts(plan, NAMES[at])[Heading.OBJECTIVES] == f"เพื่อรู้ {at}"
        assert texts(plan, NAMES[at])[Heading.RESPONSIBLE] == "กองคลัง"
        assert told(plan, NAMES[at]) == [f"1. แผนงาน: ที่ {at}", "6. ประเภท: ใหม่"]


def test_a_title_above_each_ordinal_is_no_text_of_the_project_before() -> None:
    pages = [
        f"{TITLE}\nลำดับที่ {at + 1}\n1. ชื่อโครงการ : {NAMES[at]}\n3. วัตถุประสงค์\nเพื่อรู้"
        for at in range(2)
    ]
    plan = parse("\n".join(pages))

    for name in NAMES[:2]:
        assert texts(plan, name) == {Heading.OBJECTIVES: "เพื่อรู้"}
        assert told(plan, name) == [TITLE]


def test_a_name_behind_the_label_of_projects_is_one() -> None:
    rows: Rows = [["แผนงาน", "ทั่วไป"], ["โครงการ", NAME], *HEAD[1:], ["ระยะเวลา", "1 ปี"]]

    assert told(of(rows)) == ["แผนงาน: ทั่วไป"]
    assert len(texts(of(rows))) == 2


def test_where_a_name_has_its_own_label_that_of_projects_is_none() -> None:
    plan = of([*HEAD, ["โครงการ", "ต่อเนื่อง"], ["ระยะเวลา", "1 ปี"]])

    assert told(plan) == ["โครงการ: ต่อเนื่อง"]


def test_a_form_right_below_the_table_in_a_word_file_begins_with_its_first_label(
    tmp_path: Path,
) -> None:
    form: Rows = [["แผนงาน", "ทั่วไป"], ["โครงการ", NAME], *HEAD[1:], ["ระยะเวลา", "1 ปี"]]
    plan = bring_word(tmp_path, [*TABLE, *form])

    assert len(plan.projects) == len(TABLE) - 2
    assert texts(plan) == {Heading.OBJECTIVES: "เพื่อรู้", Heading.PERIOD: "1 ปี"}
    assert any("ทั่วไป" in line for line in plan.unplaced)


NUMBERED = f"""\
โครงการที่ 1
1. ชื่อโครงการ {NAME}
2. วัตถุประสงค์ของโครงการ
2.1 เพื่อรู้
3. สถานที่ ศาลา
4. กลุ่มเป้าหมาย เยาวชน
5. ขั้นตอนการดำเนินงาน
5.1 ประชุม
6. ระยะเวลาดำเนินโครงการ 1 ปี
8. งบประมาณดำเนินการ 5,000 บาท
9. เป้าหมาย และผลผลิต ดี
10. ผู้รับผิดชอบโครงการ กองคลัง
11. ผลผลิต 1 ครั้ง
12. ผลลัพธ์ ดีขึ้น
"""


def test_where_numbers_go_on_a_text_on_the_line_of_its_heading_is_its_own() -> None:
    plan = parse(NUMBERED)

    assert texts(plan) == {
        Heading.OBJECTIVES: "2.1 เพื่อรู้",
        Heading.TARGET_GROUP: "เยาวชน",
        Heading.METHOD: "5.1 ประชุม",
        Heading.PERIOD: "1 ปี",
        Heading.BUDGET: "5,000 บาท",
        Heading.RESPONSIBLE: "กองคลัง",
        Heading.OUTPUTS: "1 ครั้ง",
        Heading.OUTCOMES: "ดีขึ้น",
    }
    assert told(plan) == ["3. สถานที่ ศาลา", "9. เป้าหมาย และผลผลิต ดี"]


LINES = f"ชื่อโครงการ : {NAME}\nวัตถุประสงค์ : เพื่อรู้\nระยะเวลา : 1 ปี\n{{}}\nผลผลิต : 1 ครั้ง\n"


@pytest.mark.parametrize("line", ["ประเภท : ใหม่", "เครือข่าย: โรงเรียน", "Website : มี"])
def test_a_label_with_its_text_behind_a_colon_is_told(line: str) -> None:
    plan = parse(LINES.format(line))

    assert texts(plan)[Heading.PERIOD] == "1 ปี"
    assert told(plan) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "เชิงปริมาณ : 50 คน",
        "โดยมีรายละเอียดดังนี้ : ต่อเนื่อง",
        "เวลา 09:00 น.",
        "https://example.com",
        "- ช่วงแรก : ต.ค.",
        "ประเภท :",
        "1. ช่วงแรก : ต.ค.",
    ],
)
def test_a_line_with_another_colon_stays_text(line: str) -> None:
    plan = parse(LINES.format(line))

    assert line in texts(plan)[Heading.PERIOD]
    assert told(plan) == []


def test_a_heading_said_again_is_told() -> None:
    plan = parse("ลำดับที่ 1\nเป้าหมาย\nร้อยละ 80\nกลุ่มเป้าหมาย\nเยาวชน\nผลผลิต\n1 ครั้ง\n")

    (detail,) = plan.details
    assert detail.texts == {
        Heading.TARGET_GROUP: "เยาวชน",
        Heading.OUTPUTS: "1 ครั้ง",
    }
    assert plan.unplaced == ("ลำดับที่ 1 · เป้าหมาย\nร้อยละ 80",)


def test_a_section_without_a_name_is_its_numbers_project(tmp_path: Path) -> None:
    lines = [
        line
        for at in range(2)
        for line in (f"ลำดับที่ {at + 1}", "วัตถุประสงค์", f"เพื่อรู้ {at}", "ผลกระทบ", "ไม่มี")
    ]
    plan = bring_word(tmp_path, TABLE, *lines)

    for at in range(2):
        assert texts(plan, NAMES[at]) == {Heading.OBJECTIVES: f"เพื่อรู้ {at}"}
        assert told(plan, NAMES[at]) == ["ผลกระทบ\nไม่มี"]


@pytest.mark.parametrize(
    "line",
    [
        "(ลงชื่อ)................ผู้เสนอโครงการ",
        "ลงชื่อ ผู้เสนอโครงการ",
        "ลงนาม ……………… ผู้อนุมัติ",
        f"ลงชื่อ{'.' * 60}ผู้เสนอ ลงชื่อ{'.' * 60}ผู้อนุมัติ",
    ],
)
def test_who_signs_a_projects_paper_is_no_text_of_its_last_heading(line: str) -> None:
    lines = f"{line}\n(นางสาวสมมุติ ใจดี)\nนักวิชาการ"
    plan = parse(f"{LINES.format('ลงชื่อเข้าร่วมทุกคน')}{lines}\n")
    tab = of(
        [*HEAD, ["ผลผลิต", "1 ครั้ง"], [], *([None, own] for own in lines.split("\n"))]
    )

    assert texts(plan)[Heading.OUTPUTS] == texts(tab)[Heading.OUTPUTS] == "1 ครั้ง"
    assert texts(plan)[Heading.PERIOD] == "1 ปี ลงชื่อเข้าร่วมทุกคน"
    assert told(plan) == told(tab) == [lines]
