"""The rules on plans of offices that they were not made for, and mistakes in them."""

import pytest

from benchmarks.offices import (
    CHOSEN,
    HELD_OUT,
    PLANS,
    REFERENCE,
    judge,
    load_office,
)
from benchmarks.planted import KINDS, is_found, mistakes
from sync.model.findings import Severity
from sync.model.plan import Heading

OFFICES = (*CHOSEN, *HELD_OUT)
STANDING = {("isan_town", "SPL008", "บ่มี")}
"""What is said of a right word all the same: a dialect's no (docs/validation.md)."""
CLEAN = sorted(path.stem for path in PLANS.glob("*.toml"))
_FEW = 4
_HARD = {"คำซ้ำ": 0.25}
"""Short words said twice cannot be told from a word's end and the next one's beginning."""


@pytest.mark.parametrize("office", CLEAN)
def test_a_clean_plan_of_any_kind_of_office_has_no_errors_or_warnings(
    office: str,
) -> None:
    told = [f for f in judge(load_office(office)) if f.severity is not Severity.INFO]

    assert {(office, f.rule, f.found) for f in told} <= STANDING


@pytest.mark.parametrize("office", ["subdistrict", "village_town", "province"])
def test_a_word_of_another_kind_of_office_has_one_of_this_kind(office: str) -> None:
    plan = load_office(office)
    words = [word for kind in REFERENCE.lists.offices for word in kind.own]
    said = [
        finding.suggestion
        for word in words
        for finding in judge(plan.with_text(0, Heading.RESPONSIBLE, f"งานคลัง {word}"))
        if finding.rule in {"ORG003", "ORG004"}
    ]

    assert len(said) > len(words) / 3
    assert [each for each in said if "“”" in each] == []


@pytest.mark.parametrize("kind", KINDS)
def test_planted_mistakes_are_found_in_every_kind_of_office(kind: str) -> None:
    planted = [
        mistake
        for office in OFFICES
        for mistake in mistakes(load_office(office), KINDS[kind], _FEW, seed=7)
    ]

    found = sum(map(is_found, planted))

    assert planted
    assert found >= _HARD.get(kind, 0.75) * len(planted)
