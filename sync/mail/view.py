"""What a mail's template is given: facts in words, cut to what is read in seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.mail.bars import bars
from sync.mail.message import Attached, Tone
from sync.mail.news import News, RoundNews, Spoken
from sync.mail.occasions import (
    Noticed,
    Occasion,
    OfRound,
    PlanPublished,
    Reminder,
    ReportWhole,
    RoundOver,
    RoundReminder,
    Unreminded,
    WeeklyDigest,
    WorkerFailing,
    WorkerRecovered,
)
from sync.messages import Words
from sync.model.changes import Change
from sync.model.findings import Finding
from sync.model.plan import Info
from sync.model.progress import Reported
from sync.plan.days import day_in_words
from sync.plan.places import place_with_cell
from sync.plan.text import printable
from sync.progress.reported import report_in_words, round_title
from sync.thai.folding import shorten
from sync.thai.office_names import short_office

MOST_LINES = 12
"""Changes or findings told in a mail; the rest is a number and a link."""
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class RoundLine:
    """How a round of reports stands; ``link`` opens its report, if anything does."""

    name: str
    said: str
    link: str


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A project that is not reported; ``why`` if its report could not be understood."""

    number: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Point:
    """One finding as mail tells it; ``link`` leads to its cell, if anything does."""

    place: str
    link: str | None
    message: str
    suggestion: str


def subject_of(occasion: Occasion, news: News, spoken: Spoken, words: Words) -> str:
    """Return one line: how things stand, then which year and which office.

    A telephone shows the first forty letters.
    """
    facts = _short_facts(news, words)
    if isinstance(occasion, OfRound):
        said = _round_in_words("subject", occasion, news, spoken, words)
    elif isinstance(occasion, Reminder):
        said = words.say(
            "mail.subject_reminder",
            days=str(occasion.days),
            quarter=str(occasion.quarter),
            count=str(len(spoken.work)),
            **facts,
        )
    else:
        said = _subject_of_plan(occasion, news, spoken, words)
    return said if facts["office"] else said.removesuffix(" · ")


def _subject_of_plan(
    occasion: Occasion, news: News, spoken: Spoken, words: Words
) -> str:
    facts = _short_facts(news, words)
    if spoken.whole:
        said = _by_state("subject", news, words, facts)
        if isinstance(occasion, WeeklyDigest):
            return words.say("mail.subject_digest", subject=said)
        return said
    if spoken.work or spoken.findings:
        count = str(len(spoken.findings))
        name = "mail.subject_own" if spoken.findings else "mail.subject_own_ok"
        return words.say(name, count=count, **facts)
    if not spoken.notices:
        count = str(len(spoken.confirmed))
        return words.say("mail.subject_confirmed", count=count, **facts)
    count = str(len(spoken.notices))
    return words.say("mail.subject_notice", count=count, **facts)


def view_of(
    occasion: Occasion, news: News, spoken: Spoken, words: Words
) -> Mapping[str, object]:
    """Return the facts of one letter."""
    changed = news.changes if spoken.whole else _changes_of_report(occasion, news)
    changes = [readable(change) for change in changed or ()]
    findings = news.errors if spoken.whole else ()
    own = [finding for finding in spoken.findings if finding not in findings]
    intro = _intro(occasion, news, spoken, words)
    facts = _facts(news, words)
    return {
        **facts,
        "intro": intro,
        "tone": _tone(occasion, news, spoken),
        # who has several offices to look after must see whose round it is
        "named": "" if facts["office"] in intro else facts["office"],
        "whole": spoken.whole,
        "totals": news.totals,
        "quarters": bars(
            [
                (words.say("mail.quarter", number=str(number)), Decimal(count))
                for number, count in enumerate(news.totals.per_quarter, 1)
            ],
            money=False,
        ),
        "dimensions": bars(
            [
                (words.say("mail.dimension", number=str(number), name=name), value)
                for number, (name, value) in enumerate(
                    zip(news.dimensions, news.totals.budget_per_dimension, strict=True),
                    1,
                )
            ],
            money=True,
        ),
        "first": _first(news, words),
        "changes": changes[:MOST_LINES],
        "more_changes": max(0, len(changes) - MOST_LINES),
        "errors": _points(findings[:MOST_LINES], news, words),
        "more_errors": max(0, len(findings) - MOST_LINES),
        "rounds": _rounds(occasion, news, spoken, words),
        "approvals": news.approvals if spoken.whole else (),
        "report_link": _report_link(occasion, news),
        "fill_link": _fill_link(occasion, news, spoken),
        "fill_in": _where_to_report(occasion, news, spoken, words),
        "waiting": _waiting(occasion, news, spoken)[:MOST_LINES],
        "more_waiting": max(0, len(spoken.waiting) - MOST_LINES),
        "work": spoken.work,
        "quarter": str(spoken.quarter or ""),
        "own": _points(own[:MOST_LINES], news, words),
        "more_own": max(0, len(own) - MOST_LINES),
        "notices": spoken.notices,
        "confirmed": spoken.confirmed[:MOST_LINES],
        "confirmed_count": str(len(news.confirmed)),
        "more_confirmed": max(0, len(spoken.confirmed) - MOST_LINES),
        "editor": printable(news.editor),
        "link": news.link,
        "held": _held(news, words),
        "draft_link": news.draft_link,
        "files": _files(occasion, news, words),
        "attached": attached_to(occasion, news, spoken) is not None,
        "pdf_link": news.pdf_link,
        "sheet_link": news.sheet_link,
    }


