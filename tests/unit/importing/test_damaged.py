"""Plans as a PDF gives them back: each damage alone and several at once.

Made from the example's plan, and measured against its clean import, field by field.
"""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sync.importing import import_plan
from sync.model.imports import ImportedPlan
from sync.model.plan import Info
from sync.thai.folding import clean
from sync.thai.lost_am import with_am
from sync.thai.repair import damage_of, repair
from tests.shared import SHARED, shared_data
from tests.unit.importing.exports import DIMENSIONS, HEADERS, parse

ROOT = Path(__file__).parents[3]
EXAMPLE = (ROOT / "config" / "example" / "plan.txt").read_text("utf-8")
CLEAN = parse(EXAMPLE)
MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"

Damage = Callable[[str], str]


def now_and_then(pattern: str, change: str | Callable[[re.Match[str]], str]) -> Damage:
    """Damage about half of the places, the same each time."""

    def damaged(text: str) -> str:
        dice = random.Random(7)  # noqa: S311
        return re.sub(
            pattern,
            lambda m: (
                m[0]
                if dice.random() < 0.5
                else m.expand(change)
                if isinstance(change, str)
                else change(m)
            ),
            text,
        )

    return damaged


def with_private_marks(text: str) -> str:
    windows = str.maketrans(
        {
            "\u0e34": "\uf701",
            "\u0e37": "\uf704",
            "\u0e48": "\uf70a",
            "\u0e49": "\uf714",
            "\u0e4c": "\uf70e",
            "\u0e31": "\uf710",
            "\u0e38": "\uf718",
            "ญ": "\uf70f",
            "\u0e47": "\uf889",
        }
    )
    return text.translate(windows)


def with_running_heads(text: str) -> str:
    """Put a header, a number and a form feed between pages of forty lines."""
    lines = text.splitlines()
    rows = [at for at, line in enumerate(lines) if "\t" in line]
    lines_of = [lines[: rows[-1] + 1]]
    rest = lines[rows[-1] + 1 :]
    lines_of += [rest[at : at + 40] for at in range(0, len(rest), 40)]
    return "\f".join(
        "\n".join(["องค์การบริหารส่วนตำบลธารสมมุติ หน่วยงานสุจริต", *page, f"- {n} -", ""])
        for n, page in enumerate(lines_of, 1)
    )


def with_fallen_marks(text: str) -> str:
    """Break lines of prose as LibreOffice's PDFs do in ``pdftotext -layout``."""
    dice = random.Random(7)  # noqa: S311

    def broken(line: str) -> str:
        places = list(re.finditer("(?<=[ก-ฮ])([ัิ-ฺ])([่-๋]?)([ก-ฮ])(?=[ก-ฮเ-ไ( ])", line))
        if "\t" in line or not places or dice.random() < 0.3:
            return line
        place = dice.choice(places)
        vowel, tone, letter = place.groups()
        kept, fallen = (f"{vowel}", tone) if tone else ("", vowel)
        above = f"{line[: place.start()]}{kept}{letter}"
        return f"{above}\n{' ' * (len(above) - 1)}{fallen} {line[place.end() :]}"

    return "\n".join(broken(line) for line in text.split("\n"))


def with_draft_pages(text: str) -> str:
    """Put a draft's line, broken, and a page's number far to the right on each page."""
    lines = text.splitlines()
    last = max(at for at, line in enumerate(lines) if "\t" in line)
    pages = [lines[: last + 1]]
    pages += [lines[at : at + 40] for at in range(last + 1, len(lines), 40)]
    draft = "          ร่าง – พบ ๔ ข้อทีต"
    head = [draft, " " * (len(draft) - 1) + "่ ้องแก้ไข"]
    return "\f".join(
        "\n".join([" " * 50 + f"–{n}–", *head, *page, ""])
        for n, page in enumerate(pages, 1)
    )


