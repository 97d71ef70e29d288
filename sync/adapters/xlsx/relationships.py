"""What a part of the package points to, and under which id."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from sync.adapters.xlsx.elements import add, new_root
from sync.adapters.xlsx.package import Package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Where an ``r:id`` attribute and the kinds of relationship have their names."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TAG = f"{{{_PACKAGE}}}Relationship"
# What an address may hold as it is; all else is percent-encoded, for one space or
# Thai letter in it makes Excel call the file broken.
_ALLOWED = "%/:=&?~#+!$,;'@()*"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One thing pointed to; ``target`` is a part's name, or an address outside."""

    id: str
    kind: str
    target: str


class Relationships:
    """The relationships of one part. Saved only when one was added or removed."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._folder, name = posixpath.split(part)
        self._name = posixpath.join(self._folder, "_rels", f"{name}.rels")
        self._root = (
            package.tree(self._name)
            if package.has(self._name)
            else new_root(_PACKAGE, "Relationships")
        )

    def __iter__(self) -> Iterator[Relationship]:
        for element in self._root.iterchildren(_TAG):
            target = element.get("Target", "")
            if element.get("TargetMode") != "External":
                target = target.replace("\\", "/")  # as some exporters write it
                target = posixpath.normpath(posixpath.join("/", self._folder, target))
                target = target.lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            yield Relationship(element.get("Id", ""), kind, target)

    def add_part(self, kind: str, part: str) -> str:
        """Point to another part of the package, and return the new id."""
        return self._add(kind, f"/{part}")

    def add_address(self, kind: str, address: str) -> str:
        """Point to an address outside of the package, and return the new id."""
        return self._add(kind, quote(address, safe=_ALLOWED), TargetMode="External")

    def remove(self, rel_id: str) -> None:
        """Point there no longer."""
        for element in list(self._root):
            if element.get("Id") == rel_id:
                self._root.remove(element)
                self._save()

    def _add(self, kind: str, target: str, **more: str) -> str:
        taken = {element.get("Id") for element in self._root}
        number = len(taken) + 1
        while (rel_id := f"rId{number}") in taken:
            number += 1
        attributes = {"Id": rel_id, "Type": f"{OFFICE}/{kind}", "Target": target}
        add(self._root, _TAG, attributes | more)
        self._save()
        return rel_id

    def _save(self) -> None:
        self._package.put_tree(self._name, self._root)