def _first(news: News, words: Words) -> str:
    """Return that a plan is the first of its year, or that nobody knows of one before."""
    if news.changes is not None:
        return ""
    name = "mail.forgotten" if news.forgotten else "mail.first"
    return words.say(name, year=_facts(news, words)["year"])


def _held(news: News, words: Words) -> str:
    """Return that a version without errors stands, and where the draft is if no link is."""
    if news.held is None:
        return ""
    said = words.say("mail.held", date=day_in_words(news.held, words))
    if news.draft_file:
        said += " " + words.say("summary.draft_here", name=news.draft_file)
    return said


def attached_to(occasion: Occasion, news: News, spoken: Spoken) -> Attached | None:
    """Return the PDF that goes with a letter: of a new version, to whom all is told."""
    if isinstance(occasion, ReportWhole):
        stand = _stand(occasion, news)
        return stand.pdf if stand else None
    return news.pdf if spoken.whole and isinstance(occasion, PlanPublished) else None


def trouble_in_words(
    occasion: WorkerFailing | WorkerRecovered, office: str, words: Words
) -> tuple[str, Mapping[str, object]]:
    """Return the subject, and the facts, of a letter on how the worker is."""
    since = words.say(
        "mail.moment",
        day=day_in_words(occasion.since.date(), words),
        time=f"{occasion.since:%H:%M}",
    )
    office = name_of_office(office)
    if isinstance(occasion, WorkerRecovered):
        intro = words.say("mail.recovered", office=office, since=since)
        subject = words.say("mail.subject_recovered", office=short_office(office))
        return subject, {"failed": False, "tone": Tone.GOOD, "intro": intro}
    count = str(occasion.failures)
    intro = words.say("mail.failure", office=office, since=since, count=count)
    subject = words.say("mail.subject_failure", office=short_office(office))
    says, cure = printable(occasion.says), printable(occasion.cure)
    facts = {"intro": intro, "says": says, "cure": cure}
    return subject, {"failed": True, "tone": Tone.WARN, **facts}


def _facts(news: News, words: Words) -> dict[str, str]:
    year = news.plan.info.fiscal_year
    return {
        "year": str(year or words.say("terminal.year_unknown")),
        "office": name_of_office(news.plan.info.text(Info.OFFICE)),
    }


def _short_facts(news: News, words: Words) -> dict[str, str]:
    """Return the same for a subject, whose room is little."""
    facts = _facts(news, words)
    return {**facts, "office": short_office(facts["office"])}


def name_of_office(office: str) -> str:
    """Return an office's name as a line takes it."""
    return shorten(printable(office), _LONGEST_NAME)


def _by_state(name: str, news: News, words: Words, facts: Mapping[str, str]) -> str:
    state = "draft" if news.errors else "ok"
    return words.say(f"mail.{name}_{state}", count=str(len(news.errors)), **facts)


def _intro(occasion: Occasion, news: News, spoken: Spoken, words: Words) -> str:
    facts = _facts(news, words)
    if isinstance(occasion, OfRound):
        return _round_in_words("intro", occasion, news, spoken, words)
    if isinstance(occasion, Reminder):
        return words.say(
            "mail.reminder",
            quarter=str(occasion.quarter),
            end=day_in_words(occasion.end, words),
            days=str(occasion.days),
            **facts,
        )
    if spoken.whole:
        name = "digest" if isinstance(occasion, WeeklyDigest) else "intro"
        if isinstance(occasion, PlanPublished) and news.turned and not news.changes:
            name = "turned"
        return _by_state(name, news, words, facts)
    noticed = isinstance(occasion, Noticed) or not (spoken.work or spoken.findings)
    return words.say("mail.noticed" if noticed else "mail.own", **facts)


