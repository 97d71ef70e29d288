"""Every figure of a report, as its documents say it, against sums of what was typed.

Of a real, published plan where it is beside the repository, with progress that is
invented; of the example plan everywhere.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import html

from sync import wiring
from sync.cycle.night import run_cycle
from sync.importing import import_plan
from sync.importing.example import load_example
from sync.model.cells import Value
from sync.model.imports import ImportedPlan
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.progress.table import COLUMNS
from sync.settings.frames import load_frames
from sync.thai.digits import to_thai
from tests.progressing import TAB
from tests.shared import shared_data

DIMENSIONS = load_frames()[0].dimensions
DONE, ONGOING, CANNOT, WAITS = (
    "ดำเนินการแล้วเสร็จ",
    "อยู่ระหว่างดำเนินการ",
    "ไม่สามารถดำเนินการได้",
    "รอรายงานผล",
)
ROUNDS = (6, 12)
_OPEN = """
[[reports.round]]
year = {year}
months = {months}
opens = 2020-01-01
closes = 2100-01-01
"""


def example() -> ImportedPlan:
    return load_example(load_headers(), DIMENSIONS)


def real() -> ImportedPlan:
    return import_plan(shared_data("tako-2569.txt"), load_headers(), DIMENSIONS)


@dataclass(frozen=True)
class Told:
    """A project of a round as it was typed, and what counts of it; money in satang.

    ``unread``: the plan's budget of it cannot be read, and counts for nothing.
    """

    name: str
    dimension: int | None
    planned: int
    state: str
    ordinance: int
    paid: int
    unread: bool = False


@dataclass(frozen=True)
class Reports:
    """The documents of a round, and what was typed of its projects."""

    told: Sequence[Told]
    word: Path
    page: Path
    keyin: Path


def satang(value: object) -> int:
    return int(Decimal(str(value or 0)) * 100)


def baht(amount: int) -> str:
    return f"{Decimal(amount) / 100:,.2f}"


def share(part: int, whole: int) -> str:
    """Return per cent with two places, half of the last one up; ``-`` of nothing."""
    if not whole:
        return "-"
    exact = Decimal(part) * 100 / Decimal(whole)
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):,.2f}"


@pytest.fixture(scope="module", params=[example, real], ids=["example", "real"])
def reports(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[int, Reports]:
    """Report on a plan at random, in both rounds; return what came of each."""
    make: Callable[[], ImportedPlan] = request.param
    plan = make()
    folder = tmp_path_factory.mktemp("figures") / "office"
    wiring.create_office(folder, plan)
    paths = OfficePaths(folder)
    year = night(folder)
    opened = "".join(_OPEN.format(year=year, months=months) for months in ROUNDS)
    settings = paths.settings.read_text("utf-8")
    paths.settings.write_text(f"{settings}\n{opened}", "utf-8")
    night(folder)
    told = invent(paths.workbook, random.Random(2569))  # noqa: S311
    night(folder)
    made = {}
    for months in ROUNDS:
        name = f"รายงานผล-{year}-รอบ-{months}-เดือน"
        keyin = f"ใบกรอก-e-PlanNACC-{year}-รอบ-{months}-เดือน.docx"
        made[months] = Reports(
            told[months],
            paths.documents / f"{name}.docx",
            paths.documents / f"{name}.html",
            paths.documents / keyin,
        )
    return made


def night(folder: Path) -> int:
    with wiring.open_office(folder) as office:
        year = run_cycle(office).judgement.plan.info.fiscal_year
    assert year
    return year


def invent(workbook: Path, chance: random.Random) -> Mapping[int, list[Told]]:
    """Type states and money into every row of the tab; return what counts of each."""
    book = openpyxl.load_workbook(workbook)
    tab = book[TAB]
    at = {name: place for place, name in enumerate(COLUMNS, 1)}
    told: dict[int, list[Told]] = {months: [] for months in ROUNDS}
    done: dict[str, Told] = {}
    for row in range(2, tab.max_row + 1):
        which = str(tab.cell(row, at["round"]).value or "")
        if not which:
            continue
        months, name = (
            int(which.partition(" ")[0]),
            str(tab.cell(row, at["name"]).value),
        )
        own = Told(
            name=name,
            dimension=int(str(tab.cell(row, at["dimension"]).value or 0)) or None,
            planned=satang(tab.cell(row, at["planned"]).value),
            state=WAITS,
            ordinance=0,
            paid=0,
            unread=tab.cell(row, at["planned"]).value is None,
        )
        if months == 12 and name in done:
            told[months].append(done[name])  # and nobody types it again
            continue
        state = chance.choice((DONE, ONGOING, CANNOT, WAITS))
        if state != WAITS:
            ordinance = chance.randint(1, own.planned) if own.planned else 0
            paid = chance.randint(0, ordinance) if state != CANNOT else 0
            own = replace(own, state=state, ordinance=ordinance, paid=paid)
            typed: Mapping[str, Value] = {
                "state": state,
                "reason": "บุคลากรไม่เพียงพอ" if state == CANNOT else None,
                "result": f"ผลของแถวที่ {row}",
            }
            money = {"ordinance": ordinance, "paid": paid} if own.planned else {}
            for column, value in typed.items():
                tab.cell(row, at[column]).value = value
            for column, amount in money.items():
                tab.cell(row, at[column]).value = baht(amount)
        told[months].append(own)
        if months == 6 and state == DONE:
            done[name] = own
    book.save(workbook)
    return told


def states(told: Sequence[Told]) -> list[list[str]]:
    """Return the table of states as it should be."""
    counts = [
        (state, sum(each.state == state for each in told))
        for state in (DONE, ONGOING, CANNOT, WAITS)
    ]
    return [
        *([name, str(count), share(count, len(told))] for name, count in counts),
        ["รวมทั้งสิ้น", str(len(told)), ""],
    ]


def money(told: Sequence[Told]) -> list[list[str]]:
    """Return the table of money as it should be, without the dimensions' names."""
    parts = [
        (str(number), [each for each in told if each.dimension == number])
        for number in (1, 2, 3, 4)
    ]
    if others := [each for each in told if each.dimension not in (1, 2, 3, 4)]:
        parts.append(("5", others))
    return [
        [
            number,
            str(len(part)),
            str(sum(each.state != WAITS for each in part)),
            baht(sum(each.planned for each in part)),
            baht(sum(each.ordinance for each in part)),
            baht(sum(each.paid for each in part)),
            share(sum(e.paid for e in part), sum(e.ordinance for e in part)),
        ]
        for number, part in (*parts, ("", list(told)))
    ]


