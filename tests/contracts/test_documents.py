"""What every place for documents promises."""

from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import pytest

from sync.adapters.local.documents import LocalDocuments
from sync.model import Document
from sync.ports import Documents
from tests.fakes import MemoryDocuments

PLAN = Document("แผนปฏิบัติการ-2569 (ฉบับสมบูรณ์ล่าสุด)", "แผนปฏิบัติการ", b"first")
OTHER = Document("แผนปฏิบัติการ-2569", "แผนปฏิบัติการ", b"other")


class Shelf(Protocol):
    """Documents, and what somebody sees who opens a link."""

    @property
    def documents(self) -> Documents: ...

    def opened(self, link: str) -> bytes: ...


class MemoryShelf:
    def __init__(self) -> None:
        self.documents = MemoryDocuments()

    def opened(self, link: str) -> bytes:
        return self.documents.contents[link.removeprefix("memory://documents/")]


class LocalShelf:
    def __init__(self, folder: Path) -> None:
        self.documents = LocalDocuments(folder)

    def opened(self, link: str) -> bytes:
        return Path(unquote(urlsplit(link).path)).read_bytes()


@pytest.fixture(params=["memory", "local"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    return MemoryShelf() if request.param == "memory" else LocalShelf(tmp_path / "docs")


def test_a_link_opens_what_was_published(shelf: Shelf) -> None:
    link = shelf.documents.publish(PLAN)

    assert shelf.opened(link) == b"first"


def test_a_new_version_keeps_its_link(shelf: Shelf) -> None:
    link = shelf.documents.publish(PLAN)

    again = shelf.documents.publish(Document(PLAN.key, "ชื่อใหม่", b"second"))

    assert again == link
    assert shelf.opened(link) == b"second"


def test_publishing_the_same_again_is_harmless(shelf: Shelf) -> None:
    links = [shelf.documents.publish(PLAN) for _ in range(3)]

    assert links == [links[0]] * 3
    assert shelf.opened(links[0]) == b"first"


def test_two_keys_are_two_documents(shelf: Shelf) -> None:
    links = [shelf.documents.publish(document) for document in (PLAN, OTHER)]

    assert [shelf.opened(link) for link in links] == [b"first", b"other"]


@pytest.mark.parametrize(
    "key", ["../../ร่าง", "ก/ข", "ก_ข", "a:b*?<>|", "", ".", "con "]
)
def test_any_key_is_a_document_of_its_own(shelf: Shelf, key: str) -> None:
    shelf.documents.publish(PLAN)

    link = shelf.documents.publish(Document(key, "ร่าง", key.encode()))

    assert shelf.opened(link) == key.encode()
    assert shelf.opened(shelf.documents.publish(PLAN)) == b"first"


def test_what_was_published_is_found_by_its_key(shelf: Shelf) -> None:
    link = shelf.documents.publish(PLAN)

    assert shelf.documents.find(PLAN.key) == link


def test_a_link_found_before_publishing_is_the_one_it_gets(shelf: Shelf) -> None:
    before = shelf.documents.find(PLAN.key)

    assert before in {None, shelf.documents.publish(PLAN)}
