"""Which documents a night makes, and what keeps one from its place."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from sync.adapters.local.documents import LocalDocuments
from sync.cli.cycle_view import show_report
from sync.cli.terminal import Terminal
from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.errors import DocumentOpen, TemplateError
from sync.ledger import Ledger
from sync.model.documents import Kind
from sync.settings.values import DocumentSettings, Settings
from tests.flow.cycle.nights import (
    KEY,
    WEB,
    documents_of,
    mails_of,
    summary_links,
    tab_of,
    type_in,
    value,
)
from tests.sheets import NAMES, PROJECTS


@pytest.mark.parametrize("held", [Kind.PDF, Kind.WORD, Kind.PAGE])
def test_a_document_that_is_open_elsewhere_keeps_nothing_else_from_its_place(
    office: Services, tmp_path: Path, held: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    local = replace(office, documents=LocalDocuments(folder))
    put = Path.replace

    def replaced(path: Path, target: Path) -> Path:
        if target.name == f"{KEY}.{held}":
            error = PermissionError()
            vars(error)["winerror"] = 32  # as Windows says it
            raise error
        return put(path, target)

    with monkeypatch.context() as opened:
        opened.setattr(Path, "replace", replaced)
        report = run_cycle(local)
    there = {path.suffix for path in folder.iterdir()}
    said = str(tab_of(local, "สรุป").rows)
    closed = run_cycle(local)

    assert isinstance(report.refused, DocumentOpen)
    assert report.refused.facts == {"path": str(folder / f"{KEY}.{held}")}
    assert f"{KEY}.{held}" in said
    assert (
        there
        == {f".{kind}" for kind in Kind}
        - {
            Kind.WORD: {".docx", ".pdf"},
            Kind.PDF: set(),
            Kind.PAGE: {".html"},
        }[held]
    )
    assert len(mails_of(local)) == 1
    assert closed.refused is None
    assert f"{KEY}.{held}" in {path.name for path in folder.iterdir()}
    assert "มีผู้เปิดอยู่" not in str(tab_of(local, "สรุป").rows)


def test_what_else_is_wanted_is_made_and_linked_in_the_summary(
    office: Services,
) -> None:
    settings = Settings(document=DocumentSettings(also=("summary", "projects")))
    wanting = replace(office, settings=settings)

    run_cycle(wanting)
    keys = [value(office, f"{PROJECTS}!L{row}") for row in (3, 4, 5)]

    assert {f"{KEY} (ตารางสรุป).docx"} | {
        f"{KEY} โครงการ {key}.docx" for key in keys
    } <= set(documents_of(office))
    names = [name for name, _ in summary_links(office)]
    assert names[-3:] == [f"โครงการที่ {n} {name}" for n, name in enumerate(NAMES, 1)]
    assert run_cycle(wanting).edits == ()


def test_documents_that_the_terminal_leaves_out_are_counted(office: Services) -> None:
    everything = DocumentSettings(also=("summary", "projects", "web"))
    settings = Settings(document=everything)
    report = run_cycle(replace(office, settings=settings))
    shown = io.StringIO()

    show_report(report, None, Terminal(office.words, Console(file=shown)))

    # the plan, its PDF, the version without errors and that one's; and five others
    assert len(report.links) == 9
    assert "… และอีก 3 ฉบับ ตามรายการในแท็บสรุป" in shown.getvalue()


def test_a_change_in_one_project_publishes_its_document_alone(office: Services) -> None:
    settings = Settings(document=DocumentSettings(also=("projects",), pdf=False))
    wanting = replace(office, settings=settings)
    run_cycle(wanting)
    type_in(office, f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")

    report = run_cycle(wanting)

    assert [shown.new for shown in report.shown] == [True, True, False, False]


def test_a_projects_file_keeps_the_name_it_was_first_made_with(
    office: Services, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    settings = Settings(document=DocumentSettings(also=("projects",), pdf=False))
    wanting = replace(office, settings=settings, documents=LocalDocuments(folder))
    run_cycle(wanting)
    keys = [value(office, f"{PROJECTS}!L{row}") for row in (3, 4, 5)]
    first = {path.name for path in folder.iterdir()}
    path = next(path for path in folder.iterdir() if f"{keys[0]} – 1 " in path.name)
    assert sum(" – " in name for name in first) == 3

    path.unlink()
    assert [shown.restored for shown in run_cycle(wanting).shown].count(True) == 1
    type_in(office, f"{PROJECTS}!B3", "โครงการที่มีชื่อใหม่")
    path.unlink()
    run_cycle(wanting)
    lost = Ledger.open(tmp_path / "another.db")
    run_cycle(replace(wanting, ledger=lost))
    lost.close()

    assert first == {path.name for path in folder.iterdir()}


def test_an_office_can_have_a_template_of_its_own(
    office: Services, tmp_path: Path
) -> None:
    own = tmp_path / "templates" / "web"
    own.mkdir(parents=True)
    (own / "plan.html").write_text("<p>{{ office }}</p>", "utf-8")

    run_cycle(office)

    assert documents_of(office)[WEB].decode().startswith("<p>องค์การบริหารส่วนตำบล")


def test_with_a_broken_template_the_last_documents_stay(
    office: Services, tmp_path: Path
) -> None:
    run_cycle(office)
    before = documents_of(office)
    own = tmp_path / "templates" / "web"
    own.mkdir(parents=True)
    (own / "plan.html").write_text("<p>{{ ofice }}</p>", "utf-8")
    type_in(office, f"{PROJECTS}!C3", None)

    with pytest.raises(TemplateError):
        run_cycle(office)

    assert documents_of(office) == before
    assert value(office, f"{PROJECTS}!J3") == "ต้องแก้ไข 1 จุด"
