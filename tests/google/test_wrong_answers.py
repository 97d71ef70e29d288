"""Every kind of request, answered with a good status and something that is no answer.

A proxy, a network that wants a sign-in, another version of the interface: whatever
comes is either of use or one of our stops, with a sentence and a status of its own.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple

import docx
import pytest

from sync.adapters.google.drive import PDF, TEXT, WORD, Drive, Upload
from sync.adapters.google.gmail import Gmail
from sync.adapters.google.inspecting import Inspector
from sync.adapters.google.pdf import GooglePdf
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.setting_up import set_up
from sync.adapters.google.sharing import admit, audience_of
from sync.adapters.google.sheets_api import SheetsApi
from sync.adapters.google.shown import Shown
from sync.errors import (
    GoogleError,
    MessageTrouble,
    Unanswered,
    UnexpectedAnswer,
    WorkerError,
)
from sync.model.documents import Document
from sync.model.mail import Message
from sync.plan.labels import load_headers
from tests.google.answering import JSON, PORTAL, answering, as_bytes
from tests.google.conftest import Pauses

ID = "s" * 44
FILE = {
    "id": "f1",
    "name": "แผน",
    "mimeType": "application/vnd.google-apps.document",
    "webViewLink": "https://docs.google.com/document/d/f1/edit",
    "modifiedTime": "2026-11-28T01:00:00.000Z",
    "trashed": False,
    "appProperties": {"plan_sync": "x", "plan_sync_state": "2026-11-01"},
    "lastModifyingUser": {"me": False, "displayName": "ก"},
    "capabilities": {"canEdit": True},
    "contentRestrictions": [{"readOnly": False, "reason": "-"}],
    "permissions": [{"type": "user", "emailAddress": "a@example.com"}],
}
CELL = {
    "effectiveValue": {"numberValue": 46000.5},
    "effectiveFormat": {"numberFormat": {"type": "DATE"}},
    "userEnteredValue": {"numberValue": 46000.5},
    "hyperlink": "https://example.com",
    "note": "บันทึก",
}
CHIPS = {
    "effectiveValue": {"stringValue": "ก"},
    "chipRuns": [{"chip": {"richLinkProperties": {"uri": "https://example.com"}}}],
    "textFormatRuns": [{"format": {"link": {"uri": "https://example.com"}}}],
}
SPREADSHEET = {
    "sheets": [
        {
            "properties": {
                "sheetId": 0,
                "title": "แท็บ",
                "gridProperties": {"rowCount": 9, "columnCount": 3},
            },
            "merges": [
                {
                    "startRowIndex": 0,
                    "endRowIndex": 1,
                    "startColumnIndex": 0,
                    "endColumnIndex": 2,
                }
            ],
            "data": [
                {
                    "rowData": [
                        {"values": [CELL, CHIPS]},
                        {
                            "values": [
                                {"effectiveValue": {"errorValue": {"type": "REF"}}}
                            ]
                        },
                    ]
                }
            ],
        }
    ]
}
PARTS = {
    "properties": {"locale": "th_TH", "timeZone": "Asia/Bangkok"},
    "namedRanges": [{"name": "project_names", "namedRangeId": "n"}],
    "sheets": [
        {
            "properties": {
                "sheetId": 0,
                "title": "แท็บ",
                "index": 0,
                "gridProperties": {"rowCount": 9, "columnCount": 3},
            },
            "charts": [{"spec": {"title": "ก"}}],
            "protectedRanges": [{"protectedRangeId": 5, "description": "ก"}],
            "data": [
                {
                    "rowData": [
                        {
                            "values": [
                                {"userEnteredValue": {"stringValue": "ก"}, "note": "ข"}
                            ]
                        }
                    ]
                }
            ],
        }
    ],
    "spreadsheetId": ID,
}
MESSAGE = Message(
    "<1@example.com>", "a@example.com", "เรื่อง", b"Subject: 1\r\n\r\n1\r\n"
)
UPLOAD = Upload({"name": "แผน"}, b"PK", WORD)


def word(text: str = "") -> bytes:
    document, file = docx.Document(), BytesIO()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


class Kind(NamedTuple):
    """A request: who makes it, what it is rightly answered with."""

    ask: Callable[[GoogleSession], object]
    right: Any
    content_type: str = JSON


def _fetch(session: GoogleSession) -> object:
    return SheetsApi(session, ID, {}, lambda _: None).fetch()


def _update(session: GoogleSession) -> object:
    return SheetsApi(session, ID, {}, lambda _: None).update([{"x": 1}])


def _set_up(session: GoogleSession) -> object:
    return set_up(session, ID, load_headers())


def _inspector(session: GoogleSession) -> Inspector:
    drive = Drive(session)
    return Inspector(session, drive, Shown(drive, None))


def _blank(session: GoogleSession) -> object:
    return _inspector(session)._is_blank("f1")


def _shown(session: GoogleSession) -> object:
    return _inspector(session).text("f1")


KINDS = {
    "spreadsheet": Kind(_fetch, SPREADSHEET),
    "write": Kind(_update, {"updatedSpreadsheet": SPREADSHEET}),
    "set up": Kind(_set_up, PARTS),
    "file": Kind(lambda it: Drive(it).get("f1"), FILE),
    "find": Kind(
        lambda it: Drive(it).find("m", "folder"),
        {"files": [FILE], "incompleteSearch": False},
    ),
    "marked": Kind(lambda it: Drive(it).marked("a", "b", "folder"), {"files": [FILE]}),
    "comments": Kind(
        lambda it: Drive(it).has_open_comments("f1"),
        {"comments": [{"resolved": True, "deleted": False}]},
    ),
    "word": Kind(_blank, word(), WORD),
    "text": Kind(_shown, "\ufeffแผน".encode(), TEXT),
    "pdf": Kind(lambda it: Drive(it).export("f1", PDF), b"%PDF-1.7", PDF),
    "note": Kind(lambda it: Drive(it).note("f1", {"a": "b"}), {"id": "f1"}),
    "replace": Kind(lambda it: Drive(it).replace("f1", UPLOAD), FILE),
    "create": Kind(lambda it: Drive(it).create(UPLOAD), FILE),
    "readers": Kind(
        lambda it: audience_of(it, "f1"),
        {"permissions": [{"type": "domain", "domain": "example.com"}]},
    ),
    "admit": Kind(
        lambda it: admit(it, "f1", "a@example.com", notify=False), {"id": "p"}
    ),
    "draft there": Kind(lambda it: Gmail(it).took(MESSAGE, "d1"), {"id": "d1"}),
    "send": Kind(
        lambda it: Gmail(it).send(MESSAGE, "d1"), {"id": "d1", "threadId": "t"}
    ),
    "mailbox": Kind(lambda it: Gmail(it).check(), {"resultSizeEstimate": 3}),
}
WHOLE: dict[str, tuple[str, bytes]] = {
    "a web page": ("text/html; charset=utf-8", PORTAL),
    "a web page called JSON": (JSON, PORTAL),
    "nothing": (JSON, b""),
    "nothing of no kind": ("", b""),
    "a list": (JSON, b"[]"),
    "null": (JSON, b"null"),
    "a number": (JSON, b"5"),
    "a text": (JSON, b'"x"'),
    "true": (JSON, b"true"),
    "an error with status 200": (JSON, b'{"error":{"code":500}}'),
    "no letters": (JSON, b"\xff\xfe\x00\x01"),
    "deep": (JSON, b"[" * 100_000),
    "a number without end": (JSON, b"9" * 100_000),
}


def spoilt(content: object) -> Iterator[object]:
    """Yield what has one thing in it that is of another kind, or is not there."""
    others: list[object] = [None, 5, "x", [], {}, [5], 10**30]
    yield from others
    if isinstance(content, dict):
        for key in content:
            yield {name: it for name, it in content.items() if name != key}
            for other in spoilt(content[key]):
                yield {**content, key: other}
    if isinstance(content, list):
        for at, each in enumerate(content):
            for other in spoilt(each):
                yield [*content[:at], other, *content[at + 1 :]]


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_as_it_should_be_is_taken(kind: str, pauses: Pauses) -> None:
    with answering(pauses) as (server, session):
        server.kind, server.content = (
            KINDS[kind].content_type,
            as_bytes(KINDS[kind].right),
        )
        KINDS[kind].ask(session)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_answer_at_all_is_said_to_be_none(kind: str, pauses: Pauses) -> None:
    told: dict[str, object] = {}
    with answering(pauses) as (server, session):
        for name, (server.kind, server.content) in WHOLE.items():
            try:
                told[name] = KINDS[kind].ask(session) or "taken"
            except (WorkerError, MessageTrouble) as stop:
                told[name] = type(stop)

    assert set(map(str, told)) == set(WHOLE)
    for name, ending in told.items():
        if kind == "mailbox" and name == "an error with status 200":
            continue  # an object, of which nothing is used
        assert isinstance(ending, type), (name, ending)
        assert issubclass(ending, UnexpectedAnswer | Unanswered | MessageTrouble), name


@pytest.mark.parametrize("kind", [it for it in KINDS if KINDS[it].content_type == JSON])
def test_another_shape_anywhere_in_an_answer_is_one_of_our_stops_or_no_harm(
    kind: str, pauses: Pauses
) -> None:
    tried = 0
    # laying tabs out takes long; a few of its answers do
    every = islice(spoilt(KINDS[kind].right), 0, None, 41 if kind == "set up" else 1)
    with answering(pauses) as (server, session):
        for content in every:
            server.content = as_bytes(content)
            tried += 1
            try:
                KINDS[kind].ask(session)
            except (GoogleError, MessageTrouble):
                continue

    assert tried > 5


@pytest.mark.parametrize("kind", [it for it in KINDS if it not in {"text", "pdf"}])
def test_an_answer_that_is_cut_off_is_never_taken_for_the_whole(
    kind: str, pauses: Pauses
) -> None:
    whole = as_bytes(KINDS[kind].right)
    with answering(pauses) as (server, session):
        server.kind = KINDS[kind].content_type
        for end in {0, 1, len(whole) // 2, len(whole) - 1}:
            server.content = whole[:end]
            with pytest.raises((UnexpectedAnswer, Unanswered, MessageTrouble)):
                KINDS[kind].ask(session)


@pytest.mark.parametrize("page", ["comments", "readers"])
def test_a_list_that_never_ends_is_left(page: str, pauses: Pauses) -> None:
    with answering(pauses) as (server, session):
        server.content = as_bytes({**KINDS[page].right, "nextPageToken": "again"})

        with pytest.raises(UnexpectedAnswer):
            KINDS[page].ask(session)

    assert session.sent == 100


def test_a_pdf_that_is_none_costs_only_the_pdf(pauses: Pauses) -> None:
    link = "https://docs.google.com/document/d/f1/edit"
    with answering(pauses) as (server, session):
        server.kind, server.content = "text/html", PORTAL

        made = GooglePdf(session).make(Document("plan", "แผน", b""), link)

    assert made is None
