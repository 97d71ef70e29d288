"""The requests of a full night: what each is for, and which it cannot go before.

A request depends on another when its content, or whether it is made at all, follows
from the other's answer, or when a promise needs that order. All others could be on
their way at the same time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SECONDS = 0.15
"""What a request to Google takes, as a rule of thumb."""


@dataclass(frozen=True, slots=True)
class Step:
    """One request as the emulator notes it; ``after`` are the names of others.

    ``reason`` is why it is made, ``order`` why not before those.
    """

    name: str
    request: str
    reason: str
    after: tuple[str, ...] = ()
    order: str = ""


STEPS = (
    Step(
        "read",
        "GET /spreadsheets/SHEET",
        "every value and note of every tab at once",
    ),
    Step(
        "editor",
        "GET /files/SHEET",
        "who made the change, for the mail and the history",
        ("read",),
        "asked only if something changed",
    ),
    Step(
        "check",
        "GET /spreadsheets/SHEET",
        "nobody typed while we judged: Sheets has no lock",
        ("read",),
        "it compares with what was judged",
    ),
    Step(
        "write",
        "POST /spreadsheets/SHEET:batchUpdate",
        "status, totals, findings and summary in one; the answer holds the whole sheet,"
        " which verifies it",
        ("editor", "check"),
        "after it the last editor would be us, and an unchecked sheet is never written",
    ),
    Step(
        "document",
        "GET /files/DOC",
        "it is there, ours to write, and who wrote to it last",
        ("write",),
        "a write that staff got in the way of starts the cycle anew; and the nearer to"
        " the upload, the less of a person's work can be missed",
    ),
    Step(
        "comments",
        "GET /files/DOC/comments",
        "open comments would lose their place: a copy is kept first",
        ("write",),
        "as the one before; the two could go together",
    ),
    Step(
        "upload",
        "PATCH /upload/drive/v3/files/DOC",
        "the document itself, converted by Google, with the marks by which it is known",
        ("document", "comments"),
        "nothing of a person's is overwritten unseen",
    ),
    Step(
        "read back",
        "GET /files/DOC/export",
        "as text: everything rendered is really shown",
        ("upload",),
        "it reads what was uploaded",
    ),
    Step(
        "pdf",
        "GET /files/DOC/export",
        "as PDF, kept by date; for those who print",
        ("upload",),
        "it prints what was uploaded; it could go with the read-back",
    ),
)


def longest_chain(steps: Iterable[Step] = STEPS) -> tuple[str, ...]:
    """Name the longest row of requests each of which has to wait for the one before."""
    chains: dict[str, tuple[str, ...]] = {}
    for step in steps:
        before = max((chains[name] for name in step.after), key=len, default=())
        chains[step.name] = (*before, step.name)
    return max(chains.values(), key=len, default=())


def reasons_for(requests: Iterable[str]) -> list[tuple[str, str]]:
    """Return each request of a night with its reason; one nobody foresaw has none."""
    left: dict[str, list[Step]] = {}
    for step in STEPS:
        left.setdefault(step.request, []).append(step)
    return [(request, _next_reason(left, request)) for request in requests]


def _next_reason(left: Mapping[str, list[Step]], request: str) -> str:
    steps = left.get(request)
    return steps.pop(0).reason if steps else "not foreseen"