DAMAGES: dict[str, Damage] = {
    "sara am in two": lambda text: text.replace("ำ", "\u0e4d\u0e32"),
    "sara am in two, now and then": now_and_then("ำ", "\u0e4d\u0e32"),
    "tone within it": lambda text: re.sub("([่-๋])ำ", "\u0e4d\\1\u0e32", text),
    "tone before it": lambda text: re.sub("([่-๋])ำ", "\\1\u0e4d\u0e32", text),
    "tone after it": lambda text: re.sub("([่-๋])ำ", "ำ\\1", text),
    "space for nikhahit": lambda text: re.sub("([่-๋]?)ำ", " \\1\u0e32", text),
    "space for it, now and then": now_and_then("ำ", " \u0e32"),
    "space within it": lambda text: text.replace("ำ", "\u0e4d \u0e32"),
    "private marks": with_private_marks,
    "symbol font's marks": now_and_then(
        f"(?<=[ก-ฮ])[{MARKS}]", lambda m: chr(0xF000 + m[0].encode("cp874")[0])
    ),
    "spaces before marks": now_and_then(f"(?=[{MARKS}])", " "),
    "no-break spaces before marks": lambda text: re.sub(f"(?=[{MARKS}])", "\xa0", text),
    "circles before marks": now_and_then(f"(?=[{MARKS}])", "\u25cc"),
    "zero width": now_and_then("(?<=[ก-ฮ])(?=[ก-ฮ])", "\u200b"),
    "zero width before marks": now_and_then(f"(?=[{MARKS}])", "\u200b"),
    "no-break spaces": lambda text: text.replace(" ", "\xa0"),
    "tone before vowel": lambda text: re.sub("([ัิ-ฺ])([่-์])", "\\2\\1", text),
    "tone after sara aa": lambda text: re.sub("([่-๋])า", "า\\1", text),
    "doubled marks": now_and_then(f"[{MARKS}]", "\\g<0>\\g<0>"),
    "two sara e": lambda text: text.replace("แ", "เเ"),
    "lines broken before marks": now_and_then(
        f"(?<=[ก-ฮ]{{3}})(?=[{MARKS}]..[ก-ฮ])", "\n"
    ),
    "other line ends": lambda text: text.replace("\n", "\r\n"),
    "running heads": with_running_heads,
    "fallen marks": with_fallen_marks,
    "a draft's pages": with_draft_pages,
}


def same(found: ImportedPlan, expected: ImportedPlan) -> None:
    """Compare field by field, as people see the texts."""

    def shown(text: str) -> str:
        return "\n".join(clean(line) for line in text.splitlines())

    assert {i: shown(t) for i, t in found.info.items()} == dict(expected.info)
    assert [{f: shown(t) for f, t in row.items()} for row in found.projects] == [
        dict(row) for row in expected.projects
    ]
    assert {f: shown(t) for f, t in found.totals.items()} == dict(expected.totals)
    assert [shown(d.name) for d in found.details] == [d.name for d in expected.details]
    for one, other in zip(found.details, expected.details, strict=True):
        assert {h: shown(t) for h, t in one.texts.items()} == dict(other.texts)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_plan_is_the_plan(damage: Damage) -> None:
    damaged = damage(EXAMPLE)
    assert damaged != EXAMPLE

    found = parse(damaged)

    same(found, CLEAN)
    assert set(found.unplaced) <= {"องค์การบริหารส่วนตำบลธารสมมุติ หน่วยงานสุจริต"}


TOGETHER = [
    name
    for name in DAMAGES
    if name not in {"spaces before marks", "fallen marks", "a draft's pages"}
]


@settings(max_examples=8, deadline=None, phases=[Phase.generate])
@given(st.lists(st.sampled_from(TOGETHER), min_size=2, max_size=4, unique=True))
def test_a_plan_damaged_in_several_ways_is_the_plan(names: list[str]) -> None:
    damaged = EXAMPLE
    for name in sorted(names, key=TOGETHER.index):
        damaged = DAMAGES[name](damaged)

    same(parse(damaged), CLEAN)


def test_what_was_put_right_is_counted_and_a_whole_plan_has_nothing_to_count() -> None:
    assert CLEAN.repairs == ()
    repairs = parse(EXAMPLE.replace("ลำดับที่", "ล าดับที่")).repairs
    assert len(repairs) == 16
    assert repairs[0] == "“ลำดับที่ ๑”"


def test_letters_with_spaces_between_keep_their_vowels() -> None:
    spaced = " ".join("การรายงานผลตามแผน")
    damage = damage_of(spaced)

    assert repair(spaced, damage) == spaced


