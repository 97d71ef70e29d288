"""Who can open a file: told by the permissions it has, as far as they tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sync.adapters.google.session import GoogleSession
from sync.errors import NotShared

_FILES = "https://www.googleapis.com/drive/v3/files"
_FIELDS = "nextPageToken,permissions(type,emailAddress,domain,deleted)"


@dataclass(frozen=True, slots=True)
class Readers:
    """Whom a file is shared with; addresses and domains are case-folded.

    ``groups``: it is shared with groups as well, and nobody tells us who is in them.
    """

    anyone: bool
    groups: bool
    people: frozenset[str]
    domains: frozenset[str]

    def shut_out(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Give those who surely cannot open the file."""
        if self.anyone or self.groups:
            return ()
        return tuple(
            address
            for address in addresses
            if address.casefold() not in self.people
            and address.casefold().rpartition("@")[2] not in self.domains
        )


def readers_of(session: GoogleSession, file_id: str) -> Readers | None:
    """Give who can open a file; ``None`` where the account is not told.

    In a shared drive the list holds its members too.
    """
    permissions: list[Mapping[str, Any]] = []
    page: Mapping[str, Any] = {"nextPageToken": ""}
    while "nextPageToken" in page:
        try:
            answer = session.get(
                f"{_FILES}/{file_id}/permissions",
                params={
                    "fields": _FIELDS,
                    "supportsAllDrives": "true",
                    "pageSize": "100",
                    "pageToken": page["nextPageToken"],
                },
            )
        except NotShared:
            return None
        page = answer.json()
        permissions += page.get("permissions", [])
    return _readers([each for each in permissions if not each.get("deleted")])


def _readers(permissions: Sequence[Mapping[str, Any]]) -> Readers:
    kinds = {permission["type"] for permission in permissions}

    def named(kind: str, field: str) -> frozenset[str]:
        return frozenset(
            str(permission.get(field, "")).casefold()
            for permission in permissions
            if permission["type"] == kind
        )

    return Readers(
        anyone="anyone" in kinds,
        groups="group" in kinds,
        people=named("user", "emailAddress"),
        domains=named("domain", "domain"),
    )
