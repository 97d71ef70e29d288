"""Headings that give their dimension to the projects below them, once they were used."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sync.importing.front import is_legend
from sync.importing.workbook.projects import ProjectsTab
from sync.importing.workbook.reading import line_of, texts_in
from sync.model.imports import Said
from sync.thai.digits import to_arabic
from sync.thai.folding import clean

_BARE = re.compile(r"มิติ\s*(?:ที่)?\s*\d\s*[.:]?")


@dataclass(slots=True)
class Headings:
    """What rows of headings were taken for, and by row what else stands there."""

    found: list[Said] = field(default_factory=list)
    rest: list[tuple[int, str]] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)


def read_headings(
    table: ProjectsTab, rows: Iterable[int], dimensions: Sequence[str]
) -> Headings:
    """Return what rows that name a dimension say, apart from the frame's own words.

    A figure there is a sum of what stands below, which the worker adds up by itself.
    """
    read = Headings()
    for row in rows:
        texts = texts_in(table.whole, row)
        if is_legend(line_of(table.whole, row), dimensions):
            continue
        at = next((at for at, text in enumerate(texts) if table.heads(text)), None)
        if at is None:
            read.rest.append((row, line_of(table.whole, row)))
            continue
        end = at + 1 + bool(_BARE.fullmatch(to_arabic(clean(texts[at]))))
        heading = clean(" ".join(texts[at:end]))
        if not is_legend(heading, dimensions):
            facts = {"text": heading, "dimension": str(table.heads(texts[at]))}
            read.found.append(Said("found_heading", facts))
        for text in (*texts[:at], *texts[end:]):
            if any(map(str.isalpha, text)):
                read.rest.append((row, text))
            else:
                read.sums.append(row)
    return read
