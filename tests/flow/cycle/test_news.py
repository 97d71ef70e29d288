"""Which nights are news to supervisors."""

import pytest

from sync.cycle.night import Report, run_cycle
from sync.cycle.services import Services
from tests.flow.cycle.nights import (
    FINDINGS,
    OTHER_AMOUNT,
    mails_of,
    rules_told,
    type_in,
)
from tests.sheets import DETAILS, PROJECTS


def subjects(report: Report) -> list[str]:
    return [mail.subject.partition(": ")[0] for mail in report.messages]


def test_a_draft_that_becomes_clean_is_news_though_no_text_changed(
    office: Services,
) -> None:
    type_in(office, f"{DETAILS}!G2", OTHER_AMOUNT)
    first = run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    type_in(office, f"{FINDINGS}!J2", "รวมเงินอุดหนุนอำเภอ")
    clean = run_cycle(office)
    same = run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", False)
    draft = run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    again = run_cycle(office)

    assert clean.changes == draft.changes == ()
    assert subjects(first) == ["ร่าง ต้องแก้ไข 1 จุด"]
    assert subjects(clean) == ["ฉบับสมบูรณ์"]
    assert subjects(same) == []
    assert subjects(draft) == ["ร่าง ต้องแก้ไข 1 จุด"]
    assert subjects(again) == ["ฉบับสมบูรณ์"]
    assert len({mail.message_id for mail in mails_of(office)}) == 4


def test_fewer_errors_in_the_same_text_are_no_news(office: Services) -> None:
    type_in(office, f"{DETAILS}!G2", OTHER_AMOUNT)
    type_in(office, f"{PROJECTS}!C3", None)
    run_cycle(office)
    row = rules_told(office).index("DET005") + 2
    type_in(office, f"{FINDINGS}!I{row}", True)
    type_in(office, f"{FINDINGS}!J{row}", "รวมเงินอุดหนุนอำเภอ")

    assert subjects(run_cycle(office)) == []


def test_mail_of_the_state_is_told_once_though_the_night_was_cut_short(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(office, f"{DETAILS}!G2", OTHER_AMOUNT)
    run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    type_in(office, f"{FINDINGS}!J2", "รวมเงินอุดหนุนอำเภอ")
    ledger = office.ledger
    for part, step in ((ledger.publications, "record"), (ledger.cycles, "end")):
        with monkeypatch.context() as cut:
            cut.setattr(part, step, _die)
            with pytest.raises(RuntimeError):
                run_cycle(office)

    run_cycle(office)

    told = [mail.subject.partition(": ")[0] for mail in mails_of(office)]
    assert told == ["ร่าง ต้องแก้ไข 1 จุด", "ฉบับสมบูรณ์"]


def _die(*_: object, **__: object) -> None:
    raise RuntimeError("killed")
