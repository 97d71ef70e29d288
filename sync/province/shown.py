"""A province as people and programs see it: a page, a table, JSON, metrics."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from decimal import Decimal
from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from sync.errors import (
    ConfigError,
    DocumentRefused,
    GoogleError,
    LedgerDamaged,
    LedgerForgotten,
    LedgerLocked,
    LedgerLost,
    LedgerMoved,
    LedgerNewer,
    LedgerOfAnother,
    LedgerTwice,
    LedgerUnreachable,
    MailError,
    SettingsLost,
    SignInExpired,
    SignInMissing,
    SignInRefused,
    SignInStale,
    SpreadsheetError,
    StorageError,
    TemplateError,
    WorkerError,
)
from sync.messages import Words
from sync.plan.days import moment_in_words
from sync.province.report import Health, Overview, Row, by_district
from sync.province.visits import DIED, TELLS_NOTHING, TOO_SLOW
from sync.resources import TEMPLATES
from sync.thai.money import baht

_WHY: tuple[tuple[str, tuple[type[WorkerError], ...]], ...] = (
    ("settings", (ConfigError, SettingsLost)),
    ("sign_in", (SignInMissing, SignInRefused, SignInExpired, SignInStale)),
    ("google", (GoogleError,)),
    ("sheet", (SpreadsheetError,)),
    ("document", (DocumentRefused, TemplateError)),
    (
        "ledger",
        (
            *(LedgerDamaged, LedgerLost, LedgerForgotten, LedgerNewer),
            LedgerOfAnother,
            *(LedgerLocked, LedgerMoved, LedgerTwice),
        ),
    ),
    ("database", (LedgerUnreachable,)),
    ("disk", (StorageError,)),
    ("mail", (MailError,)),
)
"""What a stop is about, in a word: the first that fits."""


def why(code: str, words: Words) -> str:
    """Return in a few words why an office is not well; empty for no code."""
    if not code:
        return ""
    known = {TOO_SLOW, DIED, *TELLS_NOTHING}
    about = code if code in known else _about(code)
    return words.say(f"province.why_{about}")


def page(seen: Overview, words: Words) -> str:
    """Return the page: one file that needs nothing else, and no script."""
    say = words.say
    return _template().render(
        say=say,
        lang=words.language,
        now=moment_in_words(seen.now, words),
        counts=[(say(f"province.{it}"), seen.counts[it], it) for it in Health],
        trouble=[_in_words(row, seen.now, words) for row in seen.need_somebody],
        rows=[_in_words(row, seen.now, words) for row in seen.rows],
        districts=[
            {**asdict(it), "budget": baht(it.budget)} for it in by_district(seen.rows)
        ],
        budget=baht(sum((row.budget for row in seen.rows), Decimal(0))),
        projects=sum(row.projects for row in seen.rows),
        notices=seen.notices,
    )


def table(seen: Overview) -> str:
    """Return a row an office as CSV, which spreadsheets open as it is."""
    out = io.StringIO()
    names = [field.name for field in fields(Row)]
    writer = csv.DictWriter(out, names, lineterminator="\r\n")
    writer.writeheader()
    for row in seen.rows:
        cells = asdict(row)
        cells["overdue"] = " ".join(map(str, row.overdue))
        writer.writerow({name: _harmless(_plain(cells[name])) for name in names})
    # without the mark Excel takes it for another encoding
    return "\ufeff" + out.getvalue()


def as_json(seen: Overview, lengths: Mapping[str, int]) -> str:
    """Return all of it for programs; ``lengths`` is what waits in each lane."""
    return json.dumps(
        {
            "at": seen.now.isoformat(),
            "well": seen.is_well,
            "counts": {it: seen.counts[it] for it in Health},
            "waiting": dict(lengths),
            "notices": list(seen.notices),
            "offices": [
                {name: _plain(it) for name, it in asdict(row).items()}
                for row in seen.rows
            ],
            "districts": [
                {name: _plain(it) for name, it in asdict(each).items()}
                for each in by_district(seen.rows)
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def metrics(seen: Overview, lengths: Mapping[str, int]) -> str:
    """Return counts in the form that Prometheus reads."""
    good = [row.good_night for row in seen.rows if row.good_night]
    oldest = (seen.now - min(good)).total_seconds() if good else 0
    lines = ["# TYPE plan_sync_offices gauge"]
    lines += [f'plan_sync_offices{{health="{it}"}} {seen.counts[it]}' for it in Health]
    lines.append("# TYPE plan_sync_visits_waiting gauge")
    lines += [
        f'plan_sync_visits_waiting{{lane="{lane}"}} {number}'
        for lane, number in sorted(lengths.items())
    ]
    lines += [
        "# TYPE plan_sync_oldest_good_night_seconds gauge",
        f"plan_sync_oldest_good_night_seconds {oldest:.0f}",
    ]
    return "\n".join([*lines, ""])


def _in_words(row: Row, now: datetime, words: Words) -> Mapping[str, object]:
    say, is_due = words.say, row.next_night <= now
    return {
        "office": row.office,
        "title": row.title,
        "district": row.district,
        "province": row.province,
        "look": "none" if row.health is Health.WELL and row.errors else row.health,
        "state": say(f"province.{row.health}"),
        "why": why(row.code, words),
        "good_night": moment_in_words(row.good_night, words) if row.good_night else "–",
        "next_night": say("province.due")
        if is_due
        else moment_in_words(row.next_night, words),
        "year": row.year or "–",
        "plan": say(f"province.plan_{row.plan}"),
        "half_year": say(f"province.plan_{row.half_year}"),
        "whole_year": say(f"province.plan_{row.whole_year}"),
        "projects": row.projects,
        "budget": baht(row.budget),
        "errors": row.errors,
        "warnings": row.warnings,
        "mail": f"{row.waiting} / {row.undelivered}",
    }


@cache
def _template() -> Template:
    text = (TEMPLATES / "province" / "page.html").read_text("utf-8")
    engine = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return engine.from_string(text)


def _about(code: str) -> str:
    kinds = (it for it in _below(WorkerError) if getattr(it, "code", "") == code)
    kind: type[WorkerError] = next(kinds, WorkerError)
    return next((about for about, of in _WHY if issubclass(kind, of)), "other")


def _below(kind: type[WorkerError]) -> list[type[WorkerError]]:
    return [each for it in kind.__subclasses__() for each in (it, *_below(it))]


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _harmless(value: object) -> object:
    """Keep a spreadsheet from taking a text of somebody's for a formula."""
    risky = isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}
    return f"'{value}" if risky else value
