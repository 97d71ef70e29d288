"""A plan's facts as text, in which the ledger keeps them."""

import json

from sync.model.changes import Facts


def to_json(facts: Facts) -> str:
    """Return a plan's facts as the ledger keeps them."""
    return json.dumps(facts, ensure_ascii=False)


def from_json(kept: str) -> Facts:
    """Return a plan's facts as they were kept."""
    return tuple(tuple(fact) for fact in json.loads(kept))
