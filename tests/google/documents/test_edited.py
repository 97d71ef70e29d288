"""A person's work in a document is kept."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from unittest.mock import Mock

import pytest

from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.drive import Drive as GoogleDrive
from sync.adapters.google.drive import document_link, file_id_of
from sync.adapters.google.session import GoogleSession
from sync.adapters.local.documents import LocalDocuments
from sync.errors import DocumentOccupied
from sync.model.documents import Placed, Publication
from tests.emulator.driving import FILES, ROBOT, Drive
from tests.google.documents.homes import (
    DAY,
    PERSON,
    blank,
    plan,
    shown,
    text_of,
    type_over,
)


def test_what_a_person_typed_is_kept_as_a_copy(
    documents: GoogleDocuments, drive: Drive, tmp_path: Path
) -> None:
    file_id = blank(drive)
    documents.publish(plan("หนึ่ง", document_link(file_id)))
    type_over(drive, file_id, "แก้ด้วยมือ")

    placed = documents.publish(plan("สอง", document_link(file_id)))

    assert "สอง" in shown(drive, file_id)
    (copy,) = tmp_path.glob("*.docx")
    assert placed.kept == copy.resolve().as_uri()
    assert "แก้ด้วยมือ".encode() in text_of(copy)


class _Ended(BaseException):
    """The worker is no more."""


@contextmanager
def ending_after(session: GoogleSession, requests: int) -> Iterator[None]:
    """End the worker when it is about to make one request more than so many."""
    ask, left = session.request, iter(range(requests))

    def request(*args: object, **kwargs: object) -> object:
        if next(left, None) is None:
            raise _Ended
        return ask(*args, **kwargs)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched, suppress(_Ended):
        patched.setattr(session, "request", request)
        yield


@pytest.mark.parametrize("requests", range(1, 6))
@pytest.mark.parametrize("account", [ROBOT, PERSON])
def test_ended_after_any_request_its_own_text_is_no_persons_work(
    account: str,
    requests: int,
    session: GoogleSession,
    local: LocalDocuments,
    drive: Drive,
) -> None:
    session.account = account
    documents = GoogleDocuments(session, office="sheet", folder=None, elsewhere=local)
    home = document_link(blank(drive))
    documents.publish(plan("หนึ่ง", home))
    with ending_after(session, requests):
        documents.publish(plan("สอง", home))

    placed = documents.publish(plan("สาม", home))

    assert placed == Placed(home)
    noted = Publication("", "", home, DAY, ())
    assert documents.intact([noted]) == {home}
    assert "สาม" in shown(drive, str(file_id_of(home)))


def test_what_somebody_typed_after_an_end_between_filling_and_noting_is_kept(
    session: GoogleSession,
    local: LocalDocuments,
    drive: Drive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session.account = PERSON
    documents = GoogleDocuments(session, office="sheet", folder=None, elsewhere=local)
    file_id = blank(drive)
    home = document_link(file_id)
    with monkeypatch.context() as patched, suppress(_Ended):
        patched.setattr(GoogleDrive, "note", Mock(side_effect=_Ended))
        documents.publish(plan("หนึ่ง", home))
    type_over(drive, file_id, "แก้ด้วยมือ")

    assert documents.publish(plan("สอง", home)).kept
    (copy,) = tmp_path.glob("*.docx")
    assert "แก้ด้วยมือ".encode() in text_of(copy)


def test_an_edited_document_can_be_left_as_it_is(
    session: GoogleSession, local: LocalDocuments, drive: Drive
) -> None:
    leaving = GoogleDocuments(
        session, office="sheet", folder=None, elsewhere=local, when_edited="leave"
    )
    file_id = blank(drive)
    leaving.publish(plan("หนึ่ง", document_link(file_id)))
    type_over(drive, file_id, "แก้ด้วยมือ")

    placed = leaving.publish(plan("สอง", document_link(file_id)))

    assert not placed.updated
    assert "แก้ด้วยมือ" in shown(drive, file_id)


def test_somebodys_own_document_is_never_written_to(
    documents: GoogleDocuments, drive: Drive, tmp_path: Path
) -> None:
    file_id = blank(drive)
    type_over(drive, file_id, "บันทึกเดิม")

    with pytest.raises(DocumentOccupied) as stop:
        documents.publish(plan("หนึ่ง", document_link(file_id)))

    assert stop.value.facts == {"link": document_link(file_id)}
    assert shown(drive, file_id).strip() == "บันทึกเดิม"
    assert list(tmp_path.iterdir()) == []


def test_an_open_comment_counts_as_a_persons_work(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    documents.publish(plan("หนึ่ง", document_link(file_id)))
    said = drive.json(
        "POST", f"{FILES}/{file_id}/comments", {"content": "ถูกไหม"}, fields="id"
    )

    with_comment = documents.publish(plan("สอง", document_link(file_id)))
    drive.json(
        "POST",
        f"{FILES}/{file_id}/comments/{said['id']}/replies",
        {"action": "resolve", "content": "ถูก"},
        fields="id",
    )
    resolved = documents.publish(plan("สาม", document_link(file_id)))

    assert with_comment.kept
    assert not resolved.kept


def test_a_renamed_document_is_not_a_changed_one(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    documents.publish(plan("หนึ่ง", document_link(file_id)))
    drive.json("PATCH", f"{FILES}/{file_id}", {"name": "แผน 2570"})

    assert not documents.publish(plan("สอง", document_link(file_id))).kept