def test_where_spaces_stand_for_marks_one_before_sara_aa_says_nothing() -> None:
    text = "ข าราชการ เพื อซื อของ ทั งหมด"

    assert repair(text, damage_of(text)) == text
    assert repair("ท างาน", damage_of("ท างาน")) == "ทำงาน"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("น ้า", "น้ำ"),
        ("ท า", "ทำ"),
        ("เป ็นข ้าง", "เป็นข้าง"),
        ("สิทธ\u0e4c\u0e34", "สิทธิ์"),
        ("\uf0e0\uf0bc\uf0b9", "เผน"),
        ("\uf0fc \uf0b7 ข้อ", "\uf0fc \uf0b7 ข้อ"),
        ("จํ\nานวน", "จำนวน"),
        ("ทีใ่ ช้", "ที่ใช้"),
        ("ชีแ ้ จง", "ชี้แจง"),
        ("เ็ก", "เ็ก"),
        ("ปี ๒๕๗๐ และ", "ปี ๒๕๗๐ และ"),
    ],
)
def test_only_what_is_certain_is_put_right(typed: str, meant: str) -> None:
    assert repair(typed, damage_of(f"{typed} ตามแผนปฏิบัติการ")) == meant


@pytest.mark.parametrize(
    "case", ["plan-pdf-nikhahit.txt", "plan-libreoffice-export.txt"]
)
def test_a_case_has_all_its_projects_and_details(case: str) -> None:
    if not (SHARED / "cases").exists():
        pytest.skip("no shared cases beside the repository")
    plan = import_plan(SHARED / "cases" / case, HEADERS, DIMENSIONS)

    assert (len(plan.projects), len(plan.details)) == (16, 16)
    assert plan.unplaced == ()


@pytest.mark.parametrize("damage", ["space for nikhahit", "private marks"])
def test_a_real_plan_is_the_same_when_damaged(damage: str) -> None:
    text = shared_data("tako-2569.txt").read_text("utf-8")

    same(parse(DAMAGES[damage](text)), parse(text))


# --- SARA AM lost without a trace ---------------------------------------------------


def without_nikhahit(text: str) -> str:
    return text.replace("ำ", "า")


def test_words_that_can_be_nothing_else_get_their_sara_am_back() -> None:
    found = parse(without_nikhahit(EXAMPLE))

    assert found.lost_am
    assert [len(found.projects), len(found.details)] == [16, 16]
    assert found.info[Info.OFFICE] == "องค์การบริหารส่วนตำบลธารสมมุติ"
    assert found.info[Info.AMPHOE] == CLEAN.info[Info.AMPHOE]
    assert [set(detail.texts) for detail in found.details] == [
        set(detail.texts) for detail in CLEAN.details
    ]


def test_most_sara_am_of_a_plan_come_back_and_nothing_else_changes() -> None:
    lost = without_nikhahit(EXAMPLE)
    mended = with_am(lost)

    assert without_nikhahit(mended) == lost
    assert mended.count("ำ") > 0.8 * EXAMPLE.count("ำ")


def test_a_whole_plan_has_lost_no_sara_am() -> None:
    assert not CLEAN.lost_am
    assert with_am(EXAMPLE) == EXAMPLE


def test_one_slip_is_left_to_the_rules() -> None:
    slip = EXAMPLE.replace("จำนวน", "จานวน", 1)

    found = parse(slip)

    assert (found.lost_am, found.repairs) == (False, ())


@pytest.mark.parametrize(
    "right",
    [
        *("ราคาสั่งซื้อ", "หลังคาร้อง", "เวลาดับไฟ", "ศาลาดับเพลิง", "ห้องหน้าท่วม", "กติกากับดูแล"),
        *(
            "แนะนางสาว",
            "ขั้นต่าง",
            "ข่าวสารวจนะ",
            "นายดารงค์",
            "ประชาระดม",
            "พัฒนาเสนอ",
            "ประจาน",
        ),
    ],
)
def test_words_with_sara_aa_of_their_own_stay(right: str) -> None:
    text = f"กาหนด สานักงาน ดาเนินการ {right}"

    assert repair(text, damage_of(text)) == f"กำหนด สำนักงาน ดำเนินการ {right}"
