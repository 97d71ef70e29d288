"""The page for operators: behind each trouble that it names stands a test."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
_PAGE = (ROOT / "docs" / "operating.md").read_text("utf-8")
_TABLE = _PAGE.partition("## What may befall it")[2].partition("\n## ")[0]
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in _TABLE.splitlines()
    if line.startswith("| ") and not line.startswith(("| trouble", "| ---"))
]
TESTS = {
    name
    for path in (ROOT / "tests").rglob("*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
}


def test_the_table_has_every_kind_of_trouble() -> None:
    assert len(ROWS) >= 24


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:40] for row in ROWS])
def test_each_line_says_what_is_done_and_seen_and_names_tests_that_there_are(
    row: list[str],
) -> None:
    assert len(row) == 5
    assert all(row)
    named = re.findall(r"`(test_\w+)`", row[4])
    assert named
    assert set(named) - TESTS == set()