def word_tables(path: Path) -> list[list[list[str]]]:
    """Return the texts of a Word document's tables, row by row, cell by cell."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(str(path)).tables
    ]


def page_tables(path: Path) -> list[list[list[str]]]:
    """Return the same of a web page."""
    page = html.fromstring(path.read_bytes())
    return [
        [
            ["".join(map(str, cell.itertext())).strip() for cell in row]
            for row in table.iter("tr")
        ]
        for table in page.iter("table")
    ]


@pytest.mark.parametrize("months", ROUNDS)
def test_the_tables_of_a_report_are_sums_of_what_was_typed(
    reports: Mapping[int, Reports], months: int
) -> None:
    report = reports[months]
    told = report.told
    assert {each.state for each in told} == {DONE, ONGOING, CANNOT, WAITS}

    by_state, by_dimension, listed, *_ = word_tables(report.word)

    assert [row[:3] for row in by_state[1:]] == states(told)
    assert [[row[0], *row[2:8]] for row in by_dimension[1:]] == money(told)
    unread = to_thai(str(sum(each.unread for each in told)))
    note = f"\nยอดงบตามแผนยังไม่รวม {unread} โครงการที่ไม่มีงบประมาณหรืออ่านไม่ได้"
    assert listed[-2][0] == (
        f"รวมทั้งสิ้น {len(told)} โครงการ"
        f" รายงานแล้ว {sum(each.state != WAITS for each in told)} โครงการ"
        + (note if unread != "๐" else "")
    )
    assert [line.split()[-1] for line in listed[-2][3].split("\n")] == [
        baht(sum(each.planned for each in told)),
        baht(sum(each.ordinance for each in told)),
        baht(sum(each.paid for each in told)),
    ]


@pytest.mark.parametrize("months", ROUNDS)
def test_every_project_is_told_with_its_own_money(
    reports: Mapping[int, Reports], months: int
) -> None:
    report = reports[months]
    *_, listed, _ = ([], *word_tables(report.word), [])
    rows = listed[1:-2]

    assert [row[1].split("\n")[0] for row in rows] == [e.name for e in report.told]
    for row, each in zip(rows, report.told, strict=True):
        assert row[2].startswith(each.state), each
        assert list(amounts(row[3])) == list(own_amounts(each)), each


@pytest.mark.parametrize("months", ROUNDS)
def test_the_web_page_says_the_same(
    reports: Mapping[int, Reports], months: int
) -> None:
    report = reports[months]

    by_state, by_dimension = page_tables(report.page)

    assert [row[:3] for row in by_state[1:]] == states(report.told)
    assert [row[1:7] for row in by_dimension[1:]] == [
        row[1:] for row in money(report.told)
    ]


@pytest.mark.parametrize("months", ROUNDS)
def test_the_sheet_that_is_keyed_in_from_has_the_same_in_whole_baht(
    reports: Mapping[int, Reports], months: int
) -> None:
    report = reports[months]
    (keyed,) = word_tables(report.keyin)

    assert [row[1] for row in keyed[1:]] == [each.name for each in report.told]
    for row, each in zip(keyed[1:], report.told, strict=True):
        assert row[8] == each.state
        waits = each.state == WAITS and each.planned
        known = (each.planned, *((each.ordinance, each.paid) if not waits else ()))
        wanted = [] if each.unread else [whole(amount) for amount in known]
        assert [text for text in row[4:7] if text] == wanted, each


def whole(amount: int) -> str:
    return str((Decimal(amount) / 100).quantize(Decimal(1), ROUND_HALF_UP))


def amounts(text: str) -> Iterator[str]:
    """Yield the amounts that stand in a cell, in their order."""
    yield from re.findall(r"\d[\d,]*\.\d\d", text)


def own_amounts(each: Told) -> Iterator[str]:
    """Yield those that should: nothing of money where the project needs none."""
    if each.planned:
        yield baht(each.planned)
        if each.state != WAITS:
            yield baht(each.ordinance)
            yield baht(each.paid)
