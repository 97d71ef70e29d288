"""A link out of the office is not followed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sync.adapters.local.documents import LocalDocuments
from sync.adapters.local.outbox import LocalOutbox
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.adapters.local.templates import LocalTemplates
from sync.errors import LinkLeadsAway, MailUnavailable
from sync.ledger import Ledger
from sync.log import logging_to
from sync.model.documents import Document
from sync.model.mail import Message
from sync.storage.files import replace_file


def leads_away(office: Path, name: str, target: Path) -> None:
    (office / name).parent.mkdir(exist_ok=True)
    (office / name).symlink_to(target)


WAYS_OUT: dict[str, tuple[str, Callable[[Path], object]]] = {
    "workbook": ("plan.xlsx", lambda o: LocalSpreadsheet(o / "plan.xlsx").read()),
    "documents": (
        "documents",
        lambda o: LocalDocuments(o / "documents").publish(Document("a", "a", b"a")),
    ),
    "document": (
        "documents/a.docx",
        lambda o: LocalDocuments(o / "documents").publish(Document("a", "a", b"a")),
    ),
    "ledger": ("ledger.db", lambda o: Ledger.open(o / "ledger.db")),
    "ledgers log": ("ledger.db-wal", lambda o: Ledger.open(o / "ledger.db")),
    "ledger to look at": ("ledger.db", lambda o: Ledger.copy(o / "ledger.db")),
    "log": ("worker.log", lambda o: logging_to(o / "worker.log").__enter__()),
    "template": (
        "templates/plan.docx",
        lambda o: LocalTemplates(o / "templates", o).read("plan.docx"),
    ),
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_link_out_of_the_office_is_not_followed(tmp_path: Path, way: str) -> None:
    office, outside = tmp_path / "office", tmp_path / "outside"
    office.mkdir()
    name, act = WAYS_OUT[way]
    if name == "documents":
        outside.mkdir()
    else:
        outside.write_bytes(b"somebody's")
    leads_away(office, name, outside)

    with pytest.raises(LinkLeadsAway) as stop:
        act(office)

    assert stop.value.facts == {
        "path": str(office / name),
        "target": str(outside),
    }
    if outside.is_dir():
        assert list(outside.iterdir()) == []
    else:
        assert outside.read_bytes() == b"somebody's"


def test_a_link_out_lets_mail_wait(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "office").mkdir()
    leads_away(tmp_path / "office", "outbox", tmp_path / "outside")

    with pytest.raises(MailUnavailable):
        LocalOutbox(tmp_path / "office" / "outbox").send(
            Message("<1@x>", "a@b.c", "s", b"c")
        )

    assert list((tmp_path / "outside").iterdir()) == []


def test_backups_that_lead_away_are_not_written(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "office").mkdir()
    ledger = Ledger.open(tmp_path / "office" / "ledger.db")
    leads_away(tmp_path / "office", "backups", tmp_path / "outside")

    with pytest.raises(LinkLeadsAway):
        ledger.back_up(date(2026, 11, 28), keep_days=30)

    ledger.close()
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_link_within_the_office_and_an_office_that_is_a_link_are_fine(
    tmp_path: Path,
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "plan-2570.xlsx").write_bytes(b"old")
    (tmp_path / "real" / "plan.xlsx").symlink_to("plan-2570.xlsx")
    (tmp_path / "office").symlink_to(tmp_path / "real")

    replace_file(tmp_path / "office" / "plan.xlsx", b"new", staffs=True)

    assert (tmp_path / "real" / "plan-2570.xlsx").read_bytes() == b"new"
    assert (tmp_path / "real" / "plan.xlsx").is_symlink()
