"""PDFs: made where wanted, and never shown for another version."""

from dataclasses import replace

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.settings.values import DocumentSettings, Settings
from tests.fakes import MemoryPdf
from tests.flow.cycle.nights import (
    BOOKLET,
    CLEAN,
    PDF,
    TITLE,
    documents_of,
    mails_of,
    summary_links,
    type_in,
    versions,
)
from tests.mails import ADMINISTRATOR, EXECUTIVE, recipients, text_of
from tests.sheets import PROJECTS


def test_a_pdf_that_could_not_be_made_is_made_another_night(office: Services) -> None:
    assert isinstance(office.pdf, MemoryPdf)
    office.pdf.broken = True
    run_cycle(office)
    office.pdf.broken = False

    run_cycle(office)
    run_cycle(office)

    assert PDF in documents_of(office)
    assert len(versions(office)) == 1
    assert len(office.pdf.made) == 1
    assert len(mails_of(office)) == 1


def test_a_pdf_that_could_not_be_made_anew_is_shown_for_none_of_this_version(
    office: Services,
) -> None:
    people = recipients(
        ("ผู้บริหาร", "boss@example.com", EXECUTIVE),
        ("ผู้ดูแล", "admin@example.com", ADMINISTRATOR),
    )
    for address, typed in people.items():
        type_in(office, address, typed)
    assert isinstance(office.pdf, MemoryPdf)
    run_cycle(office)
    older = dict(summary_links(office))[f"{TITLE} (PDF)"]
    office.pdf.broken = True
    type_in(office, f"{PROJECTS}!I3", "เร่งรัด")

    boss, admin = run_cycle(office).messages

    assert older not in text_of(boss)
    assert f"{TITLE} (PDF)" not in dict(summary_links(office))
    assert "ไม่ได้ จึงยังเป็นฉบับก่อน" in text_of(admin)
    office.pdf.broken = False
    assert run_cycle(office).messages == ()
    assert f"{TITLE} (PDF)" in dict(summary_links(office))


def test_an_office_that_wants_no_pdf_gets_none(office: Services) -> None:
    settings = Settings(document=DocumentSettings(pdf=False, also=()))

    run_cycle(replace(office, settings=settings))

    assert set(documents_of(office)) == {BOOKLET, CLEAN}
