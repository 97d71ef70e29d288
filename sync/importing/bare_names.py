"""Sections of details that begin with nothing but their project's name.

Only the table tells that such a line is a name. Where it stands above a heading, and no
section says by itself where it begins, it is read as if the words “ชื่อโครงการ” stood
before it.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sync.importing.openings import NAME_LABEL
from sync.importing.same_names import AS_ALIKE
from sync.importing.source import SourceLine
from sync.importing.starts import headings_in, section_starts
from sync.plan.labels import Headers
from sync.plan.naming import without_number
from sync.thai.folding import key
from sync.thai.likeness import alike

_LONGEST = 300


def with_labels(
    lines: Sequence[SourceLine | None], names: Collection[str], headers: Headers
) -> Sequence[SourceLine | None]:
    """Return the lines, each name that begins a section behind its label.

    Args:
        lines: of running text; what is ``None`` is no line of it.
        names: those of the table's projects, folded.
        headers: how headings may be spelt.
    """
    if not names or section_starts(lines, headers):
        return lines
    known = list(names)
    return [
        replace(line, text=f"{NAME_LABEL}: {without_number(line.text)}")
        if line and _begins(line, _after(lines, at), known, headers)
        else line
        for at, line in enumerate(lines)
    ]


def _after(lines: Sequence[SourceLine | None], at: int) -> SourceLine | None:
    return lines[at + 1] if at + 1 < len(lines) else None


def _begins(
    line: SourceLine, after: SourceLine | None, names: Sequence[str], headers: Headers
) -> bool:
    """Whether a line is a project's name, or nearly, right above a heading."""
    if after is None or len(line.text) > _LONGEST or not headings_in([after], headers):
        return False
    own = key(without_number(line.text))
    if own in names:
        return True
    # what stands before a colon is a label, and nearly a name only by what follows it
    return ":" not in line.text and any(alike(own, names, AS_ALIKE))
