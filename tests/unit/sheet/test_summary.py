"""The tab สรุป: what stands in it where, and when it was last checked."""

from decimal import Decimal

import pytest

from sync.messages import load_words
from sync.model.cells import Sheet, Tab, Value
from sync.model.plan import Totals
from sync.sheet.findings_tab import Verdict
from sync.sheet.own_tabs import SUMMARY_HEADER
from sync.sheet.summary import DocumentLinks, checked_at, summary_rows

WORDS = load_words("th")
BUDGETS = (Decimal(200), Decimal(150), Decimal(100), Decimal(50))
TOTALS = Totals(10, Decimal(500), (1, 2, 3, 4), (4, 3, 2, 1), BUDGETS)
NOTHING = Verdict((), ())


def rows(checked: str = "") -> list[tuple[Value, ...]]:
    shown = summary_rows(TOTALS, NOTHING, DocumentLinks(None), checked, WORDS)
    return [tuple(cell for cell in row if not hasattr(cell, "link")) for row in shown]


def test_dimensions_and_quarters_are_numbered_from_one() -> None:
    shown = rows()

    header = tuple(WORDS.say(f"summary.{name}") for name in SUMMARY_HEADER)
    first = shown.index(header) + 1
    assert shown[first : first + 5] == [
        (WORDS.say("summary.one_dimension", number="1"), Decimal(4), Decimal(200)),
        (WORDS.say("summary.one_dimension", number="2"), Decimal(3), Decimal(150)),
        (WORDS.say("summary.one_dimension", number="3"), Decimal(2), Decimal(100)),
        (WORDS.say("summary.one_dimension", number="4"), Decimal(1), Decimal(50)),
        (WORDS.say("summary.total"), Decimal(10), Decimal(500)),
    ]
    quarters = [
        (WORDS.say("summary.one_quarter", number=str(number)), Decimal(number))
        for number in (1, 2, 3, 4)
    ]
    assert shown[first + 7 : first + 11] == quarters


@pytest.mark.parametrize(("down", "right"), [(0, 0), (3, 2), (16, 1)])
def test_when_it_was_checked_is_read_wherever_staff_moved_the_summary(
    down: int, right: int
) -> None:
    moved = (("ของเรา",),) * down + tuple(
        (None,) * right + row for row in rows(checked="23 พฤศจิกายน 2569 01:00 น.")
    )

    said = checked_at(Sheet((Tab("สรุป", moved),), "1"), "สรุป")

    assert said == "23 พฤศจิกายน 2569 01:00 น."
