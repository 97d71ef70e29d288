"""Docs v1: making and reading documents, and changing their text in batches.

What the emulator cannot do it says as such: 501 ``UNIMPLEMENTED``, which Google does
not answer.
"""

import io
import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from emulator.docs.editing import Refused, Text
from emulator.docs.layout import opened
from emulator.docs.view import document_json, revision_of
from emulator.drive.access import at_least, marks, role
from emulator.drive.convert import make
from emulator.drive.files import fill
from emulator.drive.locks import is_locked
from emulator.sheets.fields import checked, pick
from emulator.sheets.schema import read
from emulator.web import JSON, ApiError, Request, Routes, sheets_error
from emulator.world import DOCUMENT_TYPE, DriveFile, World

ROUTES = Routes()
API = "docs.v1"
DOCUMENTS = "/v1/documents"


@ROUTES.add("POST", DOCUMENTS)
def create(world: World, request: Request) -> JSON:
    """Make a document; of what is asked for only the title counts, as with Google."""
    asked = read("Document", request.json(), API)
    name = asked.get("title") or "Untitled document"
    try:
        file = make(world, request.caller, {"name": name, "mimeType": DOCUMENT_TYPE})
    except ApiError as error:  # Drive would say why: an account without storage
        raise _forbidden() from error
    return _shown(request, file)


@ROUTES.add("GET", DOCUMENTS + "/{document_id}")
def get(world: World, request: Request, document_id: str) -> JSON:
    """Return a document with everything in it."""
    return _shown(request, _open(world, request, document_id, "reader"))


@ROUTES.add("POST", DOCUMENTS + "/{document_id}:batchUpdate")
def batch_update(world: World, request: Request, document_id: str) -> JSON:
    """Do all the requests, in their order, or none of them."""
    file = _open(world, request, document_id, "writer")
    body = read("BatchUpdateDocumentRequest", request.json(), API)
    wanted = body.get("writeControl", {}).get("requiredRevisionId")
    if wanted and wanted != revision_of(file):
        message = "The required revision ID does not match the latest revision of the document."
        raise _invalid(message)
    batch = _Batch(file)
    replies = [
        batch.done(number, each) for number, each in enumerate(body.get("requests", ()))
    ]
    fill(world, file, batch.content(), request.caller)
    marks(file)["namedRanges"] = batch.named
    world.touch(file.id, request.caller)
    made = {
        "documentId": file.id,
        "replies": replies,
        "writeControl": {"requiredRevisionId": revision_of(file)},
    }
    mask = request.arg("fields")
    tree = checked(mask, "BatchUpdateDocumentResponse", API) if mask else {}
    return dict(pick(made, tree))


def _shown(request: Request, file: DriveFile) -> JSON:
    tabs = request.flag("includeTabsContent")
    made = document_json(file, tabs=tabs)
    mask = request.arg("fields")
    return dict(pick(made, checked(mask, "Document", API))) if mask else made


def _open(world: World, request: Request, document_id: str, needed: str) -> DriveFile:
    file = world.files.get(document_id)
    if file is None:
        raise sheets_error(404, "NOT_FOUND", "Requested entity was not found.")
    if not at_least(role(world, request.caller, document_id), needed):
        raise _forbidden()
    if file.resource["mimeType"] != DOCUMENT_TYPE:
        message = "This operation is not supported for this document"
        raise sheets_error(400, "FAILED_PRECONDITION", message)
    if needed == "writer" and is_locked(file):
        raise _forbidden()
    return file


