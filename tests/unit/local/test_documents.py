"""Documents and mail as files: their names, and what holds them."""

from pathlib import Path

import pytest

from sync.adapters.local.documents import LocalDocuments
from sync.adapters.local.outbox import LocalOutbox
from sync.errors import DocumentOpen
from sync.model import Document, Message


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


def test_the_name_of_a_mail_tells_nothing_of_it(tmp_path: Path) -> None:
    message = Message("<1.somsri@example.com>", "somsri@example.com", "แผน", b"mail")

    LocalOutbox(tmp_path).send(message)

    (path,) = tmp_path.iterdir()
    assert path.suffix == ".eml"
    assert len(path.stem) == 32
    assert set(path.stem) <= set("0123456789abcdef")
