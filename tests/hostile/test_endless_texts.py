"""Fifty thousand letters in every cell: understood or not, but soon."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from sync.messages import load_words
from sync.model.cells import Cell, Sheet
from sync.model.findings import Severity
from sync.model.plan import Heading
from sync.plan.addresses import is_address
from sync.plan.text import digit_style, printable, printable_lines, split_mark
from sync.plan.totals import compute_totals
from sync.public.masking import without_personal
from sync.rules.amounts.breakdown import breakdown
from sync.rules.catalogue import load_rule_texts
from sync.rules.text.length import LONGEST
from sync.rules.validate import find_hits, phrase
from sync.sheet.budget_years import year_of_budgets
from sync.sheet.notes import note_edits
from sync.sheet.read import Reading, read_plan
from sync.sheet.tables import text_of
from sync.sheet.write_back import find_edits, give_keys
from sync.thai.dates import parse_date, parse_year
from sync.thai.folding import clean, fold, key, shorten, width
from sync.thai.money import parse_baht
from sync.thai.ticks import parse_tick
from tests.hostile.texts import ENDLESS, LONGEST_CELL, filled
from tests.sheets import (
    DETAILS,
    HEADERS,
    INFO,
    PROJECTS,
    RECIPIENTS,
    REFERENCE,
    clean_sheet,
    type_in,
)

pytestmark = pytest.mark.slow

TEXTS = load_rule_texts()["th"]
WORDS = load_words("th")
EASY = {
    *("years", "links", "dots", "lines", "empty lines", "percents", "quarters", "tags"),
    *("baht", "addresses", "one Thai letter", "nikhahit", "Thai digits"),
}
"""Kinds that are no harder for any rule than another that stays."""
FITS = 32_767
"""Letters that a cell or a note takes at Excel; Google takes more."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Allow so much of this process's own time, whatever else the machine does."""
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds


def everywhere(text: str) -> Sheet:
    """Type a text into every cell of every kind that staff fill in."""
    places = [
        *(f"{INFO}!B{row}" for row in (2, 4, 8, 10)),
        *(f"{PROJECTS}!{column}3" for column in "ABCDEFGHIJKL"),
        *(f"{DETAILS}!{column}2" for column in "ABCDEFGHIJ"),
        *(f"{RECIPIENTS}!{column}2" for column in "ABCD"),
    ]
    return type_in(clean_sheet(), dict.fromkeys(places, text))


def reading_of(sheet: Sheet) -> Reading:
    return read_plan(sheet, HEADERS)


