"""Notify: what is to be said, on an occasion, to whom.

By role: executives hear of the document and what changed, those responsible of their
own projects alone, administrators of what the worker met. Somebody of several roles
gets one mail with all of it, and nobody gets a mail with nothing in it.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sync.mail.message import Letter, Writer
from sync.mail.news import News, Spoken
from sync.mail.occasions import (
    Noticed,
    Occasion,
    OfRound,
    PlanPublished,
    Reminder,
    ReportWhole,
    RoundReminder,
    Unreminded,
    WeeklyDigest,
    WorkerFailing,
    WorkerRecovered,
    may_have_digest,
    working_quarter,
)
from sync.mail.view import attached_to, subject_of, trouble_in_words, view_of
from sync.messages import Words
from sync.model.findings import Finding, Severity
from sync.model.mail import Message
from sync.model.plan import Info, Project, Recipient, Role
from sync.model.progress import ProgressRow
from sync.plan.addresses import gets_mail
from sync.plan.owners import owned_projects
from sync.plan.places import confirmed_in_words
from sync.plan.text import printable


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who gets mail, with all the roles that their rows give them."""

    name: str
    email: str
    roles: frozenset[Role]
    own: tuple[Project, ...]


def due_letters(
    occasion: Occasion,
    news: News,
    writer: Writer,
    said: Mapping[str, date] | None = None,
) -> tuple[Message, ...]:
    """Write what an occasion gives to say.

    Args:
        occasion: why there is mail.
        news: the plan, and what became of it.
        writer: what mail is made of: templates, words, sender.
        said: the day on which each address, case-folded, was last written to.

    Returns:
        A message each for those who hear of it, in the order of their tab.
    """
    people = tuple(_people(news, writer.settings.domains))
    if isinstance(occasion, Unreminded):
        return tuple(
            writer.write(_letter(occasion, news, person, spoken, writer))
            for person, spoken in _told_of_unreminded(occasion, news, people)
        )
    letters = []
    for person in people:
        if isinstance(occasion, WeeklyDigest) and not may_have_digest(
            occasion, person.email, said or {}
        ):
            continue
        spoken = _spoken(occasion, news, person, writer.now.date(), writer.words)
        if spoken:
            letters.append(
                writer.write(_letter(occasion, news, person, spoken, writer))
            )
    return tuple(letters)


def notice_of(notices: Sequence[str], *which: str) -> Noticed | None:
    """Make an occasion of the worker's notices; the same ones are told once.

    ``which`` tells them from others in the same words.
    """
    if not notices:
        return None
    text = "\n".join((*notices, *which)).encode("utf-8", "surrogatepass")
    return Noticed(hashlib.sha256(text).hexdigest()[:16])


def trouble_letters(
    occasion: WorkerFailing | WorkerRecovered,
    office: str,
    recipients: Sequence[Recipient],
    writer: Writer,
) -> tuple[Message, ...]:
    """Write to the administrators among the recipients that the worker is ill or well.

    Args:
        occasion: what fails, since when, and why; or that it is over.
        office: the office's name.
        recipients: those of the last plan that could be read.
        writer: what mail is made of.

    Returns:
        A message an administrator.
    """
    subject, facts = trouble_in_words(occasion, printable(office), writer.words)
    told = by_address(recipients, writer.settings.domains)
    return tuple(
        writer.write(
            Letter(
                office=office,
                event=occasion.event,
                name=rows[0].name,
                email=rows[0].email,
                subject=subject,
                template="trouble",
                view=facts,
            )
        )
        for rows in told
        if any(row.role is Role.ADMINISTRATOR for row in rows)
    )


def by_address(
    recipients: Sequence[Recipient], domains: Collection[str]
) -> list[list[Recipient]]:
    """Return the rows of everybody who gets mail, each person once."""
    rows: dict[str, list[Recipient]] = {}
    for recipient in recipients:
        if gets_mail(recipient, domains):
            rows.setdefault(recipient.email.casefold(), []).append(recipient)
    return list(rows.values())


def _people(news: News, domains: Collection[str]) -> Iterator[Person]:
    plan = news.plan
    for rows in by_address(plan.recipients, domains):
        # whose role cannot be read gets what everybody may see
        roles = frozenset(row.role or Role.EXECUTIVE for row in rows)
        responsible = [row for row in rows if row.role is Role.RESPONSIBLE]
        own = {
            project.row: project
            for row in responsible
            for project in owned_projects(plan, row, news.matching)
        }
        projects = tuple(own[row] for row in sorted(own))
        yield Person(rows[0].name, rows[0].email, roles, projects)


