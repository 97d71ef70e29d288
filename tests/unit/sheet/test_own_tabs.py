"""Which tabs are the worker's own, and where its summary begins."""

import pytest

from sync.messages import load_words
from sync.model.cells import Cell, Sheet, Tab, Value
from sync.model.findings import Hit
from sync.sheet.own_tabs import SUMMARY_HEADER, foreign_hits, summary_origin
from tests.sheets import HEADERS

WORDS = load_words("th")
TITLE = WORDS.say("summary.title")
NAMES = tuple(WORDS.say(f"summary.{name}") for name in SUMMARY_HEADER)


@pytest.mark.parametrize(
    ("rows", "origin"),
    [
        ((), (1, 1)),
        (((TITLE,), (), NAMES), (1, 1)),
        (((TITLE,), (), ("ของเรา",)), (1, 1)),
        ((("หัวข้อของเรา",), (), NAMES), (1, 1)),
        ((("ของเรา",), (), (None, TITLE)), (3, 2)),
        ((("ของเรา",), ("ก",), (None, "หัวข้อ"), (), (None, *NAMES)), (3, 2)),
        ((("ของเรา",), ("ก",), (None, "หัวข้อ"), (), (None, *NAMES[:2])), None),
        ((("ของเรา",),), None),
    ],
)
def test_the_summary_begins_at_its_title_or_two_rows_above_its_header(
    rows: tuple[tuple[Value, ...], ...], origin: tuple[int, int] | None
) -> None:
    found = summary_origin(Tab("สรุป", rows))

    assert found == (Cell("สรุป", *origin) if origin else None)


def test_a_tab_of_the_offices_own_is_told_of_in_its_first_cell() -> None:
    title = HEADERS.tabs["summary"]
    sheet = Sheet((Tab(title, (("ของเรา",),)),), "1")

    hits = list(foreign_hits(sheet, HEADERS))

    assert hits == [Hit("TAB001", Cell(title, 1, 1), "", {"title": title})]
