"""The single terms of a search: what can be asked of a file, and how."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from emulator.drive.access import invalid, resolve_for
from emulator.drive.convert import text_of
from emulator.drive.view import shown
from emulator.web import JSON
from emulator.world import DriveFile, World

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
TIMES = {
    "modifiedTime": "modifiedTime",
    "createdTime": "createdTime",
    "viewedByMeTime": "viewedByMeTime",
    "sharedWithMeTime": "sharedWithMeTime",
    # what v2 calls them
    "modifiedDate": "modifiedTime",
    "createdDate": "createdTime",
    "lastViewedByMeDate": "viewedByMeTime",
    "sharedWithMeDate": "sharedWithMeTime",
}
PEOPLE = {
    "owners": ("owner",),
    "writers": ("owner", "organizer", "fileOrganizer", "writer"),
    "readers": ("reader", "commenter"),
}


@dataclass
class Found:
    """A file that a search looks at, on behalf of somebody."""

    world: World
    file: DriveFile
    caller: str

    @cached_property
    def view(self) -> JSON:
        """The file as its caller sees it."""
        return shown(self.world, self.file, self.caller)

    @cached_property
    def words(self) -> str:
        """Everything that can be read in the file and about it."""
        parts = (self.view["name"], self.view.get("description", ""))
        return "\n".join((*parts, text_of(self.world, self.file)))


Question = Callable[[Found], bool]
Maker = Callable[[str, Any], Question]


def term(name: str, sign: str, value: Any) -> Question:  # noqa: ANN401
    """Make a question of one term.

    Raises:
        ApiError: there is no such term, or not with this operator or value.
    """
    if name in TIMES:
        return _time(TIMES[name], sign, value)
    if name in PEOPLE:
        return _people(name, sign, value)
    maker = MAKERS.get(name)
    if maker is None:
        raise invalid("q")
    return maker(sign, value)


def _expect(fits: bool) -> None:
    if not fits:
        raise invalid("q")


def _name(sign: str, value: Any) -> Question:  # noqa: ANN401
    """Compare a name without regard to case; ``contains`` finds beginnings of words."""
    _expect(sign in ("=", "!=", "contains") and isinstance(value, str))
    wanted = value.casefold()
    if sign == "contains":
        pattern = re.compile(r"(?<![^\W_])" + re.escape(wanted))
        return lambda found: bool(pattern.search(found.view["name"].casefold()))
    same = COMPARE[sign]
    return lambda found: same(found.view["name"].casefold(), wanted)


def _full_text(sign: str, value: Any) -> Question:  # noqa: ANN401
    """Find all words anywhere, or a phrase that is in double quotes."""
    _expect(sign == "contains" and isinstance(value, str))
    text = value.casefold()
    quoted = len(text) > 1 and text.startswith('"') and text.endswith('"')
    wanted = [text[1:-1]] if quoted else text.split()
    return lambda found: all(w in found.words.casefold() for w in wanted)


def _type(sign: str, value: Any) -> Question:  # noqa: ANN401
    _expect(sign in ("=", "!=", "contains") and isinstance(value, str))
    if sign == "contains":
        return lambda found: str(found.view["mimeType"]).startswith(value)
    same = COMPARE[sign]
    return lambda found: same(found.view["mimeType"], value)


def _flag(name: str) -> Maker:
    def make(sign: str, value: Any) -> Question:  # noqa: ANN401
        _expect(sign in ("=", "!=") and isinstance(value, bool))
        same = COMPARE[sign]
        return lambda found: same(bool(found.view.get(name)), value)

    return make


def _text(place: Callable[[JSON], Any]) -> Maker:
    def make(sign: str, value: Any) -> Question:  # noqa: ANN401
        _expect(sign in ("=", "!=") and isinstance(value, str))
        same = COMPARE[sign]
        return lambda found: same(place(found.view), value)

    return make


def _pair(name: str) -> Maker:
    def make(sign: str, value: Any) -> Question:  # noqa: ANN401
        _expect(sign == "has" and isinstance(value, tuple))
        key, wanted = value
        return lambda found: found.view.get(name, {}).get(key) == wanted

    return make


def _parents(sign: str, value: Any) -> Question:  # noqa: ANN401
    _expect(sign == "in" and isinstance(value, str))
    return lambda found: (
        resolve_for(found.caller, value) in found.view.get("parents", ())
    )


def _time(name: str, sign: str, value: Any) -> Question:  # noqa: ANN401
    _expect(sign in COMPARE and isinstance(value, str))
    wanted, compare = _moment(value), COMPARE[sign]
    return lambda found: (
        name in found.view and compare(_moment(found.view[name]), wanted)
    )


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise invalid("q") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _people(name: str, sign: str, value: Any) -> Question:  # noqa: ANN401
    _expect(sign == "in" and isinstance(value, str))
    roles = PEOPLE[name]

    def has_role(found: Found) -> bool:
        email = found.caller if value == "me" else value
        return any(
            permission["role"] in roles
            and permission.get("emailAddress", "").lower() == email.lower()
            for permission in found.file.permissions
        )

    return has_role


def _visibility(sign: str, value: Any) -> Question:  # noqa: ANN401
    _expect(sign in ("=", "!=") and value in VISIBILITIES)
    same = COMPARE[sign]
    return lambda found: same(_visibility_of(found.file), value)


VISIBILITIES = (
    "anyoneCanFind",
    "anyoneWithLink",
    "domainCanFind",
    "domainWithLink",
    "limited",
)


def _visibility_of(file: DriveFile) -> str:
    for kind in ("anyone", "domain"):
        for permission in file.permissions:
            if permission["type"] == kind:
                findable = permission.get("allowFileDiscovery", False)
                return kind + ("CanFind" if findable else "WithLink")
    return "limited"


MAKERS: dict[str, Maker] = {
    "name": _name,
    "title": _name,
    "fullText": _full_text,
    "mimeType": _type,
    "trashed": _flag("trashed"),
    "starred": _flag("starred"),
    "sharedWithMe": _flag("sharedWithMeTime"),
    "parents": _parents,
    "properties": _pair("properties"),
    "appProperties": _pair("appProperties"),
    "visibility": _visibility,
    "shortcutDetails.targetId": _text(
        lambda view: view.get("shortcutDetails", {}).get("targetId")
    ),
}
