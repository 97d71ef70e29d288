"""What a cycle did, or would do, as a person at a terminal sees it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sync.cli.findings_view import show_judged
from sync.cli.terminal import Terminal
from sync.documents.links import readable
from sync.documents.published import PublishedDocument
from sync.mail.waiting import reason_in_words
from sync.messages import Words
from sync.model.cells import CellEdit
from sync.model.mail import MailState, Message, Queued
from sync.plan.days import day_in_words
from sync.sheet.tables import text_of
from sync.thai.folding import shorten

# it takes long to load, and much memory: not for a look at the record
if TYPE_CHECKING:
    from sync.cycle.night import Report

_MOST_EDITS = 30
_MOST_LINKS = 6
_LOST_WIDTH = 60


def show_report(report: "Report", outbox: Path | None, shown: Terminal) -> None:
    """Show what a cycle found and did; ``outbox`` is where mail lies, if it does."""
    show_judged(report.judgement, shown)
    words = shown.words
    state = "draft" if report.judgement.errors else "official"
    news = "published" if report.plan_document.new else "unchanged"
    cells = "cells_written" if report.edits else "cells_same"
    mails = "mails_none"
    if report.messages:
        mails = "mails_sent" if outbox is None else "mails_put"
    shown.facts(
        ("sheet", words.say(f"terminal.{cells}", count=str(len(report.edits)))),
        (
            "document",
            f"{words.say(f'terminal.{state}')} · {words.say(f'terminal.{news}')}",
        ),
        *(("", readable(link)) for _, link in report.links[:_MOST_LINKS]),
        *(("", more) for more in _more_documents(report, words)),
        *(("", news) for each in report.shown for news in _trouble(each, shown)),
        *(("", said) for said in report.gone),
        *(("", said) for said in report.public.said),
        (
            "mail",
            words.say(
                f"terminal.{mails}",
                count=str(len(report.messages)),
                path=str(outbox),
            ),
        ),
        *(("", _undelivered(queued, shown)) for queued in report.undelivered),
    )


def _more_documents(report: "Report", words: Words) -> Iterator[str]:
    if more := len(report.links[_MOST_LINKS:]):
        yield words.say("terminal.more_documents", count=str(more))


def _undelivered(queued: Queued, shown: Terminal) -> str:
    state = "given_up" if queued.state is MailState.FAILED else "waits"
    return shown.words.say(
        f"terminal.mail_{state}",
        to=queued.message.recipient,
        reason=reason_in_words(queued, shown.words),
    )


def _trouble(published: PublishedDocument, shown: Terminal) -> Iterator[str]:
    """Yield what became of a person's changes in a document, and what it lacks."""
    facts = {"title": published.document.title, "link": readable(published.link)}
    if published.held:
        yield shown.words.say(
            "terminal.held", date=day_in_words(published.held.as_of, shown.words)
        )
        yield from _trouble(published.held.draft, shown)
    if published.outdated:
        yield shown.words.say("terminal.outdated", title=facts["title"])
    if published.restored:
        yield shown.words.say("terminal.restored", **facts)
    if published.left:
        yield shown.words.say("terminal.left", **facts)
    if published.kept:
        kept = readable(published.kept)
        yield shown.words.say("terminal.kept", title=facts["title"], link=kept)
    if published.lost:
        text = shorten(published.lost[0], _LOST_WIDTH)
        yield shown.words.say("terminal.lost", text=text, **facts)


def show_preview(report: "Report", place: Path, shown: Terminal) -> None:
    """Show what a cycle would have written and sent."""
    words = shown.words
    show_judged(report.judgement, shown)
    shown.line("")
    shown.line(words.say("terminal.preview"), style="bold yellow")
    cells = [edit for edit in report.edits if isinstance(edit, CellEdit)]
    edits = cells[:_MOST_EDITS]
    shown.rows(
        words.say("terminal.would_write", count=str(len(cells))),
        [
            (str(edit.cell), text_of(edit.expected), "→", _what_stands_then(edit))
            for edit in edits
        ],
    )
    if more := len(cells) - len(edits):
        shown.line("  " + words.say("terminal.and_more", count=str(more)))
    shown.rows(
        words.say("terminal.would_send", count=str(len(report.messages))),
        [(message.recipient, message.subject) for message in report.messages],
    )
    _show_place("preview_document", place, shown)


def show_mail(messages: Sequence[Message], place: Path, shown: Terminal) -> None:
    """Show which mails would be sent, and where they are to be looked at."""
    words = shown.words
    shown.line(words.say("terminal.preview"), style="bold yellow")
    shown.rows(
        words.say("terminal.would_send", count=str(len(messages))),
        [(message.recipient, message.subject) for message in messages],
    )
    if not messages:
        shown.line(words.say("terminal.no_mail_why"))
    if messages:
        _show_place("preview_mail", place, shown)


def _what_stands_then(edit: CellEdit) -> str:
    """Return what is to stand in a cell; where its link alone is another, that."""
    text = text_of(edit.new)
    if edit.link is None or edit.new != edit.expected:
        return text
    return f"{text} ({edit.link})"


def _show_place(name: str, place: Path, shown: Terminal) -> None:
    """Show where something is to be looked at, or that nothing there is new."""
    there = any(place.iterdir())
    text = str(place) if there else shown.words.say("terminal.preview_none")
    shown.facts((name, text))
