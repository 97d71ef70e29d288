"""What is known of a list of offices, kept from one look at it to the next.

Google may be out of reach for days: what was understood before holds until then.
"""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sync.messages import Words
from sync.province.places import ProvincePaths
from sync.province.registry import Known, Listed, Problem
from sync.province.sharing import Sharing
from sync.province.values import ProvinceSettings

_log = logging.getLogger(__name__)


def read_known(paths: ProvincePaths) -> Known:
    """Return what is known; nothing of a file that is gone or cannot be read."""
    try:
        raw: Any = json.loads(paths.listed.read_text("utf-8"))
        offices = {name: Listed(**it) for name, it in raw["offices"].items()}
        problems = tuple(
            Problem(code, tuple(map(tuple, facts))) for code, facts in raw["problems"]
        )
    except FileNotFoundError:
        return Known()
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        _log.warning("what was listed cannot be read why=%s", type(error).__name__)
        return Known()
    return Known(offices, problems)


def note_known(sharing: Sharing, known: Known) -> None:
    """Keep what is known, for all machines."""
    content = {
        "offices": {name: asdict(it) for name, it in known.offices.items()},
        "problems": [(it.code, it.facts) for it in known.problems],
    }
    sharing.note_listed(json.dumps(content, ensure_ascii=False, indent=1))


def as_listed(
    paths: ProvincePaths, settings: ProvinceSettings
) -> tuple[ProvinceSettings, Known]:
    """Return the settings as a list of offices changes them, and what is known of it.

    Where no list is set any more, nothing is known of one.
    """
    if settings.registry is None and settings.board is None:
        return settings, Known()
    known = read_known(paths)
    if settings.registry is None:
        known = Known(problems=known.problems)
    return settings.as_listed(known.pools), known


def notices(problems: Iterable[Problem], words: Words) -> tuple[str, ...]:
    """Return in sentences what is not as it should be."""
    return tuple(words.say(f"listed.{it.code}", **dict(it.facts)) for it in problems)