def _told_of_unreminded(
    occasion: Unreminded, news: News, people: Sequence[Person]
) -> Iterator[tuple[Person, Spoken]]:
    """Yield who is told of which projects nobody can be reminded.

    These are the administrators; where there is none, the executives.
    """
    stand = news.round(occasion.round)
    heard = {project.key for person in people for project in person.own}
    waiting = tuple(
        row
        for row in (stand.waiting if stand else ())
        if row.in_plan and row.key not in heard
    )
    told = [person for person in people if Role.ADMINISTRATOR in person.roles]
    if waiting:
        for person in told or people:
            if not person.roles.isdisjoint({Role.ADMINISTRATOR, Role.EXECUTIVE}):
                yield person, _of_waiting(waiting)


def _spoken(
    occasion: Occasion, news: News, person: Person, today: date, words: Words
) -> Spoken | None:
    """Choose what a person is told; ``None`` where that is nothing."""
    if isinstance(occasion, OfRound):
        return _spoken_of_round(occasion, news, person)
    quarter = working_quarter(today, news.plan.info.fiscal_year)
    if isinstance(occasion, Reminder):
        quarter = occasion.quarter
    work = tuple(project for project in person.own if quarter in project.quarters)
    findings = _findings_of(news, person.own)
    whole = Role.EXECUTIVE in person.roles and _concerns_all(occasion, news)
    own = bool(work or findings) and _concerns(occasion, news, person, work)
    administers = Role.ADMINISTRATOR in person.roles and isinstance(
        occasion, PlanPublished | Noticed
    )
    spoken = Spoken(
        whole=whole,
        work=work if own else (),
        findings=findings if own else (),
        quarter=quarter,
        notices=tuple(news.notices) if administers else (),
        confirmed=_confirmed_in_words(news, words) if administers else (),
    )
    told = whole or own or spoken.notices or spoken.confirmed
    return spoken if told else None


def _spoken_of_round(occasion: OfRound, news: News, person: Person) -> Spoken | None:
    """Choose what a person is told of a round.

    Those responsible are reminded of their own projects; that a round has closed, or
    that its report is whole, executives and administrators hear.
    """
    stand = news.round(occasion.round)
    if stand is None or (isinstance(occasion, ReportWhole) and stand.is_as_told):
        return None
    waiting = stand.waiting
    if isinstance(occasion, RoundReminder):
        keys = {project.key for project in person.own}
        own = tuple(row for row in waiting if row.key in keys)
        return _of_waiting(own) if own else None
    oversees = not person.roles.isdisjoint({Role.EXECUTIVE, Role.ADMINISTRATOR})
    # one that is over is told while something waits, one that is whole if nothing does
    still_so = not waiting if isinstance(occasion, ReportWhole) else bool(waiting)
    return _of_waiting(waiting) if oversees and still_so else None


def _of_waiting(waiting: tuple[ProgressRow, ...]) -> Spoken:
    return Spoken(
        whole=False, work=(), findings=(), quarter=None, notices=(), waiting=waiting
    )


def _confirmed_in_words(news: News, words: Words) -> tuple[str, ...]:
    """Name what staff confirmed; what does not count is counted."""
    refused = (words.say("findings.refused", count=str(news.refused)),)
    return (
        *(confirmed_in_words(each, words) for each in news.confirmed),
        *(refused if news.refused else ()),
    )


def _findings_of(news: News, own: Sequence[Project]) -> tuple[Finding, ...]:
    rows = {project.row for project in own}
    places = {
        place
        for place, project in enumerate(news.plan.projects, 1)
        if project.row in rows
    }
    return tuple(
        finding
        for finding in news.findings
        if finding.project in places and finding.severity is not Severity.INFO
    )


def _concerns_all(occasion: Occasion, news: News) -> bool:
    if isinstance(occasion, PlanPublished):
        return not news.is_as_told
    return isinstance(occasion, WeeklyDigest)


def _concerns(
    occasion: Occasion, news: News, person: Person, work: Sequence[Project]
) -> bool:
    """Whether an occasion is one to write to somebody of their own projects."""
    match occasion:
        case PlanPublished():
            names = {project.name for project in person.own}
            return news.changes is None or any(
                change.project in names for change in news.changes
            )
        case Reminder():
            return bool(work)
        case _:
            return isinstance(occasion, WeeklyDigest)


def _letter(
    occasion: Occasion, news: News, person: Person, spoken: Spoken, writer: Writer
) -> Letter:
    return Letter(
        office=printable(news.plan.info.text(Info.OFFICE)),
        event=occasion.event,
        name=person.name,
        email=person.email,
        subject=subject_of(occasion, news, spoken, writer.words),
        template="plan",
        view=view_of(occasion, news, spoken, writer.words),
        pdf=attached_to(occasion, news, spoken),
    )
