"""What the doctor finds, as a person at a terminal sees it."""

from collections.abc import Iterable

from sync.cli.terminal import Terminal
from sync.doctor import Level, Result

_COLOURS = {Level.WARNING: "yellow", Level.WRONG: "red"}


def show_examined(results: Iterable[Result], shown: Terminal) -> bool:
    """Show what the doctor finds, as it does, and return whether nothing is wrong."""
    say, wrong = shown.words.say, 0
    for result in results:
        wrong += result.level is Level.WRONG
        level = say(f"doctor.level_{result.level}")
        # a pool or an office goes by the name that people gave it
        known = shown.words.sentences
        name = known.get(f"doctor.name_{result.name}", result.name)
        style = _COLOURS.get(result.level, "")
        shown.line(f"{level}\t{name}: {result.says}", style=style)
        if result.cure:
            shown.line(f"\t→ {result.cure}")
    said = "doctor.not_well" if wrong else "doctor.all_well"
    shown.line(say(said, count=str(wrong)), style="bold")
    return not wrong
