"""The public's PDFs, where they cannot or must not be printed."""

from dataclasses import replace
from pathlib import Path

from sync.cycle.services import Services
from sync.settings.values import DocumentSettings
from tests.fakes import FixedClock, MemoryPdf
from tests.flow.public.publishing import files, night


def test_pdfs_that_a_setting_takes_from_the_public_are_named(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    night(office, clock)
    was = {name for name in files(tmp_path / "public") if name.endswith(".pdf")}
    settings = office.settings.model_copy(
        update={"document": DocumentSettings(pdf=False)}
    )
    without = replace(office, settings=settings)

    said = night(without, clock)

    assert was
    assert not was & files(tmp_path / "public").keys()
    (told,) = (each for each in said if "pdf = false" in each)
    assert all(name in told for name in was)
    assert not [it for it in night(without, clock) if "pdf = false" in it]


def test_on_a_machine_that_prints_nothing_the_pdfs_of_before_stay(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    night(office, clock)
    before = files(tmp_path / "public")
    assert any(name.endswith(".pdf") for name in before)
    assert office.public

    moved = replace(office, public=replace(office.public, pdf=None))
    said = night(moved, clock)

    assert (files(tmp_path / "public"), said) == (before, ())


def test_a_pdf_that_could_not_be_printed_is_tried_again(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    assert office.public
    assert isinstance(office.public.pdf, MemoryPdf)
    office.public.pdf.broken = True
    said = night(office, clock)
    assert any("ยังไม่มี PDF ของ plan-2570-" in each for each in said)
    assert "plan-2570.pdf" not in files(tmp_path / "public")

    office.public.pdf.broken = False
    night(office, clock)
    assert "plan-2570.pdf" in files(tmp_path / "public")
    night(office, clock)
    assert len(office.public.pdf.made) == 1
