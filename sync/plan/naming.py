"""How a project is named to people: by the number that stands in its row.

Staff look for what they see in the sheet. So a project is called by its number as typed
(“1.2”, “ก.1”, “๒.๑”) wherever no other has it; else by its row and its name. Nobody is
ever told how many rows above it are projects, but by a document that counts for a plan
without numbers.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sync.messages import Words
from sync.model.plan import Called, Project
from sync.plan.text import printable
from sync.thai.digits import bare_number, to_arabic
from sync.thai.folding import clean, key, shorten

_BEFORE = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*(?:\s*[.)]+(?!\d)|(?=\s))\s*", re.ASCII)

_LONGEST_NAME = 60
"""Columns of a name in a sentence; the number or row tells it apart."""

_LONGEST_NUMBER = 16
"""Columns of a number; what is longer is something else that was typed there."""


def called(projects: Iterable[Project]) -> Mapping[int, Called]:
    """Return what each project is called, by its row."""
    known = list(projects)
    alone = numbers_alone([project.number for project in known])
    return {
        project.row: Called(number, printable(project.name), project.row)
        for project, number in zip(known, alone, strict=True)
    }


def numbers_alone(typed: Sequence[str]) -> list[str]:
    """Return each number where it names one project alone, and an empty text elsewhere."""
    shown = [_shown(number) for number in typed]
    counts = Counter(map(number_key, shown))
    return [
        number
        if counts[number_key(number)] == 1
        and len(number) <= _LONGEST_NUMBER
        and any(map(str.isalnum, number))
        else ""
        for number in shown
    ]


def numbers_printed(typed: Sequence[str]) -> list[str]:
    """Return the numbers that a document prints beside a plan's projects.

    Where staff typed none the document counts, unless another project has that number:
    then the text is empty.
    """
    shown = [_shown(number) for number in typed]
    taken = set(map(number_key, shown))
    return [
        number or ("" if str(place) in taken else str(place))
        for place, number in enumerate(shown, 1)
    ]


def _shown(number: str) -> str:
    return bare_number(printable(number))


def number_key(typed: str) -> str:
    """Return what a number is compared by: “๑.๒.”, “(1.2)” and “1.2” are one."""
    return key(_shown(typed))


def without_number(name: str) -> str:
    """Return a name without the number that somebody typed before it, as “9. ” or “(๙) ”."""
    typed = clean(name)
    before = _BEFORE.match(to_arabic(typed))
    return (typed[before.end() :] if before else "") or typed


def in_sentence(projects: Sequence[Called], words: Words) -> str:
    """Name projects within a sentence, as shortly as can be.

    Numbers stand together; where there is none, the row stands with its name.
    """
    numbers = ", ".join(each.number for each in projects if each.number)
    rows = (_quoted(each, words) for each in projects if not each.number)
    together = [words.say("project.numbers", numbers=numbers)] if numbers else []
    return ", ".join([*together, *rows])


def with_names(projects: Sequence[Called], words: Words) -> str:
    """Name projects within a sentence, each with its name."""
    return ", ".join(_quoted(each, words) for each in projects)


def in_title(project: Called, words: Words) -> str:
    """Name a project where it stands by itself: its number or row, and its name."""
    name = shorten(project.name, _LONGEST_NAME)
    return f"{_bare(project, words)} {name}".strip()


def number_or_row(project: Called, words: Words) -> str:
    """Name a project in a column that is headed as one of numbers."""
    return project.number or _bare(project, words)


def _quoted(project: Called, words: Words) -> str:
    name = shorten(project.name, _LONGEST_NAME)
    said = f"“{name}”" if name else ""
    return f"{_bare(project, words)} {said}".strip()


def _bare(project: Called, words: Words) -> str:
    if project.number:
        return words.say("project.numbers", numbers=project.number)
    if not project.row:
        return ""
    return words.say("project.row", row=str(project.row))
