"""The decisions in docs/design.md: each bears one number, by which others cite it."""

import re
from pathlib import Path

PAGE = (Path(__file__).parents[3] / "docs" / "design.md").read_text("utf-8")
NUMBERS = re.findall(r"^\*\*D(\d+) · ", PAGE, re.MULTILINE)


def test_no_two_decisions_bear_one_number() -> None:
    assert {number for number in NUMBERS if NUMBERS.count(number) > 1} == set()


def test_a_decision_that_is_cited_is_there() -> None:
    assert set(re.findall(r"\bD(\d+)\b", PAGE)) - set(NUMBERS) == set()
