"""All figures of docs/validation.md: ``python -m benchmarks.validation``.

Planted mistakes in the example and in the plans of other offices, texts as offices
publish them, the same with our lists of words emptied, and what is found and said in
official prose, which is no part of this repository: where its file is not beside it, or
named on the command line, that part is said to be left out.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks import example_plan, fragments, planted, prose, spelling
from benchmarks.offices import HELD_OUT, REFERENCE
from sync.rules.reference import ReferenceData

PROSE = Path(__file__).parents[2] / "shared" / "data" / "official-prose.txt.gz"
_ARTICLES = 300
"""Fewer than for a judgement by hand: the whole takes some minutes."""


def without_lists() -> ReferenceData:
    """Empty the lists of words, of terms and laws, and of what samples leave open."""
    lists = REFERENCE.lists
    spelling_ = replace(lists.spelling, frequent=(), confusions=(), advised=())
    empty = replace(
        lists,
        spelling=spelling_,
        placeholders=(),
        blanks=(),
        prompts=(),
        doubled=(),
        terms=(),
        pairs=(),
        acts=(),
    )
    return replace(REFERENCE, lists=empty)


def parts(prose_file: Path) -> Iterator[tuple[str, Callable[[], Iterator[str]]]]:
    """Yield each part's name and what yields its lines."""
    yield "planted in the example", example_plan.lines
    yield "planted in plans of other offices", lambda: planted.lines(HELD_OUT)
    yield "texts of offices", fragments.lines
    yield (
        "texts of offices, our lists emptied",
        lambda: fragments.lines(without_lists()),
    )
    if prose_file.exists():
        yield (
            "slips planted in prose, with and without our lists",
            lambda: spelling.lines(prose_file, _ARTICLES),
        )
        yield "all rules on prose", lambda: prose.lines(prose_file, _ARTICLES)


def main() -> None:
    """Print every part, and how long it took."""
    prose_file = Path(sys.argv[1]) if len(sys.argv) > 1 else PROSE
    for name, lines in parts(prose_file):
        start = time.monotonic()
        sys.stdout.write(f"\n## {name}\n\n")
        for line in lines():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        sys.stdout.write(f"\n({time.monotonic() - start:.0f} s)\n")
    if not prose_file.exists():
        sys.stdout.write(f"\nleft out, for there is no {prose_file}: official prose\n")


if __name__ == "__main__":
    main()
