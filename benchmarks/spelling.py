"""What the judgement of spelling finds, and says falsely, in prose it never counted.

``python -m benchmarks.spelling PROSE.txt.gz [ARTICLES [SLIPS]]`` prints, for so many articles
of the part that no threshold was chosen on: how many planted slips of each kind are
warned of, spoken of, and found without our lists of words, how often rules on text speak
of the prose as it is, and each thing said, for a person to judge. PROSE is made as
`benchmarks/count_words.py` says.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.by_ear import ByEar
from benchmarks.count_words import REPORTED, articles
from sync.model.cells import Cell
from sync.model.findings import Severity
from sync.model.plan import Heading
from sync.rules.catalogue import load_rule_texts
from sync.rules.table import TEXT_RULES
from sync.rules.text.language import language
from sync.rules.text.normalized import even
from sync.rules.text.passages import Passage
from sync.rules.text.reading import thai_runs
from sync.rules.text.slips import slips
from sync.rules.text.wordlists import load_word_lists

TRIES = 200
_ASKING = "SPL016"
LISTS = load_word_lists()
WITHOUT_LISTS = language((), LISTS.spelling.look_alikes, ())
TEXTS = load_rule_texts()["th"]
MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4c"
CONSONANTS = "".join(map(chr, range(0x0E01, 0x0E2F)))
ALIKE = dict(zip("ขชดคถบปนรธซพทกต", "ชขคดภปบมธรชฟหภค", strict=False))
BESIDE = dict(zip("่าสกนรีทิงยต", "้สวดยนัมอวบจ", strict=True))
OTHER_MARK = dict(zip(MARKS, "้ีิิีูุ่้่้่", strict=True))


Plant = Callable[[str, int, random.Random], str]
"""Puts a slip at a place of a line, or returns nothing where there can be none."""


def _changed(letters: str, to: Callable[[str, int], str]) -> Plant:
    def plant(line: str, at: int, _chance: random.Random) -> str:
        return to(line, at) if line[at] in letters else ""

    return plant


def _put(line: str, at: int, letter: str, skip: int = 1) -> str:
    return line[:at] + letter + line[at + skip :]


KINDS: Mapping[str, Plant] = {
    "a vowel or tone mark lost": _changed(MARKS, lambda t, i: _put(t, i, "")),
    "another mark": _changed(MARKS, lambda t, i: _put(t, i, OTHER_MARK[t[i]])),
    "a letter that looks alike": _changed(
        "".join(ALIKE), lambda t, i: _put(t, i, ALIKE[t[i]])
    ),
    "a key beside": _changed("".join(BESIDE), lambda t, i: _put(t, i, BESIDE[t[i]])),
    "a consonant lost": _changed(CONSONANTS, lambda t, i: _put(t, i, "")),
    "a consonant doubled": _changed(CONSONANTS, lambda t, i: _put(t, i, t[i] * 2)),
    "two letters exchanged": _changed(
        CONSONANTS + MARKS,
        lambda t, i: (
            _put(t, i, t[i + 1] + t[i], 2)
            if t[i] != t[i + 1] and "ก" <= t[i + 1] <= "๎"
            else ""
        ),
    ),
}
_APART = 7
"""Letters between two slips close by, at most."""


def two_close_by(line: str, at: int, chance: random.Random) -> str:
    """Put a slip at a place, and another one a few letters on."""
    wrong = chance.choice([*KINDS.values()])(line, at, chance)
    beyond = at + chance.randrange(2, _APART)
    if not wrong or beyond >= len(wrong) - 1:
        return ""
    return chance.choice([*KINDS.values()])(wrong, beyond, chance)


def found(
    plant: Plant,
    lines: Sequence[str],
    is_met: Callable[[str, int], bool],
    tries: int = TRIES,
) -> int:
    """Plant one slip at a time, the same each run; return how many are met."""
    chance = random.Random(2569)  # noqa: S311 - the same each run
    planted = met = 0
    while planted < tries:
        line = chance.choice(lines)
        at = chance.randrange(3, len(line) - 3)
        if wrong := plant(line, at, chance):
            planted += 1
            met += is_met(wrong, at)
    return met


def is_warned_of(line: str, at: int) -> bool:
    """Whether a rule on spelling warns of the very place."""
    return any(TEXTS[code].severity != Severity.INFO for code in _said_of(line, at))


def is_spoken_of(line: str, at: int) -> bool:
    """Whether a rule on spelling warns of the very place, or asks."""
    return any(
        TEXTS[code].severity != Severity.INFO or code == _ASKING
        for code in _said_of(line, at)
    )


def _said_of(line: str, at: int) -> Iterator[str]:
    typed = even(Passage(Cell("", 1, 1), line, Heading.RATIONALE))
    for code, rule in TEXT_RULES.items():
        if code.startswith("SPL"):
            yield from (
                code for hit in rule(typed, LISTS) if _is_at(line, hit.found, at)
            )


def _is_at(line: str, met: str, at: int) -> bool:
    first = line.find(met, max(0, at - len(met) - 1))
    return 0 <= first <= at + 1


def is_slip(line: str, at: int) -> bool:
    """Whether the language alone, without our lists of words, is sure of a slip there."""
    return any(
        slip.start - 1 <= at <= slip.end + 1
        for slip in slips(line, thai_runs(line, WITHOUT_LISTS.known), WITHOUT_LISTS)
        if not slip.is_unsure
    )


def said(texts: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rule, its severity, what it met and where, for each finding."""
    for text in texts:
        typed = even(Passage(Cell("", 1, 1), text, Heading.RATIONALE))
        for code, rule in TEXT_RULES.items():
            for hit in rule(typed, LISTS):
                at = max(0, text.find(hit.found))
                around = text[max(0, at - 20) : at + len(hit.found) + 15]
                yield code, TEXTS[code].severity, hit.found, around.replace("\n", " ")


def _chosen(prose: Path, count: int) -> Sequence[str]:
    return random.Random(19).sample(articles(prose, REPORTED), count)  # noqa: S311


def lines(prose: Path, count: int, tries: int = TRIES) -> Iterator[str]:
    """Yield what is warned of, slips planted in prose, and with our lists emptied."""
    passages = [line for text in _chosen(prose, count) for line in text.split("\n")[3:]]
    passages = [line for line in passages if 150 < len(line) < 600]
    by_ear = ByEar(passages, WITHOUT_LISTS.known)
    twice = ("two slips close by", two_close_by)
    for kind, plant in (*KINDS.items(), *by_ear.kinds(), twice):
        shares = (
            f"{100 * found(plant, passages, is_met, tries) // tries} %"
            for is_met in (is_warned_of, is_spoken_of, is_slip)
        )
        yield f"| {kind} | {' | '.join(shares)} |"


def main(prose: Path, count: int, tries: int = TRIES) -> None:
    """Print what is found and what is said."""
    for line in lines(prose, count, tries):
        sys.stdout.write(f"{line}\n")
    chosen = _chosen(prose, count)
    letters, start = sum(map(len, chosen)), time.process_time()
    every = sorted(set(said(chosen)))
    seconds = time.process_time() - start
    sys.stdout.write(f"{letters} letters, {1e6 * seconds / letters:.1f} µs a letter\n")
    loud = [one for one in every if one[1] != Severity.INFO or one[0] == _ASKING]
    for code, times in sorted(Counter(one[0] for one in loud).items()):
        sys.stdout.write(f"{code} {times} ({1e5 * times / letters:.2f} in 100,000)\n")
    for code, _, met, around in loud:
        sys.stdout.write(f"{code}\t{met}\t{around}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *([int(number) for number in sys.argv[2:4]] or [600]))
