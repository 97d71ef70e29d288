"""Forms of labels and texts with labels of an office's own, and what an import made of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from hypothesis import strategies as st

from sync.importing.source import Row, SourceLine
from sync.model.imports import ImportedPlan
from sync.model.plan import Heading
from tests.unit.importing.bringing import bring
from tests.unit.importing.exports import parse, parse_parts
from tests.unit.importing.workbooks import NAMES, Book, Rows, official

NAME = NAMES[0]
LABELS: Mapping[Heading, Sequence[str]] = {
    Heading.RATIONALE: ["หลักการและเหตุผล", "เหตุผลความจำเป็น", "ความเป็นมา"],
    Heading.OBJECTIVES: ["วัตถุประสงค์", "วัตถุประสงค์ของโครงการ", "จุดมุ่งหมาย"],
    Heading.TARGET_GROUP: ["กลุ่มเป้าหมาย", "เป้าหมายของโครงการ", "ผู้เข้าร่วมโครงการ"],
    Heading.METHOD: ["วิธีดำเนินการ", "ขั้นตอนการดำเนินงาน", "วิธีการดำเนินโครงการ"],
    Heading.PERIOD: ["ระยะเวลา", "ระยะเวลาการดำเนินงาน", "ห้วงเวลาดำเนินการ"],
    Heading.BUDGET: [
        "งบประมาณ",
        "งบประมาณดำเนินการ",
        "วงเงินงบประมาณ",
        "งบประมาณ/แหล่งที่มา",
    ],
    Heading.RESPONSIBLE: ["ผู้รับผิดชอบ", "หน่วยงานเจ้าของโครงการ", "ผู้รับผิดชอบหลัก"],
    Heading.OUTPUTS: ["ผลผลิต", "ผลผลิตของโครงการ", "ผลผลิต (Output)"],
    Heading.OUTCOMES: ["ผลลัพธ์", "ผลลัพธ์ที่คาดว่าจะได้รับ"],
}
_OF_ROWS = {Heading.METHOD, Heading.BUDGET}
"""Fields below which figures are rows of their own."""

FIGURES = ("7,103", "7103 บาท", "88", "☑", "✓", "-")


@dataclass(frozen=True)
class Labelled:
    """A label and its text, of ``heading``; of none where it is the office's own."""

    heading: Heading | None
    label: str
    text: str


Form: TypeAlias = Sequence[Labelled]


@st.composite
def forms(draw: st.DrawFn, *, with_figures: bool = True) -> Form:
    """Draw a form of some of our headings, with labels of the office's own between."""
    found: list[Labelled] = []
    for at, heading in enumerate(Heading):
        label = draw(st.sampled_from(LABELS[heading]))
        found.append(Labelled(heading, label, f"ข้อความ{'กขคงจฉชซฌ'[at]}"))
        for nth in range(draw(st.integers(0, 2))):
            may_be_figure = with_figures and heading not in _OF_ROWS
            words = f"ฮ{'กขคงจฉชซฌ'[at]}{'กข'[nth]}ฮ"
            figure = draw(st.sampled_from((words, *FIGURES)))
            text = figure if may_be_figure else words
            found.append(Labelled(None, f"เรื่องของ{words}", text))
    return found


def _with_name(form: Form) -> Form:
    return [Labelled(None, "ชื่อโครงการ", NAME), *form]


def in_two_columns(form: Form) -> ImportedPlan:
    return _tab([[own.label, own.text] for own in _with_name(form)])


def in_three_columns(form: Form) -> ImportedPlan:
    rows = enumerate(_with_name(form), 1)
    return _tab([[at, own.label, own.text] for at, own in rows])


def numbered(form: Form) -> ImportedPlan:
    rows = enumerate(_with_name(form), 1)
    return _tab([[f"{at}. {own.label}", own.text] for at, own in rows])


def with_titles(form: Form) -> ImportedPlan:
    """Put two forms below one another, a title above each; return what the first says."""
    first: Rows = [[own.label, own.text] for own in _with_name(form)]
    other: Rows = [["ชื่อโครงการ", NAMES[1]], *([own.label, own.text] for own in form)]
    return _tab([["แบบเสนอโครงการ"], *first, [], ["แบบเสนอโครงการ"], *other])


def in_cells(form: Form) -> ImportedPlan:
    return _tab([[f"{own.label}\n{own.text}"] for own in _with_name(form)])


def in_word(form: Form) -> ImportedPlan:
    rows = [Row((own.label, own.text), at) for at, own in enumerate(_with_name(form))]
    return parse_parts(SourceLine("แบบเสนอโครงการ"), *rows)


def with_colons(form: Form) -> ImportedPlan:
    lines = (f"{own.label} : {own.text}" for own in _with_name(form))
    return parse("\n".join(lines))


def _tab(rows: Rows) -> ImportedPlan:
    return bring(Book({"แผน": official(), "ใบโครงการ": rows}))


LAYOUTS: Sequence[Callable[[Form], ImportedPlan]] = (
    in_two_columns,
    in_three_columns,
    numbered,
    with_titles,
    in_cells,
    in_word,
    with_colons,
)


def misplaced(form: Form, plan: ImportedPlan) -> Sequence[Labelled]:
    """Return what of a form is not where it belongs.

    Ours have their text and no more; an office's own are told with the project's name.
    """
    texts = next(one.texts for one in plan.details if one.name == NAME)
    told = [line for line in plan.unplaced if line.startswith(f"{NAME} · ")]
    return [
        own
        for own in form
        if (
            texts.get(own.heading) != own.text
            if own.heading
            else not any(own.label in line and own.text in line for line in told)
        )
    ]
