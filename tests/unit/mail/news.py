"""News that there is to tell, to whom, and what a letter says."""

from html.parser import HTMLParser

from sync.mail.occasions import PlanPublished, Reminder, digest_due, quarter_end
from sync.model.changes import Change
from sync.model.mail import Message
from tests.mails import (
    ADMINISTRATOR,
    EXECUTIVE,
    NOW,
    RESPONSIBLE,
    YEAR,
    recipients,
    text_of,
)
from tests.sheets import DETAILS, NAMES

PUBLISHED = PlanPublished("abc")
WEEK = digest_due(NOW.date(), 0)
REMINDER = Reminder(YEAR, 1, 14, 14, quarter_end(YEAR, 1))
BOSS = ("นายตัวอย่าง รักสุจริต", "boss@example.com", EXECUTIVE)
STAFF = ("นางสาวสมมุติ ใจซื่อ", "staff@example.com", RESPONSIBLE)
ADMIN = ("นายทดลอง เที่ยงตรง", "admin@example.com", ADMINISTRATOR)
OWNS_FIRST = {f"{DETAILS}!H2": "สำนักปลัด โดย น.ส.สมมุติ ใจซื่อ"}
EVERYBODY = recipients(BOSS, STAFF, ADMIN) | OWNS_FIRST
CHANGE = Change(NAMES[1], "มิติ", "๑", "๒")


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name == "href"]


def links_of(message: Message) -> list[str]:
    return Links(text_of(message, "html")).found


def told(messages: tuple[Message, ...]) -> list[str]:
    return [message.recipient.partition("@")[0] for message in messages]
