"""A sheet that staff typed over with the next year's plan lacks no row of the last."""

from datetime import date
from decimal import Decimal

from sync.model.cells import Sheet
from sync.model.progress import Round, RoundDates
from sync.plan.changes import plan_facts
from sync.progress.adding import ended_projects
from sync.sheet.read import read_plan
from tests.progressing import (
    KEYS,
    TWELVE,
    keyed_sheet,
    owned,
    plan_of,
    read,
    sheet_with,
)
from tests.sheets import HEADERS, NAMES, type_in
from tests.unit.progress.rows import WORDS, edits, rows, written

BEFORE = RoundDates(Round(2570, 12), date(2027, 10, 1), date(2027, 10, 31))


def typed_over(sheet: Sheet) -> Sheet:
    """Return a sheet in which staff have typed the next year."""
    return type_in(sheet, {"ข้อมูลแผน!B8": "2571"})


def test_projects_of_the_year_before_get_the_rows_that_it_still_lacks() -> None:
    sheet = typed_over(sheet_with(*(owned(n, name=NAMES[n - 1]) for n in (1, 2))))
    ended = ended_projects(None, read(sheet), HEADERS)

    made = written(sheet, edits(sheet, [BEFORE], ended=ended))

    new = rows(made)[2:]
    assert [(row["key"], row["name"], row["round"]) for row in new] == [
        (KEYS[0], NAMES[0], TWELVE),
        (KEYS[1], NAMES[1], TWELVE),
    ]
    assert edits(made, [BEFORE], ended=ended_projects(None, read(made), HEADERS)) == []


def test_what_was_published_of_the_year_before_tells_its_projects() -> None:
    sheet = keyed_sheet()
    reading = read_plan(sheet, HEADERS)
    facts = plan_facts(plan_of(sheet), reading.matching, HEADERS)
    over = typed_over(sheet)

    ended = ended_projects(facts, read(over), HEADERS)
    made = rows(written(over, edits(over, [BEFORE], ended=ended)))

    assert [row["name"] for row in made] == list(NAMES)
    assert [row.get("planned") for row in made] == [
        Decimal(20000),
        Decimal(0),
        Decimal(5000),
    ]
    assert [row["dimension"] for row in made] == [Decimal(1), Decimal(2), Decimal(3)]
    assert {row["round"] for row in made} == {TWELVE}


def test_a_project_struck_from_the_year_before_gets_no_row_there() -> None:
    struck = owned(1, name=NAMES[0], status=WORDS.say("progress.struck"))
    sheet = typed_over(sheet_with(struck, owned(2, name=NAMES[1])))

    ended = ended_projects(None, read(sheet), HEADERS)

    assert list(ended) == [KEYS[1]]
