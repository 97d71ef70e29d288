"""The marks by which a document is known to be the worker's, and which plan it shows.

They are properties that only the worker's own project at Google sees. A property takes
124 bytes, its name with it, and a Thai letter three of them: so names are hashed.
Source: https://developers.google.com/workspace/drive/api/guides/properties (2026-11-28).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sync.adapters.google.drive import MARK
from sync.model.documents import Before, Document

OFFICE = "plan_sync_office"
"""By it one search finds all that an office has."""
YEAR, STATE = "plan_sync_year", "plan_sync_state"
DIGEST, SHOWN = "plan_sync_digest", "plan_sync_shown"
NO_YEAR = "-"
_DRAFT = "draft"


def marks_of(document: Document, office: str) -> dict[str, str]:
    """Return what is noted on a document with the very request that fills it."""
    day = document.as_of if document.clean else None
    return {
        MARK: mark_of(document, office),
        OFFICE: office_mark(office),
        YEAR: document.year or NO_YEAR,
        STATE: day.isoformat() if day else _DRAFT,
        DIGEST: document.digest[:32],
    }


def mark_of(document: Document, office: str) -> str:
    """Name a document for ever: of which office, which year and what kind it is."""
    return _short(f"{office}\n{document.key}\n{document.kind}")


def office_mark(office: str) -> str:
    """Name an office, whose every document bears this mark."""
    return _short(office)


def noted_on(there: Mapping[str, Any]) -> Mapping[str, str]:
    """Return what the worker noted on a file."""
    noted: Mapping[str, str] = there.get("appProperties", {})
    return noted


def is_home_of(
    document: Document,
    office: str,
    noted: Mapping[str, str],
    known: Before | None,
) -> bool:
    """Whether a document with these marks is this one; ``known`` to be there.

    One that was filled when the plan had no readable year yet is the plan's still, and
    one without any mark is if the ledger knows it. A copy that was kept of it, its
    draft and the last clean version bear marks of their own, and are none of these.
    """
    if MARK not in noted:
        return known is not None
    ours = [document]
    if document.yearless_key:
        ours.append(replace(document, key=document.yearless_key))
    return noted[MARK] in {mark_of(each, office) for each in ours}


def shows_clean_of(noted: Mapping[str, str], known: Before | None) -> date | None:
    """Return the day of the plan without errors that a document shows, if it does.

    What an older worker filled does not say; the ledger does.
    """
    if STATE not in noted:
        return known.clean_as_of if known else None
    try:
        return date.fromisoformat(noted[STATE])
    except ValueError:  # a draft, or no mark of ours
        return None


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
