"""The year's turn, as a person at a terminal sees it before and after."""

from collections.abc import Sequence

from sync.cli.terminal import Terminal
from sync.plan.days import day_in_words
from sync.rollover.turning import CellChange, Turning
from sync.rollover.usual import Usual
from sync.sheet.tables import text_of


def show_turn(turning: Turning, shown: Terminal) -> None:
    """Show what the turn changes, and what a person must judge."""
    words = shown.words
    year = {"year": str(turning.year), "next": str(turning.year + 1)}
    shown.line(words.say("rollover.title", **year), style="bold")
    texts = [change for change in turning.changes if _is_read(change)]
    shown.line("")
    shown.line(words.say("rollover.changes"), style="bold")
    for change in texts:
        shown.line(f"  {_in_words(change)}")
    emptied = len(turning.changes) - len(texts)
    shown.line(words.say("rollover.emptied", count=str(emptied)))
    rows = {edit.cell.row for edit in turning.report_rows}
    if rows:
        count = str(len(rows))
        shown.line(words.say("rollover.report_rows", count=count, **year))
    _list(words.say("rollover.unfinished_title"), turning.unfinished, shown)
    left = [
        f"{each.cell}  {each.label}  …{each.text}…".replace("  ", " ")
        for each in turning.left
    ]
    _list(words.say("rollover.left", **year), left, shown)


def show_early(turning: Turning, usual: Usual, shown: Terminal) -> None:
    """Show that the year is far from over, and what a turn would end now."""
    words = shown.words
    facts = {
        "year": str(turning.year),
        "next": str(turning.year + 1),
        "usual": day_in_words(usual.begins, words),
        "end": day_in_words(usual.ends, words),
    }
    shown.line("")
    shown.line(words.say("rollover.early", **facts), style="bold yellow")
    shown.line(words.say("rollover.early_then", **facts))


def _is_read(change: CellChange) -> bool:
    """Whether a change is worth a line: ticks and reasons that are emptied are counted."""
    return isinstance(change.after, str) or change.after not in (None, False)


def _in_words(change: CellChange) -> str:
    """Return what changes in a cell; of a long text the passages alone."""
    whole = ((text_of(change.before), text_of(change.after)),)
    passages = [
        f"{before} → {after}".strip() for before, after in change.moved or whole
    ]
    place = " ".join(filter(None, [str(change.cell), change.label]))
    return f"{place}: {', '.join(passages)}"


def _list(title: str, lines: Sequence[str], shown: Terminal) -> None:
    if lines:
        shown.line("")
        shown.line(title, style="yellow")
        for line in lines:
            shown.line(f"  {line}")


def show_turned(turning: Turning, kept: str, shown: Terminal) -> None:
    """Show that the turn was made, where the old year is kept, and what comes next."""
    words = shown.words
    year = {"year": str(turning.year), "next": str(turning.year + 1)}
    shown.line("")
    shown.line(words.say("rollover.done", **year), style="bold")
    shown.facts(("kept_year", kept))
    shown.line(words.say("rollover.then"))
