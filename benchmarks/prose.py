"""What all the rules say, falsely mostly, of official prose that nobody wrote as a plan.

Each article stands as the steps of a project of an invented office, so that every rule
that looks at a text sees it. ``python -m benchmarks.prose PROSE.txt.gz [ARTICLES]``
prints how often each rule spoke, and each thing said with what stands around it, for a
person to judge. The articles are of the part that nothing was counted or chosen on.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.count_words import REPORTED, articles
from benchmarks.offices import HEADERS, judge, load_office
from sync.model.findings import Severity
from sync.model.plan import Heading
from sync.rules.text.length import LONGEST

ARTICLES = 400
_ABOUT = 2
"""Lines above an article: its day and its title, which it repeats."""
_NOT_OF_THE_TEXT = frozenset({"ORG004", "ORG006", "ORG007", "ORG008", "ORG009"})
"""An article speaks of the places and offices of the whole country, on purpose."""


@dataclass(frozen=True, slots=True)
class Said:
    """An error or a warning, and the text around what it met."""

    rule: str
    found: str
    around: str


def read(prose: Path, count: int, seed: int = 77) -> Sequence[str]:
    """Return so many articles, the same each run."""
    chosen = random.Random(seed).sample(articles(prose, REPORTED), count)  # noqa: S311
    return ["\n".join(_within_reach(text.strip().split("\n"))) for text in chosen]


def _within_reach(paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of an article that rules read, whole ones only."""
    letters = 0
    for paragraph in paragraphs[_ABOUT:]:
        letters += len(paragraph) + 1
        if letters > LONGEST:
            return
        yield paragraph


def said(texts: Sequence[str]) -> Iterator[Said]:
    """Yield every error and warning of each text."""
    plan = load_office("town")
    plan = replace(plan, projects=plan.projects[:1])
    for text in texts:
        for one in judge(plan.with_text(0, Heading.METHOD, text)):
            is_loud = one.severity is not Severity.INFO
            is_here = one.field.startswith(HEADERS.label(Heading.METHOD))
            if is_loud and is_here and one.rule not in _NOT_OF_THE_TEXT:
                at = max(0, text.find(one.found))
                around = text[max(0, at - 40) : at + len(one.found) + 30]
                yield Said(one.rule, one.found, around.replace("\n", " "))


def lines(prose: Path, count: int = ARTICLES) -> Iterator[str]:
    """Yield the lines of the table."""
    texts = read(prose, count)
    letters, start = sum(map(len, texts)), time.process_time()
    times = Counter(one.rule for one in said(texts))
    seconds = time.process_time() - start
    yield f"| errors and warnings in {letters:,} letters | times | in 100,000 |"
    yield "| --- | --- | --- |"
    for rule, number in sorted(times.items()):
        yield f"| {rule} | {number} | {1e5 * number / letters:.2f} |"
    total = sum(times.values())
    yield f"| together | {total} | {1e5 * total / letters:.2f} |"
    yield f"\n{1e6 * seconds / letters:.1f} µs a letter"


def main() -> None:
    """Print the table and each thing said."""
    prose = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else ARTICLES
    for line in lines(prose, count):
        sys.stdout.write(f"{line}\n")
    for one in said(read(prose, count)):
        sys.stdout.write(f"{one.rule}\t{one.found}\t{one.around}\n")


if __name__ == "__main__":
    main()
