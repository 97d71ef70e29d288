"""In which line of a file of settings one of them stands."""

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


def line_of(text: str, place: Sequence[str | int]) -> int | None:
    """Return the line of a setting, or of the table that it lacks in; ``None`` for none.

    Args:
        text: the file's, which is TOML.
        place: names from the outside in; of several tables of one name a number.
    """
    wanted, best, found = tuple(place), 0, None
    table: tuple[str | int, ...] = ()
    counted: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        here = table
        if header := _HEADER.match(line):
            names = tuple(header[2].split("."))
            counted[names] = counted.get(names, -1) + 1
            here = table = (*names, counted[names]) if header[1] == "[[" else names
        elif key := _KEY.match(line):
            here = (*table, key[1])
        else:
            continue
        if len(here) > best and here == wanted[: len(here)]:
            best, found = len(here), number
    return found
