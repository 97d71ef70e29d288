"""A whole office in memory."""

from pathlib import Path

from sync.adapters.local.templates import LocalTemplates
from sync.cycle.services import Services
from sync.ledger import Ledger
from sync.messages import load_words
from sync.ports import Clock
from sync.rules.catalogue import load_rule_texts
from sync.settings.values import Settings
from tests.fakes import MemoryDocuments, MemoryMail, MemoryPdf, MemorySpreadsheet
from tests.sheets import REFERENCE, clean_sheet

ROOT = Path(__file__).parents[1]
MAIL = ROOT / "templates" / "mail"


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
        mail_templates={
            path.name: path.read_text("utf-8") for path in sorted(MAIL.iterdir())
        },
    )