class _Batch:
    """The requests of one call on a copy of a document."""

    def __init__(self, file: DriveFile) -> None:
        self._document = opened(file.content)
        held: Any = marks(file).get("namedRanges", [])
        self.named: list[JSON] = [dict(each) for each in held]
        self._text = Text(self._document.element.body, self._moved)

    def content(self) -> bytes:
        """Return the document as it has become."""
        stream = io.BytesIO()
        self._document.save(stream)
        return stream.getvalue()

    def done(self, number: int, request: JSON) -> JSON:
        """Do one request; give its reply."""
        if len(request) != 1:
            raise _invalid(f"Invalid requests[{number}]: No request set.")
        ((name, asked),) = request.items()
        action = self._actions().get(name)
        if action is None:
            message = f"The emulator does not serve {name}."
            raise sheets_error(501, "UNIMPLEMENTED", message)
        try:
            return action(asked)
        except Refused as error:
            raise _invalid(f"Invalid requests[{number}].{name}: {error}") from error

    def _actions(self) -> Mapping[str, Callable[[JSON], JSON]]:
        return {
            "insertText": self._insert,
            "deleteContentRange": self._delete,
            "replaceAllText": self._replace,
            "createNamedRange": self._name,
            "deleteNamedRange": self._forget_name,
            "replaceNamedRangeContent": self._replace_named,
        }

    def _insert(self, asked: JSON) -> JSON:
        if "location" in asked:
            self._text.insert(asked["location"].get("index", 0), asked.get("text", ""))
        else:
            self._text.append(asked.get("text", ""))
        return {}

    def _delete(self, asked: JSON) -> JSON:
        self._text.delete(*_places(asked))
        return {}

    def _replace(self, asked: JSON) -> JSON:
        criteria = asked.get("containsText", {})
        sought = criteria.get("text", "")
        if not sought:
            raise Refused("The search text should not be empty.")
        words = sought if criteria.get("searchByRegex") else re.escape(sought)
        flags = 0 if criteria.get("matchCase") else re.IGNORECASE
        try:
            pattern = re.compile(words, flags)
        except re.error as error:
            raise Refused(f"The regular expression is not valid: {error}") from error
        count = self._text.replace_all(pattern, asked.get("replaceText", ""))
        return {"replaceAllText": {"occurrencesChanged": count} if count else {}}

    def _name(self, asked: JSON) -> JSON:
        start, end = _places(asked)
        if not 1 <= start < end <= self._text.end:
            raise Refused("The range is not in the document.")
        if not asked.get("name"):
            raise Refused("A name is required.")
        made = {
            "id": f"kix.{secrets.token_hex(6)}",
            "name": asked["name"],
            "start": start,
            "end": end,
        }
        self.named.append(made)
        return {"createNamedRange": {"namedRangeId": made["id"]}}

    def _forget_name(self, asked: JSON) -> JSON:
        gone = self._called(asked.get("namedRangeId"), asked.get("name"))
        self.named = [each for each in self.named if each not in gone]
        return {}

    def _replace_named(self, asked: JSON) -> JSON:
        text = asked.get("text", "")
        for held in self._called(
            asked.get("namedRangeId"), asked.get("namedRangeName")
        ):
            start, end = held["start"], held["end"]
            self._text.insert(end, text)
            if start < end:
                self._text.delete(start, end)
            held |= {"start": start, "end": start + len(text.encode("utf-16-le")) // 2}
        return {}

    def _called(self, name_id: str | None, name: str | None) -> list[JSON]:
        found = [it for it in self.named if it["id"] == name_id or it["name"] == name]
        if not found:
            raise Refused(f"No named range called {name_id or name} was found.")
        return found

    def _moved(self, at: int, gone: int, come: int) -> None:
        """Let named ranges follow what they hold."""
        for held in self.named:
            for edge in ("start", "end"):
                place = held[edge]
                if place >= at + gone and (place > at or edge == "start" or gone):
                    held[edge] = place + come - gone
                elif place > at:
                    held[edge] = at


def _places(asked: JSON) -> tuple[int, int]:
    rng = asked.get("range", {})
    return rng.get("startIndex", 0), rng.get("endIndex", 0)


def _forbidden() -> ApiError:
    message = "The caller does not have permission"
    return sheets_error(403, "PERMISSION_DENIED", message)


def _invalid(message: str) -> ApiError:
    return sheets_error(400, "INVALID_ARGUMENT", message)
