"""Hooks: what a command of the office's is told on an occasion.

The facts are JSON, the same bytes however often the command is called with them; the
form stands in ``config/schemas/hook.json``. Texts have neither controls nor halves of
letters, since they are variables of an environment as well.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sync.mail.occasions import WorkerFailing, WorkerRecovered
from sync.model.documents import Publication
from sync.model.mail import Message, Way
from sync.model.records import CycleRecord
from sync.plan.text import printable


def call_after_check(cycle: CycleRecord, office: str) -> Message:
    """Tell what a cycle found."""
    facts: dict[str, object] = {
        "at": (cycle.finished or cycle.started).isoformat(),
        "cycle": cycle.number,
        "kind": str(cycle.kind),
        "errors": cycle.errors,
        "warnings": cycle.warnings,
        "hints": cycle.infos,
        "report_errors": cycle.report_findings.errors,
        "report_warnings": cycle.report_findings.warnings,
        "confirmed": len(cycle.confirmed),
        "changes": len(cycle.changes),
        "projects": cycle.projects,
        "budget": str(cycle.budget),
    }
    return _call("after_check", f"check-{cycle.number}", office, facts)


def call_after_publish(
    number: int,
    known: Sequence[Publication],
    changed: Sequence[Publication],
    office: str,
    now: datetime,
) -> Message:
    """Tell of all documents that there are, and which show something new.

    Args:
        number: the how manieth time.
        known: every document as it was published last.
        changed: those among them of which no call has told.
        office: its name.
        now: the moment.
    """
    facts: dict[str, object] = {
        "at": now.isoformat(),
        "changed": len(changed),
        "documents": [
            {
                "key": printable(each.key),
                "kind": str(each.kind),
                "link": printable(each.link),
                "as_of": each.as_of.isoformat(),
                "state": _STATES[each.clean],
                "sha256": each.digest,
                "changed": each in changed,
            }
            for each in known
        ],
    }
    return _call("after_publish", f"published-{number}", office, facts)


_STATES: Mapping[bool | None, str] = {True: "clean", False: "draft", None: "unknown"}


def call_of_trouble(
    occasion: WorkerFailing | WorkerRecovered, office: str, now: datetime
) -> Message:
    """Tell that the worker fails again and again, or is well again."""
    facts: dict[str, object] = {
        "at": now.isoformat(),
        "job": occasion.job,
        "since": occasion.since.isoformat(),
    }
    hook = "on_recovery"
    if isinstance(occasion, WorkerFailing):
        hook = "on_trouble"
        facts |= {
            "failures": occasion.failures,
            "says": printable(occasion.says),
            "cure": printable(occasion.cure),
        }
    # the end of a trouble takes the place of word of it that still waits
    return _call(hook, occasion.event, office, facts, f"trouble {occasion.job}")


def _call(
    hook: str, event: str, office: str, facts: Mapping[str, object], topic: str = ""
) -> Message:
    said = {"hook": hook, "event": event, "office": printable(office), **facts}
    content = json.dumps(said, indent=1).encode("ascii")
    return Message(f"{hook} {event}", hook, event, content, topic or hook, way=Way.HOOK)
