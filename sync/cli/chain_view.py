"""What the chain tells a person, and the file from which others check it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sync.cli.terminal import Terminal
from sync.model.approvals import decision_of
from sync.model.chain import Kind, Link, export, first_break, short
from sync.plan.days import short_day
from sync.storage.files import replace_file


def show_chain(links: Sequence[Link], to: Path | None, shown: Terminal) -> bool:
    """Show what was finished, decided and published, and whether any was altered.

    Args:
        links: all of the chain.
        to: where to put the file for others, if they are to have one.
        shown: the terminal.

    Returns:
        Whether every entry is as it was written.

    Raises:
        StorageError: the file cannot be written.
    """
    say = shown.words.say
    broken = first_break(links)
    for link in links[: broken[0] - 1] if broken else links:
        shown.line(_in_words(link, shown))
    if broken:
        number, why = broken
        said = say("chain.broken", number=str(number), why=say(f"chain.{why}"))
        shown.line(said, style="red")
    elif links:
        code = short(links[-1].code)
        shown.line(say("chain.whole", count=str(len(links)), code=code), style="bold")
    else:
        shown.line(say("chain.empty"))
    if to:
        replace_file(to.absolute(), export(links).encode())
        shown.line(say("chain.exported", path=str(to)))
    return broken is None


def _in_words(link: Link, shown: Terminal) -> str:
    facts, say = link.facts(), shown.words.say
    return say(
        "chain.entry",
        number=f"{link.number:>4}",
        noted=short_day(date.fromisoformat(str(facts["noted"])), shown.words),
        document=say(f"chain.{facts['document']}"),
        year=str(facts["year"]),
        version=str(facts["version"]),
        what=f"  {what}" if (what := _what(link, shown)) else "",
        content=short(str(facts["content"])),
        code=short(link.code),
    )


def _what(link: Link, shown: Terminal) -> str:
    """Say what came of a version, after its name; nothing of one being finished."""
    facts, say = link.facts(), shown.words.say
    if link.kind == Kind.PUBLICATION:
        return say("chain.published", where=str(facts["where"]))
    decision = decision_of(link)
    if decision is None:
        return ""
    return say(
        "chain.decided",
        result=say(f"results.{decision.result}"),
        name=decision.name or "-",
        strength=say(f"strengths.{decision.strength}"),
    )