FUNCTIONS: dict[str, Callable[[str], Any]] = {
    function.__name__: function
    for function in (
        *(parse_date, parse_year, parse_baht, parse_tick, is_address),
        *(clean, fold, key, width, printable, printable_lines, split_mark),
    )
} | {
    "shorten": lambda text: shorten(text, 80),
    "thai digits": digit_style("thai"),
    "header": lambda text: HEADERS.find("projects", text),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_whatever_reads_one_text_does_so_at_once(name: str) -> None:
    for text in ENDLESS.values():
        for typed in (text, f"ปี{text[3:]}x"):
            with within(2):
                FUNCTIONS[name](typed)


@pytest.mark.parametrize("kind", sorted(set(ENDLESS) - EASY))
def test_every_rule_has_done_with_a_sheet_of_them_in_seconds(kind: str) -> None:
    reading = reading_of(everywhere(ENDLESS[kind]))

    with within(15):
        plan = give_keys(reading.plan, {})
        totals = compute_totals(plan)
        findings = phrase(
            find_hits(reading, totals, (), REFERENCE),
            plan,
            reading.matching,
            HEADERS,
            TEXTS,
        )
        edits = find_edits(reading, plan, totals, findings, HEADERS, WORDS)
        notes = list(note_edits(reading.sheet, findings, WORDS))

    assert any(finding.severity is Severity.ERROR for finding in findings)
    assert len(findings) < 3000
    assert max(len(text_of(edit.new)) for edit in edits) < FITS
    assert max(len(note.new or "") for note in notes) < FITS
    assert max(len(finding.found) for finding in findings) <= LONGEST_CELL
    for finding in findings:
        assert len(finding.message) + len(finding.suggestion) < 3000


def test_a_text_too_long_is_said_to_be_and_judged_in_its_beginning() -> None:
    slip = "จำนวน .... คน "
    begun, beyond = f"{slip}{filled('ก', LONGEST)}", f"{filled('ก', LONGEST)}{slip}"

    told = {}
    for place, text in (("B", begun), ("C", beyond)):
        reading = reading_of(type_in(clean_sheet(), {f"{DETAILS}!{place}2": text}))
        hits = find_hits(reading, compute_totals(reading.plan), (), REFERENCE)
        told[place] = {hit.rule for hit in hits if hit.cell.column == ord(place) - 64}

    assert {"TXT001", "PLH003"} <= told["B"]
    assert "TXT001" in told["C"]
    assert "PLH003" not in told["C"]


def test_what_is_closed_beyond_what_is_judged_is_not_called_open() -> None:
    begun = "ชื่อว่า “งานบุญ (ปีนี้ " + filled("ก ข ", LONGEST)
    reading = reading_of(type_in(clean_sheet(), {f"{DETAILS}!B2": f"{begun})”"}))

    hits = find_hits(reading, compute_totals(reading.plan), (), REFERENCE)

    assert "TXT001" in {hit.rule for hit in hits}
    assert not {"TRM003", "TRM004"} & {hit.rule for hit in hits}


def test_the_plan_itself_keeps_every_letter() -> None:
    text = filled("ก ข")

    (detail, *_) = reading_of(
        type_in(clean_sheet(), {f"{DETAILS}!B2": text})
    ).plan.details

    assert detail.texts[Heading.RATIONALE] == text.strip()


def test_a_number_of_fifty_thousand_digits_is_no_number() -> None:
    sheet = type_in(
        clean_sheet(), {f"{PROJECTS}!A4": filled("9"), f"{PROJECTS}!D4": filled("9")}
    )

    reading = reading_of(sheet)
    hits = find_hits(reading, compute_totals(reading.plan), (), REFERENCE)

    rules = {(hit.rule, hit.cell) for hit in hits}
    assert ("PRJ004", Cell(PROJECTS, 4, 1)) in rules
    assert ("BUD001", Cell(PROJECTS, 4, 4)) in rules


def test_brackets_in_brackets_are_no_address() -> None:
    assert not is_address(f"a{'(' * 120}{')' * 120}@example.com")


def test_of_endlessly_many_findings_the_most_important_are_told() -> None:
    rows: dict[str, str] = {}
    for row in range(7, 1007):
        rows |= {f"{DETAILS}!{column}{row}": "...." for column in "ABCDEFGHIJ"}
    rows |= {f"{PROJECTS}!E3": "", f"{PROJECTS}!F3": ""}
    reading = reading_of(type_in(clean_sheet(), rows))

    hits = find_hits(reading, compute_totals(reading.plan), (), REFERENCE)
    findings = phrase(hits, reading.plan, reading.matching, HEADERS, TEXTS)

    assert len(hits) > 10_000
    assert len(findings) == 5_001
    assert findings[-1].rule == "TXT003"
    assert findings[-1].message == f"มีข้อสังเกตอีก {len(hits) - 5_000:d} จุด ไม่ได้แสดงทุกจุด"
    errors = sum(TEXTS[hit.rule].severity is Severity.ERROR for hit in hits)
    told = sum(finding.severity is Severity.ERROR for finding in findings)
    assert told == min(errors, 5_000)


LONG = {
    **ENDLESS,
    "names before addresses": filled("ก" * 9_999 + "." + "a" * 9_999 + "@"),
    "a gap": "x" + " " * LONGEST_CELL + "x",
    "a gap of lines": "x" + "\n" * LONGEST_CELL + "x",
}


@pytest.mark.parametrize("look", [without_personal, year_of_budgets, breakdown])
@pytest.mark.parametrize("kind", LONG)
def test_an_endless_text_is_soon_looked_through(
    look: Callable[[str], object], kind: str
) -> None:
    text = LONG[kind][:LONGEST] if look is breakdown else LONG[kind]

    with within(1):
        look(text)
