"""A document may have a home that people gave it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.model.documents import Before, Document, Kind, Placed, Publication
from tests.fakes import MemoryDocuments
from tests.flow.cycle.nights import CLEAN, KEY, documents_of, type_in
from tests.sheets import INFO, PROJECTS


class HomedDocuments(MemoryDocuments):
    """Documents that may have a home which people gave them.

    ``told`` is the day of the plan without errors that stood there each time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.told: list[date | None] = []

    def publish(self, document: Document, before: Before | None = None) -> Placed:
        if document.key == KEY and document.kind is Kind.WORD and before:
            self.told.append(before.clean_as_of)
        placed = super().publish(document, before)
        return replace(placed, link=document.home or placed.link)

    def find(
        self, key: str, kind: Kind = Kind.WORD, home: str | None = None
    ) -> str | None:
        return home or super().find(key, kind)


HOME = "https://docs.google.com/document/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789/edit"


@pytest.mark.parametrize("home", [None, HOME])
def test_a_place_is_told_the_day_of_the_plan_without_errors_that_stood_there(
    office: Services, home: str | None
) -> None:
    documents = HomedDocuments()
    office = replace(office, documents=documents)
    type_in(office, f"{INFO}!B16", home)
    run_cycle(office)
    for budget in ("ห้าพัน", Decimal(5000)):
        type_in(office, f"{PROJECTS}!D5", budget)
        run_cycle(office)

    # what stood there: the plan, then a draft; in a home of its own no draft goes
    assert documents.told == [date(2026, 11, 16), date(2026, 11, 16) if home else None]


def test_the_last_plan_without_errors_in_its_own_home_is_always_known(
    office: Services,
) -> None:
    office = replace(office, documents=HomedDocuments())
    type_in(office, f"{INFO}!B16", HOME)
    kept = CLEAN.removesuffix(".docx")

    for number in range(5):
        type_in(office, f"{PROJECTS}!I3", f"ปรับครั้งที่ {number}")
        report = run_cycle(office)
        clean = office.ledger.publications.find(kept, Kind.WORD)
        assert clean
        assert clean.digest == report.plan_document.document.digest
        assert clean.link == report.plan_document.link == HOME


def test_a_plan_without_errors_whose_home_was_taken_away_is_kept_elsewhere(
    office: Services,
) -> None:
    class Moved(HomedDocuments):
        def find(
            self, key: str, kind: Kind = Kind.WORD, home: str | None = None
        ) -> str | None:
            unseen = key == KEY and kind is Kind.WORD and not home
            return None if unseen else super().find(key, kind, home)

        def intact(
            self, published: Sequence[Publication], soon: Collection[str] = ()
        ) -> frozenset[str]:
            homed = {known.link for known in published} & {HOME}
            return super().intact(published, soon) | homed

    office = replace(office, documents=Moved())
    type_in(office, f"{INFO}!B16", HOME)
    run_cycle(office)
    assert CLEAN not in documents_of(office)
    type_in(office, f"{INFO}!B16", None)

    report = run_cycle(office)

    assert report.plan_document.link == HOME
    assert CLEAN in documents_of(office)
