"""News to write of, and ways to read a message as its recipient would."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

from sync.mail.message import Writer
from sync.mail.news import News
from sync.messages import load_words
from sync.model.cells import Cell
from sync.model.findings import Finding, Severity
from sync.model.mail import Message
from sync.model.plan import Called
from sync.plan.totals import compute_totals
from sync.settings.values import MailSettings
from sync.sheet.read import read_plan
from sync.thai.dates import ERA
from tests.sheets import HEADERS, PROJECTS, RECIPIENTS, clean_sheet, type_in

MAIL = Path(__file__).parents[1] / "templates" / "mail"
TEMPLATES = {path.name: path.read_text("utf-8") for path in MAIL.iterdir()}
NOW = datetime.fromisoformat("2026-11-23T01:00:00+07:00")
LINK = "https://docs.example.com/d/plan/edit"
SHEET_LINK = "https://docs.example.com/s/sheet/edit"
EXECUTIVE, RESPONSIBLE, ADMINISTRATOR = "ผู้บริหาร", "ผู้รับผิดชอบ", "ผู้ดูแลระบบ"
YEAR = 2027 + ERA


def cell_link(cell: Cell) -> str | None:
    return f"{SHEET_LINK}#gid=7&range={cell.a1}"


def recipients(*rows: tuple[str, str, str]) -> dict[str, Any]:
    """Type name, address and role of those who want mail, in place of who is there."""
    typed: dict[str, Any] = {}
    for row, (name, email, role) in enumerate(rows, 2):
        cells = {"A": name, "B": email, "C": role, "D": True}
        typed |= {f"{RECIPIENTS}!{c}{row}": value for c, value in cells.items()}
    return typed


def news(typed: Mapping[str, Any] | None = None, **facts: object) -> News:
    reading = read_plan(type_in(clean_sheet(), typed or {}), HEADERS)
    plan = reading.plan
    told = News(
        plan=plan,
        matching=reading.matching,
        totals=compute_totals(plan),
        dimensions=("หนึ่ง", "สอง", "สาม", "สี่"),
        findings=(),
        changes=None,
        link=LINK,
        sheet_link=SHEET_LINK,
        cell_link=cell_link,
    )
    return replace(told, **cast(dict[str, Any], facts))


def finding(
    row: int = 4, severity: Severity = Severity.ERROR, project: int | None = 2
) -> Finding:
    cell = Cell(PROJECTS, row, 4)
    said = f"ข้อสังเกต {row} {severity}"
    called = Called(str(project), "", project) if project else None
    return Finding(
        "X", severity, cell, project, "งบ", "๑", said, f"แก้ {row}", called=called
    )


def writer(language: str = "th", now: datetime = NOW, **settings: object) -> Writer:
    mail = MailSettings.model_validate(settings)
    return Writer(TEMPLATES, load_words(language), mail, now)


def parse(message: Message) -> EmailMessage:
    parsed = message_from_bytes(message.content, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def header(message: Message, name: str) -> str:
    """Decode a header; the newer parser puts a space between two encoded words."""
    raw = message_from_bytes(message.content)[name]
    return str(make_header(decode_header(raw)))


def text_of(message: Message, kind: str = "plain") -> str:
    """Return what it says; where its lines may not break is no matter here."""
    body = parse(message).get_body((kind,))
    assert body
    said = str(body.get_content()).replace("\u00a0", " ")
    return re.sub('<span style="display:inline-block">(.*?)</span>', r"\1", said)


def words_of_file(path: Path) -> str:
    """Return the words of a mail that lies in a file."""
    return text_of(Message("", "", "", path.read_bytes()))
