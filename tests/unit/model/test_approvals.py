"""Which approval stands, by the decisions that were ever noted."""

from dataclasses import replace
from datetime import date

import pytest

from sync.model.approvals import (
    Decision,
    Result,
    Standing,
    Strength,
    approvals_standing,
    decision_of,
    for_others,
)
from sync.model.chain import (
    Break,
    Chained,
    Finished,
    Link,
    canonical,
    code_of,
    export,
    first_break,
    link_after,
    sealed,
)

DAY = date(2026, 11, 29)
FIRST, SECOND = (canonical({"name": name}) for name in "กข")
APPROVED = Decision(
    Chained.PLAN,
    2570,
    1,
    code_of(FIRST),
    Result.APPROVED,
    Strength.GUARDED,
    DAY,
    "นายสมมุติ ตัวอย่าง",
    "นายก อบต.",
    editors=2,
)
ANNOUNCED = replace(
    APPROVED, announcement="12/2569", announced=DAY, signed="https://example.go.th/a"
)


def versions() -> list[Link]:
    links: list[Link] = []
    for content in (FIRST, SECOND):
        finished = Finished(Chained.PLAN, 2570, "อบต.ตัวอย่าง", DAY, content)
        last = links[-1] if links else None
        links.append(link_after(last, last, finished, DAY))
    return links


def decided(*decisions: Decision) -> list[Link]:
    links = versions()
    for each in decisions:
        links.append(sealed(links[-1], {**each.facts(), "noted": DAY.isoformat()}))
    return links


def as_second(decision: Decision) -> Decision:
    return replace(decision, version=2, content=code_of(SECOND))


def having(decision: Decision, result: Result) -> Decision:
    return replace(decision, result=result)


@pytest.mark.parametrize(
    ("decisions", "now", "stands"),
    [
        ((), FIRST, None),
        ((APPROVED,), FIRST, (1, Standing.APPROVED)),
        ((APPROVED,), SECOND, (1, Standing.CHANGED)),
        ((APPROVED, ANNOUNCED), FIRST, (1, Standing.ANNOUNCED)),
        ((APPROVED, replace(ANNOUNCED, signed="")), FIRST, (1, Standing.APPROVED)),
        ((APPROVED, replace(ANNOUNCED, announced=None)), FIRST, (1, Standing.APPROVED)),
        ((APPROVED, as_second(APPROVED)), SECOND, (2, Standing.APPROVED)),
        ((as_second(APPROVED), APPROVED), SECOND, (2, Standing.APPROVED)),
        ((APPROVED, having(APPROVED, Result.CANCELLED)), FIRST, None),
        ((APPROVED, having(APPROVED, Result.RETURNED)), FIRST, None),
        ((APPROVED, having(APPROVED, Result.TAKEN_BACK)), FIRST, None),
        (
            (
                APPROVED,
                as_second(APPROVED),
                as_second(having(APPROVED, Result.CANCELLED)),
            ),
            SECOND,
            (1, Standing.CHANGED),
        ),
        (
            (APPROVED, as_second(having(APPROVED, Result.RETURNED))),
            SECOND,
            (1, Standing.CHANGED),
        ),
    ],
)
def test_the_latest_approved_and_not_cancelled_version_stands(
    decisions: tuple[Decision, ...], now: str, stands: tuple[int, Standing] | None
) -> None:
    found = approvals_standing(
        decided(*decisions), {(Chained.PLAN, 2570): code_of(now)}
    )

    said = [(each.version, each.standing) for each in found]
    assert said == ([] if stands is None else [stands])


def test_documents_and_years_stand_by_themselves() -> None:
    report = replace(APPROVED, document=Chained.REPORT_6)
    last_year = replace(ANNOUNCED, year=2569)

    found = approvals_standing(decided(APPROVED, report, last_year), {})

    said = [(each.document, each.year, each.standing) for each in found]
    assert said == [
        ("plan", 2569, Standing.ANNOUNCED),
        ("plan", 2570, Standing.APPROVED),
        ("report_6", 2570, Standing.APPROVED),
    ]


def test_an_entry_tells_the_decision_that_it_was_made_of() -> None:
    for each in (APPROVED, ANNOUNCED, having(APPROVED, Result.TAKEN_BACK)):
        assert decision_of(decided(each)[-1]) == each


def test_an_entry_that_somebody_altered_is_no_decision() -> None:
    entry = decided(APPROVED)[-1]
    for name, value in {"result": "x", "decided": "x", "year": "x"}.items():
        text = canonical({**entry.facts(), name: value})
        assert decision_of(replace(entry, text=text)) is None


def test_no_address_of_a_person_stands_in_an_entry() -> None:
    typed = replace(
        ANNOUNCED,
        name="สมมุติ <somebody@example.go.th>",
        position="mailto:a.b+c@example.go.th",
        announcement="ส่งที่ x@example.go.th",
        signed="https://example.go.th/a?by=x@example.go.th",
    )

    assert "@" not in canonical(typed.facts())
    assert for_others("ก@ข") == "…"
    assert for_others("https://example.go.th/a") == "https://example.go.th/a"
    assert for_others("ก\ud83dข") == "ก?ข"
    assert len(for_others("ก" * 50_000)) == 500


def test_a_decision_on_what_was_never_finished_is_a_break() -> None:
    assert first_break(decided(APPROVED, ANNOUNCED)) is None
    for other in (
        replace(as_second(APPROVED), content=code_of(FIRST)),
        replace(as_second(APPROVED), version=3),
        replace(APPROVED, year=2571),
        replace(APPROVED, document=Chained.REPORT_6),
    ):
        assert first_break(decided(other)) == (3, Break.CONTENT)


def test_what_is_decided_brings_no_content_into_the_file_for_others() -> None:
    assert '""' not in export(decided(APPROVED))
