"""The day that a plan is as of."""

from dataclasses import replace
from datetime import date, timedelta

from sync.cycle.judging import judge
from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.model.plan import Info
from tests.fakes import FixedClock
from tests.flow.cycle.nights import KEY, NIGHT, documents_of, type_in
from tests.sheets import INFO, PROJECTS


def test_the_as_of_date_is_the_day_the_plan_became_what_it_is(office: Services) -> None:
    type_in(office, f"{INFO}!B10", None)
    first = run_cycle(office)
    next_month = replace(office, clock=FixedClock(NIGHT + timedelta(days=30)))

    second = run_cycle(next_month)

    assert office.reference.headers.label(Info.AS_OF) == "ข้อมูล ณ วันที่"
    assert second.plan_document.document == first.plan_document.document


def test_a_day_of_a_clock_that_was_ahead_is_put_right(office: Services) -> None:
    type_in(office, f"{INFO}!B10", None)
    clock = office.clock
    assert isinstance(clock, FixedClock)
    right = clock.now()
    clock.move(timedelta(days=30_000))
    run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", "เร่งรัด")
    run_cycle(office)
    clock.time = right

    run_cycle(office)

    published = office.ledger.publications.find(KEY)
    assert published
    assert published.as_of == right.date()


def test_a_change_noted_by_a_clock_that_was_ahead_blames_no_day(
    office: Services,
) -> None:
    clock = office.clock
    assert isinstance(clock, FixedClock)
    right = clock.now()
    clock.move(timedelta(days=30_000))
    run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", "เร่งรัด")
    run_cycle(office)
    clock.time = right

    assert "YRS009" not in {it.rule for it in judge(office).open_findings}


def test_a_plan_that_changes_is_as_of_the_day_it_changed(office: Services) -> None:
    type_in(office, f"{INFO}!B10", None)
    run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")
    next_month = replace(office, clock=FixedClock(NIGHT + timedelta(days=30)))

    run_cycle(next_month)

    published = office.ledger.publications.find(KEY)
    assert published
    assert published.as_of == date(2026, 12, 23)
    days = [name.split()[2] for name in documents_of(office) if name.count(" ") > 1]
    assert days == ["2569-11-23", "2569-12-23"]


def test_a_plan_that_changed_after_the_day_it_bears_is_told_so(
    office: Services,
) -> None:
    first = run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")
    changed = run_cycle(office)
    later = replace(office, clock=FixedClock(NIGHT + timedelta(days=30)))
    still = run_cycle(later)
    type_in(office, f"{INFO}!B10", "23 พฤศจิกายน 2569")
    mended = run_cycle(later)

    assert [finding.rule for finding in first.judgement.open_findings] == []
    for report in (changed, still):
        (finding,) = report.judgement.open_findings
        assert (finding.rule, str(finding.cell)) == ("YRS009", f"{INFO}!B10")
        assert finding.message == (
            "แผนเปลี่ยนครั้งล่าสุดเมื่อ 23 พฤศจิกายน 2569 หลังวันที่ข้อมูล (16 พฤศจิกายน 2569)"
        )
    assert [finding.rule for finding in mended.judgement.open_findings] == []