def _round_in_words(
    what: str,
    occasion: OfRound,
    news: News,
    spoken: Spoken,
    words: Words,
) -> str:
    """Return what there is to say of a round: its subject, or its first sentence."""
    facts = (_short_facts if what == "subject" else _facts)(news, words)
    end: date | None = None
    days = ""
    match occasion:
        case RoundReminder():
            name, end, days = "reminder", occasion.end, str(occasion.days)
        case Unreminded():
            name, end = "unreminded", occasion.end
        case RoundOver():
            name, end = "over", occasion.end
        case ReportWhole():
            name = "changed" if _changes_of_report(occasion, news) else "whole"
    return words.say(
        f"mail.round_{what}_{name}",
        office=facts["office"],
        months=str(occasion.round.months),
        year=str(occasion.round.year),
        count=str(len(spoken.waiting)),
        end=day_in_words(end, words) if end else "",
        days=days,
    )


def _files(occasion: Occasion, news: News, words: Words) -> str:
    """Name the files that a letter is about and that no link of ours opens."""
    names = list(news.files)
    if stand := _stand(occasion, news):
        names = [stand.file] if stand.file else []
    return words.say("mail.files", names=", ".join(names)) if names else ""


def _where_to_report(
    occasion: Occasion, news: News, spoken: Spoken, words: Words
) -> str:
    """Return where what waits is filled in, to those who fill it in."""
    if not (spoken.waiting and isinstance(occasion, RoundReminder)):
        return ""
    name = "fill_in_file" if news.sheet_file else "fill_in"
    return words.say(f"mail.{name}", file=news.sheet_file)


def _fill_link(occasion: Occasion, news: News, spoken: Spoken) -> str:
    """Return what opens the first place to fill in, for those reminded to."""
    if not isinstance(occasion, RoundReminder):
        return ""
    cells = [row.cells.get(Reported.STATE) for row in spoken.waiting]
    links = (news.cell_link(cell) for cell in cells if cell)
    return next(filter(None, links), news.sheet_link)


def _tone(occasion: Occasion, news: News, spoken: Spoken) -> Tone:
    """Return how a letter's first sentence is coloured."""
    if isinstance(occasion, OfRound):
        return Tone.WARN if spoken.waiting else Tone.GOOD
    if not spoken.whole:
        return Tone.PLAIN
    return Tone.WARN if news.errors else Tone.GOOD


def _waiting(occasion: Occasion, news: News, spoken: Spoken) -> tuple[WaitingLine, ...]:
    """Return the projects that wait, each with what could not be understood of it."""
    stand = _stand(occasion, news)
    unread = stand.report.unread if stand else {}
    return tuple(
        WaitingLine(row.number, row.name, printable(unread.get(row.key, "")))
        for row in spoken.waiting
    )


def _report_link(occasion: Occasion, news: News) -> str:
    """Return where the report is that a letter is about; none else has one."""
    stand = _stand(occasion, news)
    return stand.link if stand else ""


def _stand(occasion: Occasion, news: News) -> RoundNews | None:
    """Return how the round stands that a letter is about; ``None`` of other letters."""
    return news.round(occasion.round) if isinstance(occasion, OfRound) else None


def _changes_of_report(occasion: Occasion, news: News) -> Sequence[Change] | None:
    """Return what changed in a report that is told to be whole; ``None``: it is new."""
    if not isinstance(occasion, ReportWhole):
        return None
    stand = _stand(occasion, news)
    return stand.changes if stand else None


def _rounds(
    occasion: Occasion, news: News, spoken: Spoken, words: Words
) -> tuple[RoundLine, ...]:
    """Return how rounds stand: the one a letter is about, or all with a report."""
    told: list[RoundNews] = []
    if stand := _stand(occasion, news):
        told = [stand]
    elif spoken.whole:
        told = [each for each in news.rounds if each.report.figures.whole.reported]
    return tuple(
        RoundLine(
            round_title(each.report.round, words),
            report_in_words(each.report, words),
            each.link,
        )
        for each in told
    )


def _points(findings: Sequence[Finding], news: News, words: Words) -> tuple[Point, ...]:
    return tuple(
        Point(
            printable(place_with_cell(finding, words)),
            news.cell_link(finding.cell),
            printable(finding.message),
            printable(finding.suggestion),
        )
        for finding in findings
    )


def readable(change: Change) -> Change:
    """Return a change as mail can show it."""
    return Change(
        *map(printable, (change.project, change.field, change.old, change.new))
    )
