"""Words for tests of slips, and what is said of a plan's spelling."""

from sync.plan.totals import compute_totals
from sync.rules.text.wordlists import load_word_lists
from sync.rules.validate import find_hits
from sync.sheet.read import read_plan
from tests.sheets import HEADERS, REFERENCE, clean_sheet, type_in

ALIKE = load_word_lists().spelling.look_alikes
KNOWN = {"การ": -3.0, "กา": -9.0, "ประชา": -8.0, "ประชาชน": -6.0, "ชน": -9.0}


def rules_in(typed: dict[str, str]) -> list[tuple[str, str]]:
    """Return what is said of the spelling of what is typed, and of what."""
    reading = read_plan(type_in(clean_sheet(), typed), HEADERS)
    hits = find_hits(reading, compute_totals(reading.plan), (), REFERENCE)
    return [(hit.rule, hit.found) for hit in hits if hit.rule.startswith("SPL")]
