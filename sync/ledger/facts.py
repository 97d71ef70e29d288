"""A plan's facts as the ledger keeps them: as text, or packed.

Packed is JSON under zlib. A whole plan is a list of its rows, each of four texts. What
differs from another plan is such a list too, in which two numbers ``[first, after]``
stand for rows ``first`` to ``after - 1`` of that one.
"""

import json
import zlib

from sync.ledger.stored import texts_of
from sync.model.changes import Facts


def to_json(facts: Facts) -> str:
    """Return a plan's facts as the ledger keeps them."""
    return json.dumps(facts, ensure_ascii=False)


def from_json(kept: str) -> Facts:
    """Return a plan's facts as they were kept."""
    return tuple(_fact(fact) for fact in json.loads(kept))


def pack(facts: Facts, base: Facts = ()) -> bytes:
    """Return a plan's facts packed, as what differs from ``base``."""
    rows = {fact: at for at, fact in enumerate(base)}
    entries: list[list[int] | tuple[str, ...]] = []
    for fact in facts:
        at, last = rows.get(fact), entries[-1] if entries else None
        if at is None:
            entries.append(fact)
        elif isinstance(last, list) and last[1] == at:
            last[1] = at + 1
        else:
            entries.append([at, at + 1])
    text = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode())


def unpack(packed: bytes, base: Facts = ()) -> Facts:
    """Return a plan's facts that were packed as what differs from ``base``."""
    facts: list[tuple[str, str, str, str]] = []
    for entry in json.loads(zlib.decompress(packed)):
        if len(entry) == 2:
            facts += base[slice(*entry)]
        else:
            facts.append(_fact(entry))
    return tuple(facts)


def _fact(row: object) -> tuple[str, str, str, str]:
    project, name, field, text = texts_of(row)
    return project, name, field, text
