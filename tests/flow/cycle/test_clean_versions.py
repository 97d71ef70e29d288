"""A version without errors stays, and nothing worse takes its place."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.errors import PlanEmpty
from sync.ledger import Ledger
from tests.fakes import MemoryDocuments
from tests.flow.cycle.nights import (
    BOOKLET,
    CLEAN,
    FINDINGS,
    KEY,
    PDF,
    TITLE,
    WEB,
    documents_of,
    mails_of,
    summary_links,
    tab_of,
    type_in,
    versions,
)
from tests.sheets import PROJECTS


def test_a_draft_never_replaces_the_last_clean_version(office: Services) -> None:
    run_cycle(office)
    clean = documents_of(office)[BOOKLET]
    type_in(office, f"{PROJECTS}!C3", None)

    run_cycle(office)

    assert documents_of(office)[BOOKLET] != clean
    assert documents_of(office)[CLEAN] == clean
    assert "ร่าง" in mails_of(office)[-1].subject


def test_every_clean_version_stays_as_a_pdf_of_its_day(office: Services) -> None:
    run_cycle(office)
    type_in(office, f"{PROJECTS}!C3", None)
    run_cycle(office)

    (dated,) = versions(office)
    assert documents_of(office)[PDF] != documents_of(office)[dated]
    assert dict(summary_links(office))[f"{TITLE} (ฉบับสมบูรณ์ล่าสุด, PDF)"].endswith(dated)


def test_no_version_without_errors_ever_replaces_another(office: Services) -> None:
    run_cycle(office)
    first = documents_of(office)
    type_in(office, f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")
    run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", None)
    run_cycle(office)

    names = versions(office)
    assert len(names) == 2
    assert documents_of(office)[names[0]] == first[names[0]]
    assert documents_of(office)[names[0]] != documents_of(office)[names[1]]


def test_a_document_that_somebody_deleted_is_put_back(office: Services) -> None:
    run_cycle(office)
    assert isinstance(office.documents, MemoryDocuments)
    whole = dict(office.documents.contents)
    office.documents.contents.clear()

    report = run_cycle(office)

    assert office.documents.contents == whole
    assert report.plan_document.restored
    assert report.messages == ()


def test_the_page_for_the_web_stays_without_errors(office: Services) -> None:
    run_cycle(office)
    page = documents_of(office)[WEB]
    type_in(office, f"{PROJECTS}!C3", None)

    run_cycle(office)

    assert documents_of(office)[WEB] == page
    assert documents_of(office)[f"{KEY} (ฉบับร่าง).html"] != page


def test_a_plan_of_no_projects_replaces_none_whose_ledger_was_lost(
    office: Services, tmp_path: Path
) -> None:
    run_cycle(office)
    published = documents_of(office)
    for row, column in itertools.product((3, 4, 5), "ABCDEFGHI"):
        type_in(office, f"{PROJECTS}!{column}{row}", None)

    with pytest.raises(PlanEmpty):
        run_cycle(replace(office, ledger=Ledger.copy(tmp_path / "lost")))

    assert documents_of(office) == published


def test_a_plan_of_no_projects_never_replaces_one_that_is_published(
    office: Services,
) -> None:
    run_cycle(office)
    published = documents_of(office)
    for row, column in itertools.product((3, 4, 5), "ABCDEFGHI"):
        type_in(office, f"{PROJECTS}!{column}{row}", None)

    with pytest.raises(PlanEmpty):
        run_cycle(office)

    assert documents_of(office) == published
    assert "ยังไม่มีโครงการในแผน" in str(tab_of(office, FINDINGS).rows)
