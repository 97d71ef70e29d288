"""Letters on approvals: a version is put forward, decided on, or no longer what it was.

Who decides hears of what is put forward; those responsible and the administrators of
what was decided; executives, administrators and who decides of what changed after.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sync.approval.words import decision_in, evidence_in_words, version_in_words
from sync.mail.message import Letter, Tone, Writer
from sync.mail.news import News
from sync.mail.notify import by_address
from sync.mail.view import MOST_LINES, name_of_office, readable
from sync.messages import Words
from sync.model.approval_tab import ProposalRow, Typed
from sync.model.approvals import Approval, Decision, Standing
from sync.model.changes import Change
from sync.model.mail import Message
from sync.model.plan import Info, Role
from sync.plan.addresses import is_allowed
from sync.plan.days import day_in_words
from sync.plan.text import printable
from sync.thai.office_names import short_office


@dataclass(frozen=True, slots=True)
class VersionProposed:
    """Somebody put a version forward."""

    row: ProposalRow

    @property
    def event(self) -> str:
        """Name the event for ever."""
        version = self.row.version
        which = f"{version.document}-{version.year}-{version.version}"
        return f"approval-proposed-{which}-{version.code}"


@dataclass(frozen=True, slots=True)
class VersionDecided:
    """A decision was noted, under a code of the chain; ``row`` is where it stands."""

    decision: Decision
    code: str
    row: ProposalRow | None

    @property
    def event(self) -> str:
        """Name the event for ever."""
        return f"approval-decided-{self.code}"


@dataclass(frozen=True, slots=True)
class VersionChanged:
    """A document says something else than was approved; ``changes`` are what differs."""

    approval: Approval
    changes: Sequence[Change]

    @property
    def event(self) -> str:
        """Name the event for ever."""
        each = self.approval
        which = f"{each.document}-{each.year}-{each.version}-{each.content[:12]}"
        return f"approval-changed-{which}"


_TONES: Mapping[str, Tone] = {
    **dict.fromkeys((Standing.APPROVED, Standing.ANNOUNCED), Tone.GOOD),
    Standing.PROPOSED: Tone.PLAIN,
}
"""Of what happened to a version; all else asks somebody to look again."""
OfApproval = VersionProposed | VersionDecided | VersionChanged


@dataclass(frozen=True, slots=True)
class Line:
    """Something to know of a version, under its name."""

    label: str
    said: str


def approval_letters(
    occasion: OfApproval,
    news: News,
    writer: Writer,
    approvers: Sequence[str],
    copy_link: str = "",
) -> tuple[Message, ...]:
    """Write of a version to those whom it concerns.

    Args:
        occasion: what happened to it.
        news: the plan, and who gets mail.
        writer: what mail is made of.
        approvers: the addresses of who decides; none, if they are not to be told.
        copy_link: where the version is kept, if a link opens it.

    Returns:
        A message each.
    """
    words, said = writer.words, _said(occasion, writer.words)
    office = printable(news.plan.info.text(Info.OFFICE))
    facts = {"office": name_of_office(office), **said}
    short = {**facts, "office": short_office(facts["office"])}
    changes = occasion.changes if isinstance(occasion, VersionChanged) else ()
    view: Mapping[str, object] = {
        "intro": words.say(f"mail.approval_intro_{_name(occasion)}", **facts),
        "tone": _TONES.get(_name(occasion), Tone.WARN),
        "lines": list(_lines(occasion, words)),
        "changes": list(map(readable, changes[:MOST_LINES])),
        "more_changes": max(0, len(changes) - MOST_LINES),
        "sheet_link": news.sheet_link,
        "copy_link": copy_link,
        "file": words.say("mail.files", names=news.sheet_file)
        if news.sheet_file
        else "",
    }
    subject = words.say(f"mail.approval_subject_{_name(occasion)}", **short)
    return tuple(
        writer.write(
            Letter(
                office=office,
                event=occasion.event,
                name=name,
                email=email,
                subject=subject,
                template="approval",
                view=view,
            )
        )
        for name, email in _told(occasion, news, writer, approvers)
    )


def _name(occasion: OfApproval) -> str:
    match occasion:
        case VersionProposed():
            return "proposed"
        case VersionChanged():
            return "changed"
        case VersionDecided(decision):
            return str(decision.standing if decision.is_approval else decision.result)


def _said(occasion: OfApproval, words: Words) -> Mapping[str, str]:
    match occasion:
        case VersionProposed(row):
            version = version_in_words(row.version, words)
        case VersionChanged(approval):
            version = version_in_words(approval, words)
        case VersionDecided(decision):
            version = version_in_words(decision, words)
    return {"version": version}


def _told(
    occasion: OfApproval, news: News, writer: Writer, approvers: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the name and address of whom an occasion concerns, each once."""
    domains, told = writer.settings.domains, set[str]()
    roles = {
        VersionProposed: frozenset[Role](),
        VersionDecided: frozenset({Role.RESPONSIBLE, Role.ADMINISTRATOR}),
        VersionChanged: frozenset({Role.EXECUTIVE, Role.ADMINISTRATOR}),
    }[type(occasion)]
    for rows in by_address(news.plan.recipients, domains):
        if not roles.isdisjoint({row.role for row in rows}):
            told.add(rows[0].email.casefold())
            yield rows[0].name, rows[0].email
    if isinstance(occasion, VersionDecided):
        return
    names = {each.email.casefold(): each.name for each in news.plan.recipients}
    approver = news.plan.info.text(Info.APPROVER)
    for address in approvers:
        folded = address.casefold()
        if folded not in told and is_allowed(address, domains):
            told.add(folded)
            name = names.get(folded) or (approver if len(approvers) == 1 else address)
            yield name, address


def _lines(occasion: OfApproval, words: Words) -> Iterator[Line]:
    """Yield what there is to know of a version: who, when, what was said of it."""
    match occasion:
        case VersionProposed(row):
            day, said = row.proposed_on, row.text(Typed.PROPOSER)
            yield from _of_person("proposer", said, day, words)
            yield Line(words.say("mail.approval_code"), row.version.code)
        case VersionDecided(decision, _, row):
            said = ", ".join(filter(None, (decision.name, decision.position)))
            yield from _of_person("decided_by", said, decision.decided, words)
            yield from _of_row(row, words)
            if decision.announcement:
                yield from _of_person(
                    "announcement", decision.announcement, decision.announced, words
                )
            yield Line(words.say("mail.approval_code"), decision.content[:12])
        case VersionChanged(approval):
            yield from _of_person("decided_by", approval.name, approval.decided, words)
            yield Line(words.say("mail.approval_code"), approval.content[:12])


def _of_row(row: ProposalRow | None, words: Words) -> Iterator[Line]:
    if row is None:
        return
    if comment := row.text(Typed.COMMENT):
        yield Line(words.say("mail.approval_comment"), printable(comment))
    if decision_in(row) and (evidence := evidence_in_words(row, words)):
        yield Line(words.say("mail.approval_evidence"), evidence)


def _of_person(name: str, said: str, day: date | None, words: Words) -> Iterator[Line]:
    if said or day:
        told = (printable(said), day_in_words(day, words) if day else "")
        yield Line(words.say(f"mail.approval_{name}"), " · ".join(filter(None, told)))
