"""Notes: words are words whatever they look like, and what has a form is held to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sync.errors import LedgerDamaged
from sync.ledger import Ledger
from sync.ledger.forms import (
    CALLED_AFTER_CHECK,
    CALLED_AFTER_PUBLISH,
    CLOCK_DOUBTED,
    CLOCK_TRUSTED,
    DECISIONS_TOLD,
    FORMS,
    QUIET,
    REPORT_TOLD,
    STANDING_NOTICES,
    TURN_CAUTIONED,
    TURNED,
    Form,
)
from sync.ledger.outbox import TOLD_BEFORE
from sync.model.documents import Publication
from sync.model.records import QuietNight
from tests.ledgers import FIRST

REPORT = Publication("report", "abc", "file:///x", date(2026, 11, 16), ())
SAID: list[tuple[Form[Any], object]] = [
    (DECISIONS_TOLD, 12),
    (CALLED_AFTER_CHECK, 7),
    (CALLED_AFTER_PUBLISH, (3, {"docx แผน": "ab12 True"})),
    (TURNED, (2571, date(2027, 9, 14))),
    (TURN_CAUTIONED, (2570, date(2026, 12, 1))),
    (CLOCK_TRUSTED, 12),
    (CLOCK_DOUBTED, (12, date(2026, 12, 1))),
    (STANDING_NOTICES, ("แจ้งว่า\n“{”", "2026-11-23T01:00:00+07:00")),
    (QUIET, QuietNight("a", "b", "2026-11-23", 2570, 4, [], ["x"])),
    (REPORT_TOLD.of("report"), (("K", "โครงการ", "ช่อง", "ข้อความ"),)),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with closing(Ledger.open(path)) as ledger:
        ledger.publications.record(REPORT, [], FIRST)
        yield ledger


@pytest.mark.parametrize(
    "words",
    [
        "{",
        "[",
        '{"way":"smtp"}\n-',
        '{"way":"gmail"}\n1764.120\n-',
        "[1\n2",
        "{ }{",
        "-",
    ],
)
def test_words_are_healthy_whatever_they_begin_with(ledger: Ledger, words: str) -> None:
    for name in ("mail setup", "public made of", "a name of tomorrow", TOLD_BEFORE):
        ledger.notes.write(name, words)

    ledger.look_through()

    assert ledger.notes.read("mail setup") == words


@pytest.mark.parametrize(("form", "said"), SAID)
def test_what_is_noted_in_a_form_is_read_as_it_was_and_healthy(
    ledger: Ledger, form: Form[Any], said: object
) -> None:
    assert ledger.notes.read_as(form) == form.nothing

    ledger.notes.write_as(form, said)

    ledger.look_through()
    assert ledger.notes.read_as(form) == said


@pytest.mark.parametrize("form", [form for form, _ in SAID])
def test_nothing_in_a_form_is_healthy(ledger: Ledger, form: Form[Any]) -> None:
    ledger.notes.write_as(QUIET, None)
    ledger.notes.forget(form.name)

    ledger.look_through()

    assert ledger.notes.read_as(form) == form.nothing


@pytest.mark.parametrize("form", [form for form, _ in SAID])
def test_a_form_that_is_spoilt_is_damage(
    ledger: Ledger, path: Path, form: Form[Any]
) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO notes VALUES (?, '{\"cut')", (form.name,))
        db.commit()

    with pytest.raises(LedgerDamaged):
        ledger.look_through()


def test_every_form_is_tried_here() -> None:
    tried = {form.name for form, _ in SAID}

    assert {form.name for form in FORMS} == tried - {REPORT_TOLD.of("report").name}
