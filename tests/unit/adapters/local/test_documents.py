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


def test_the_copy_of_a_document_with_a_long_name_bears_its_whole_moment(
    tmp_path: Path,
) -> None:
    documents = LocalDocuments(tmp_path)
    first, second = (
        Document("รายงานผล-2570-รอบ-12-เดือน (ฉบับสมบูรณ์ล่าสุด)", "แผน", text)
        for text in (b"first", b"second")
    )
    before = Before(documents.publish(first).link, first.digest)
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"somebody's")
    os.utime(path, (1_795_000_000, 1_795_000_000))

    documents.publish(second, before)

    assert (tmp_path / f"{path.stem} (20261118110640).docx").exists()


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


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_named_file_keeps_its_link_whatever_the_name_becomes(tmp_path: Path) -> None:
    documents = LocalDocuments(tmp_path)
    first = Document("plan [1]", "แผน", b"first", name="1 ถนน: หมู่/3")
    link = documents.publish(first).link
    (path,) = tmp_path.iterdir()
    renamed = Document("plan [1]", "แผน", b"second", name="2 สะพาน")

    assert path.name == "plan [1] – 1 ถนน_ หมู่_3.docx"
    assert documents.find("plan [1]") == link == path.resolve().as_uri()
    # a ledger that was lost: what is there may be somebody's, and is kept beside
    placed = documents.publish(renamed)
    assert placed.link == link
    # a file that was deleted
    path.unlink()
    before = Before(link, first.digest)
    assert documents.publish(renamed, before).link == link
    assert {name for name in names_in(tmp_path) if " – " in name} == {path.name}
    assert len(names_in(tmp_path)) == 2


def test_a_file_of_a_key_alone_stays_where_it_is(tmp_path: Path) -> None:
    documents = LocalDocuments(tmp_path)
    link = documents.publish(Document("plan", "แผน", b"old")).link

    named = Document("plan", "แผน", b"new", name="1 ถนน")

    assert documents.publish(named).link == link
    assert {name for name in names_in(tmp_path) if "(" not in name} == {"plan.docx"}


def test_no_key_takes_the_file_of_a_longer_one(tmp_path: Path) -> None:
    documents = LocalDocuments(tmp_path)
    for key in ("plan 1", "plan 10", "plan 1 – 2"):
        documents.publish(Document(key, "แผน", key.encode(), name="ถนน"))

    assert documents.find("plan") == (tmp_path / "plan.docx").resolve().as_uri()
    assert len(names_in(tmp_path)) == 3


def test_a_long_name_is_cut_between_clusters(tmp_path: Path) -> None:
    LocalDocuments(tmp_path).publish(Document("plan", "แผน", b"a", name="น้ำ" * 60))

    (name,) = names_in(tmp_path)
    assert name == f"plan – {'น้ำ' * 26}.docx"
    assert len(name.encode()) <= 255


def test_the_name_of_a_mail_tells_nothing_of_it(tmp_path: Path) -> None:
    message = Message("<1.somsri@example.com>", "somsri@example.com", "แผน", b"mail")

    LocalOutbox(tmp_path).send(message)

    (path,) = tmp_path.iterdir()
    assert path.suffix == ".eml"
    assert len(path.stem) == 32
    assert set(path.stem) <= set("0123456789abcdef")
