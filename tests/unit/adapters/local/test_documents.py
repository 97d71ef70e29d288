"""Documents and mail as files: their names, and what holds them."""

import os
from datetime import date
from pathlib import Path

import pytest

from sync.adapters.local.documents import LocalDocuments
from sync.adapters.local.outbox import LocalOutbox
from sync.errors import DocumentOpen
from sync.model.documents import Before, Document, Kind, Publication
from sync.model.mail import Message


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("แผนปฏิบัติการ-2569", "แผนปฏิบัติการ-2569.docx"),
        ("plan_1 (ฉบับร่าง) [๒]", "plan_1 (ฉบับร่าง) [๒].docx"),
        ("../plan", "___plan-ba8e391d.docx"),
        ("C:\\plan", "C__plan-18697122.docx"),
        ("", "-e3b0c442.docx"),
        ("ก" * 61, "ก" * 60 + "-0eb78c40.docx"),
    ],
)
def test_a_key_is_a_file_name_in_the_folder(
    tmp_path: Path, key: str, name: str
) -> None:
    LocalDocuments(tmp_path).publish(Document(key, "แผน", b"content"))

    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_document_that_another_program_holds_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = LocalDocuments(tmp_path)
    documents.publish(Document("plan", "แผน", b"first"))

    def held(*_: object) -> None:
        error = PermissionError()
        vars(error)["winerror"] = 32  # as Windows says it
        raise error

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(DocumentOpen) as caught:
        documents.publish(Document("plan", "แผน", b"second"))

    assert caught.value.facts == {"path": str(tmp_path / "plan.docx")}
    assert (tmp_path / "plan.docx").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.docx"]


def test_what_a_person_made_of_a_document_is_kept_beside_it(tmp_path: Path) -> None:
    documents, path = LocalDocuments(tmp_path), tmp_path / "plan.docx"
    first, second = (Document("plan", "แผน", text) for text in (b"first", b"second"))
    link = documents.publish(first).link
    before = Before(link, first.digest)
    os.utime(path, (1_795_000_000, 1_795_000_000))

    assert documents.publish(first, before).kept == ""
    path.write_bytes(b"somebody's")
    os.utime(path, (1_795_000_000, 1_795_000_000))
    kept = documents.publish(second, before).kept

    assert kept == (tmp_path / "plan (20261118110640).docx").resolve().as_uri()
    assert (tmp_path / "plan (20261118110640).docx").read_bytes() == b"somebody's"
    assert path.read_bytes() == b"second"


@pytest.mark.parametrize("kind", Kind)
def test_a_file_that_was_deleted_emptied_or_changed_is_noticed(
    tmp_path: Path, kind: Kind
) -> None:
    documents = LocalDocuments(tmp_path)
    document = Document("plan", "แผน", b"%PDF of it", kind)
    link = documents.publish(document).link
    known = Publication("plan", document.digest, link, date(2026, 11, 16), (), kind)
    path = tmp_path / f"plan.{kind}"

    assert documents.intact([known]) == {link}
    path.write_bytes(b"")
    assert documents.intact([known]) == frozenset()
    path.write_bytes(b"something else")
    assert documents.intact([known]) == frozenset()
    path.unlink()
    assert documents.intact([known]) == frozenset()


def test_the_name_of_a_mail_tells_nothing_of_it(tmp_path: Path) -> None:
    message = Message("<1.somsri@example.com>", "somsri@example.com", "แผน", b"mail")

    LocalOutbox(tmp_path).send(message)

    (path,) = tmp_path.iterdir()
    assert path.suffix == ".eml"
    assert len(path.stem) == 32
    assert set(path.stem) <= set("0123456789abcdef")
