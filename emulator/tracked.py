"""Mappings that remember which of their values may have changed."""

from collections.abc import Iterable
from typing import TypeVar, overload

V = TypeVar("V")
D = TypeVar("D")


class Tracked(dict[str, V]):
    """A mapping whose values are changed in place by whoever looked them up.

    ``assigned`` are the keys that were set, noted or removed, ``looked_up`` those whose
    value was handed out: it may have changed since. Who goes through all values notes
    what they change.
    """

    def __init__(self, held: Iterable[tuple[str, V]] = ()) -> None:
        super().__init__(held)
        self.assigned: set[str] = set(self)
        self.looked_up: set[str] = set()

    def note(self, key: str) -> None:
        """Say that a value was changed."""
        self.assigned.add(key)

    def take_changed(self) -> set[str]:
        """Return the keys whose values may have changed, and begin anew."""
        changed = self.assigned | self.looked_up
        self.assigned, self.looked_up = set(), set()
        return changed

    def __getitem__(self, key: str) -> V:
        self.looked_up.add(key)
        return super().__getitem__(key)

    def __setitem__(self, key: str, value: V) -> None:
        self.assigned.add(key)
        super().__setitem__(key, value)

    def __delitem__(self, key: str) -> None:
        self.assigned.add(key)
        super().__delitem__(key)

    @overload
    def get(self, key: str, default: None = None, /) -> V | None: ...
    @overload
    def get(self, key: str, default: V, /) -> V: ...
    @overload
    def get(self, key: str, default: D, /) -> V | D: ...
    def get(self, key: str, default: object = None, /) -> object:
        """Return a value, as ``dict.get``."""
        self.looked_up.add(key)
        return super().get(key, default)

    def setdefault(self, key: str, default: V, /) -> V:
        """Return a value, as ``dict.setdefault``."""
        self.assigned.add(key)
        return super().setdefault(key, default)

    @overload
    def pop(self, key: str, /) -> V: ...
    @overload
    def pop(self, key: str, default: V, /) -> V: ...
    @overload
    def pop(self, key: str, default: D, /) -> V | D: ...
    def pop(self, key: str, /, *default: object) -> object:
        """Remove a value, as ``dict.pop``."""
        self.assigned.add(key)
        return super().pop(key, *default)

    def clear(self) -> None:
        """Remove every value."""
        self.assigned |= self.keys()
        super().clear()
