"""What the doctor finds, as a person at a terminal sees it."""

from collections.abc import Iterable

from sync.cli.terminal import Terminal
from sync.doctor import Level, Result

_COLOURS = {Level.WARNING: "yellow", Level.WRONG: "red"}


def show_examined(results: Iterable[Result], shown: Terminal) -> bool:
    """Show what the doctor finds, as it does, and return whether nothing is wrong."""
    say, wrong = shown.words.say, 0
    warned: list[str] = []
    for result in results:
        level = say(f"doctor.level_{result.level}")
        # a pool or an office goes by the name that people gave it
        known = shown.words.sentences
        name = known.get(f"doctor.name_{result.name}", result.name)
        wrong += result.level is Level.WRONG
        warned += [name] if result.level is Level.WARNING else []
        style = _COLOURS.get(result.level, "")
        shown.line(f"{level}\t{name}: {result.says}", style=style)
        if result.cure:
            shown.line(f"\t→ {result.cure}")
    if wrong:
        said = say("doctor.not_well", count=str(wrong))
    elif warned:
        names = ", ".join(warned)
        said = say("doctor.well_but", count=str(len(warned)), names=names)
    else:
        said = say("doctor.all_well")
    shown.line(said, style="bold")
    return not wrong
