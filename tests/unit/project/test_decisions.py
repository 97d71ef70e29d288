"""The decisions in docs/design.md: each bears one number, by which others cite it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "design.md").read_text("utf-8")
NUMBERS = re.findall(r"^\*\*D(\d+) · ", PAGE, re.MULTILINE)


def test_no_two_decisions_bear_one_number() -> None:
    assert {number for number in NUMBERS if NUMBERS.count(number) > 1} == set()


def test_decisions_stand_together_in_their_order() -> None:
    (decisions,) = re.findall(
        r"^## Decisions\n(.*?)^## ", PAGE, re.MULTILINE | re.DOTALL
    )
    inside = [int(number) for number in re.findall(r"^\*\*D(\d+) · ", decisions, re.M)]

    assert inside == sorted(map(int, NUMBERS))


def test_a_decision_that_is_cited_is_there() -> None:
    assert set(re.findall(r"\bD(\d+)\b", PAGE)) - set(NUMBERS) == set()


def test_a_file_that_is_named_is_there() -> None:
    named = re.findall(r"`([\w./]+\.(?:py|toml|md|html|zip))`", PAGE)
    homes = (ROOT, ROOT / "sync", ROOT / "docs")

    assert [
        name
        for name in named
        if not any((home / name).exists() for home in homes) and "/" in name
    ] == []
