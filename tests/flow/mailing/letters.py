"""Who is written to in a night, and who is let in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.model.mail import Message
from sync.settings.values import GoogleSettings
from tests.fakes import MemoryDocuments, MemoryMail
from tests.mails import ADMINISTRATOR, EXECUTIVE, RESPONSIBLE, recipients
from tests.sheets import DETAILS

PEOPLE = recipients(
    ("นายตัวอย่าง รักสุจริต", "boss@example.com", EXECUTIVE),
    ("นางสาวสมมุติ ใจซื่อ", "staff@example.com", RESPONSIBLE),
    ("นายทดลอง เที่ยงตรง", "admin@example.com", ADMINISTRATOR),
) | {f"{DETAILS}!H2": "สำนักปลัด โดยนางสาวสมมุติ ใจซื่อ"}
ALL = ["boss@example.com", "staff@example.com"]
"""Who hears of a first night, administrators left out."""


def night(office: Services) -> Sequence[Message]:
    return run_cycle(office).messages


def told(messages: Sequence[Message]) -> list[str]:
    return [message.recipient.partition("@")[0] for message in messages]


def giving_access(
    office: Services, how: Literal["never", "silently", "notify"]
) -> Services:
    sheet = "https://docs.google.com/spreadsheets/d/1"
    google = GoogleSettings(spreadsheet=sheet, give_access=how)
    settings = office.settings.model_copy(update={"google": google})
    return replace(office, settings=settings)


def heard(office: Services, documents: MemoryDocuments) -> list[str]:
    """Return who was written to, by us or by Google, each as often as they were."""
    assert isinstance(office.mail, MemoryMail)
    ours = [message.recipient for message in office.mail.delivered]
    return sorted([*ours, *(who for who, notify in documents.admitted if notify)])
