"""Whole offices: in memory, and on disk as their commands make them."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from sync import wiring
from sync.adapters.local.templates import LocalTemplates
from sync.cli.commands import app
from sync.cli.session import Session
from sync.cycle.services import Services
from sync.importing.example import load_example
from sync.ledger import Ledger
from sync.messages import load_words
from sync.model.imports import EMPTY_PLAN
from sync.plan.labels import load_headers
from sync.ports import Clock
from sync.rules.catalogue import load_rule_texts
from sync.settings.frames import load_frames
from sync.settings.values import Settings
from tests.fakes import MemoryDocuments, MemoryMail, MemoryPdf, MemorySpreadsheet
from tests.sheets import REFERENCE, clean_sheet

ROOT = Path(__file__).parents[1]
MAIL = ROOT / "templates" / "mail"
EXAMPLE = ROOT / "config" / "example" / "plan.txt"


def memory_office(folder: Path, clock: Clock) -> Services:
    """Make an office with a plan without errors; nothing is kept in ``folder``."""
    return Services(
        spreadsheet=MemorySpreadsheet(*clean_sheet().tabs),
        documents=MemoryDocuments(),
        mail=MemoryMail(),
        clock=clock,
        ledger=Ledger.copy(folder / "none"),
        settings=Settings(),
        reference=REFERENCE,
        rules=load_rule_texts(),
        sheet_words=load_words("th"),
        words=load_words("th"),
        templates=LocalTemplates(folder / "templates", ROOT / "templates"),
        pdf=MemoryPdf(),
        hooks=MemoryMail(),
        notices=MemoryMail(),
        mail_templates={
            path.name: path.read_text("utf-8") for path in sorted(MAIL.iterdir())
        },
    )


def example_office(folder: Path) -> Path:
    """Make an office of the example's plan alone, with those who receive mail."""
    return _put(_files(_make_example), folder)


def empty_office(folder: Path) -> Path:
    """Make an office with nothing in its spreadsheet."""
    return _put(_files(_make_empty), folder)


def imported_office(folder: Path) -> Path:
    """Make an office of the example's text with ``import``; nobody receives mail there."""
    return _put(_files(_import_example), folder)


def _make_example(folder: Path) -> None:
    headers = load_headers()
    wiring.create_office(folder, load_example(headers, load_frames()[0].dimensions))


def _make_empty(folder: Path) -> None:
    wiring.create_office(folder, EMPTY_PLAN)


def _import_example(folder: Path) -> None:
    arguments = ["import", str(EXAMPLE), "--office", str(folder), "--yes"]
    ran = CliRunner().invoke(app, arguments, obj=Session())
    assert ran.exit_code == 0, ran.output


@cache
def _files(make: Callable[[Path], None]) -> Mapping[Path, bytes]:
    """Return an office's files; it takes a second to make, and is made once."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "office"
        make(folder)
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder): path.read_bytes() for path in files}


def _put(files: Mapping[Path, bytes], folder: Path) -> Path:
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder
