"""What every place for documents promises."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import docx
import pytest

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from emulator.world import OWNER, Account, World
from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.scopes import needed_scopes
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.sign_in import SignIn, sign_in
from sync.adapters.local.documents import LocalDocuments
from sync.model.documents import Document, Kind
from sync.ports import Documents
from tests.emulator.driving import FILES, ROBOT, Drive, word_file
from tests.fakes import MemoryDocuments

KEY = "แผนปฏิบัติการ-2569 (ฉบับสมบูรณ์ล่าสุด)"
OTHER = "แผนปฏิบัติการ-2569"


def document(key: str, text: str, kind: Kind = Kind.WORD) -> Document:
    """Make a document that says something."""
    content = word_file(text) if kind is Kind.WORD else text.encode()
    return Document(key, "แผนปฏิบัติการ", content, kind)


def text_of(content: bytes) -> str:
    """Return what a file says that was made by ``document``."""
    if not content.startswith(b"PK"):
        return content.decode()
    return "\n".join(part.text for part in docx.Document(BytesIO(content)).paragraphs)


class Shelf(Protocol):
    """Documents, and what somebody reads who opens a link."""

    @property
    def documents(self) -> Documents: ...

    def opened(self, link: str) -> str: ...


class MemoryShelf:
    def __init__(self) -> None:
        self.documents = MemoryDocuments()

    def opened(self, link: str) -> str:
        return text_of(
            self.documents.contents[link.removeprefix("memory://documents/")]
        )


class LocalShelf:
    def __init__(self, folder: Path) -> None:
        self.documents = LocalDocuments(folder)

    def opened(self, link: str) -> str:
        return text_of(Path(unquote(urlsplit(link).path)).read_bytes())


class GoogleShelf:
    """A shared drive of the emulator, in which the worker can make files."""

    def __init__(self, drive: Drive, session: GoogleSession, folder: Path) -> None:
        self._drive = drive
        body = {"name": "สำนักงาน"}
        made = drive.json("POST", "/drive/v3/drives", body, requestId="office")
        drive.share(str(made["id"]), ROBOT, "fileOrganizer")
        self.documents = GoogleDocuments(
            session,
            office="sheet",
            folder=str(made["id"]),
            elsewhere=LocalDocuments(folder),
        )

    def opened(self, link: str) -> str:
        address = urlsplit(link)
        file_id = address.path.split("/d/")[1].split("/")[0]
        here = f"{FILES}/{file_id}"
        if address.netloc == "docs.google.com":
            exported = self._drive.call("GET", f"{here}/export", mimeType="text/plain")
            return exported.content.decode("utf-8-sig").strip()
        there = self._drive.call("GET", here, alt="media", supportsAllDrives="true")
        return there.content.decode()


@pytest.fixture(params=["memory", "local", "google"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    match request.param:
        case "memory":
            yield MemoryShelf()
        case "local":
            yield LocalShelf(tmp_path / "docs")
        case _:
            yield from _google_shelf(tmp_path)


def _google_shelf(folder: Path) -> Iterator[Shelf]:
    world = World()
    world.accounts[OWNER] = Account(OWNER, name="Owner")
    contract = Contract(even_refused=True)
    with WorkspaceServer(world) as server:
        server.observers.append(contract)
        drive = Drive(server)
        key = {"KEY": json.dumps(server.service_account(ROBOT))}
        how = SignIn("service_account", key_variable="KEY")
        signed_in = sign_in(how, needed_scopes(documents=True, mail=False), key)
        with GoogleSession(
            signed_in.credentials, signed_in.account, address=server.address
        ) as session:
            yield GoogleShelf(drive, session, folder)
    assert contract.broken == []


def test_a_link_opens_what_was_published(shelf: Shelf) -> None:
    link = shelf.documents.publish(document(KEY, "first")).link

    assert shelf.opened(link) == "first"


def test_what_was_published_stands_and_nothing_else_does(shelf: Shelf) -> None:
    shelf.documents.publish(document(KEY, "first"))

    assert shelf.documents.stands(KEY, None)
    assert not shelf.documents.stands(f"{KEY}-2", None)


def test_a_new_version_keeps_its_link(shelf: Shelf) -> None:
    link = shelf.documents.publish(document(KEY, "first")).link

    again = shelf.documents.publish(document(KEY, "second")).link

    assert again == link
    assert shelf.opened(link) == "second"


def test_publishing_the_same_again_is_harmless(shelf: Shelf) -> None:
    same = document(KEY, "first")

    links = [shelf.documents.publish(same).link for _ in range(3)]

    assert links == [links[0]] * 3
    assert shelf.opened(links[0]) == "first"


def test_two_keys_are_two_documents(shelf: Shelf) -> None:
    links = [
        shelf.documents.publish(document(key, text)).link
        for key, text in ((KEY, "first"), (OTHER, "other"))
    ]

    assert [shelf.opened(link) for link in links] == ["first", "other"]


@pytest.mark.parametrize(
    "key", ["../../ร่าง", "ก/ข", "ก_ข", "a:b*?<>|", "", ".", "con ", "it's \\' odd"]
)
def test_any_key_is_a_document_of_its_own(shelf: Shelf, key: str) -> None:
    link = shelf.documents.publish(document(KEY, "first")).link

    odd = shelf.documents.publish(document(key, "odd")).link

    assert shelf.opened(odd) == "odd"
    assert shelf.opened(link) == "first"


def test_kinds_of_one_key_are_documents_of_their_own(shelf: Shelf) -> None:
    links = {
        kind: shelf.documents.publish(document(KEY, f"as {kind}", kind)).link
        for kind in Kind
    }

    assert len(set(links.values())) == len(Kind)
    for kind, link in links.items():
        assert shelf.opened(link) == f"as {kind}"


@pytest.mark.parametrize("kind", Kind)
def test_what_is_told_of_a_document_unasked_is_where_it_is(
    shelf: Shelf, kind: Kind
) -> None:
    before = shelf.documents.find(KEY, kind)

    link = shelf.documents.publish(document(KEY, "first", kind)).link

    assert before in {None, link}
    assert shelf.documents.find(KEY, kind) in {None, link}
