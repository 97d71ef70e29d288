"""Count the words of official prose: makes ``config/word_counts.zip``.

``python -m benchmarks.count_words PROSE.txt.gz CORPUS`` where PROSE has articles, each
under ``# number``, and CORPUS is PyThaiNLP's folder of word lists (``words_th.txt``,
``tnc_freq.txt``, ``thailand_provinces_th.csv``: CC0). Three quarters of the articles are
counted and figures reported on the last (``part_of``). Thresholds were chosen on one of
the three while only the other two were counted.
"""

import gzip
import math
import re
import sys
import zipfile
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import TypeVar

from sync.resources import CONFIG
from sync.rules.text.counts import FIGURE, GAP, UNKNOWN
from sync.rules.text.names import PERSON
from sync.rules.text.normalized import even_text
from sync.rules.text.segment import RUN, Vocabulary, is_cut, segmented, vocabulary

COUNTED, CHOOSING, REPORTED = 0, 1, 2
_ARTICLE = re.compile(r"(?ms)^# (\d+)\n(.*?)(?=^# \d+\n|\Z)")
_PASSES = 2
_LEARNT, _ARTICLES, _LONGEST = 5, 3, 16
_RARER, _RARER_SHORT, _SHORT = 15, 60, 4
_SAME = 0.6
_PAIRS, _TRIPLES, _RARE, _FAR_RARER, _FREQUENT = 4, 4, 45, 50, 4500
_OF_NAMES = 0.3
_LATIN, _MET_IN_LATIN = re.compile("[a-z]{4,}"), 2
_CONSONANTS = frozenset(chr(code) for code in range(0x0E01, 0x0E2F))
_LETTERS = [*_CONSONANTS, *map(chr, (*range(0x0E30, 0x0E3A), *range(0x0E40, 0x0E45)))]
_LETTERS += map(chr, range(0x0E47, 0x0E4D))

Counts = Counter[str]
Pairs = Counter[tuple[str, str]]
Triples = Counter[tuple[str, str, str]]
Chances = Mapping[str, float]
Counted = TypeVar("Counted")


def articles(path: Path, part: int) -> Sequence[str]:
    """Return the articles of one part, evened."""
    with gzip.open(path, "rt", encoding="utf-8") as prose:
        met = _ARTICLE.finditer(prose.read())
    return [even_text(one[2]) for one in met if part_of(int(one[1])) == part]


def part_of(number: int) -> int:
    """Return which part an article is of; the numbers are all even."""
    return (COUNTED, COUNTED, CHOOSING, REPORTED)[number // 2 % 4]


def main(prose: Path, corpus: Path) -> None:
    """Count, and write what was counted."""
    texts = [*articles(prose, COUNTED), *articles(prose, CHOOSING)]
    words, other = _dictionary(corpus)
    counts = other
    for _ in range(_PASSES):
        counts = _sum(_in_two(_words, _chances(words, counts), texts))
    pieces = _in_two(_unknown, _chances(words, counts), texts)
    learnt = _learnt(_sum(one for one, _ in pieces), _sum(one for _, one in pieces))
    learnt = {word: n for word, n in learnt.items() if not _is_slip(word, n, counts)}
    counts.update(learnt)
    known = _chances([*words, *learnt], counts)
    pairs: Pairs = Counter()
    triples: Triples = Counter()
    counts = Counter()
    in_names: Counts = Counter()
    for some, some_pairs, some_triples, some_names in _in_two(_pairs_of, known, texts):
        counts.update(some)
        pairs.update(some_pairs)
        triples.update(some_triples)
        in_names.update(some_names)
    again = _sum(_in_two(_again, known, texts))
    pairs = without_slips(pairs, counts)
    names = set(learnt) - set(words)
    names |= {word for word, n in in_names.items() if n >= _OF_NAMES * counts[word]}
    kept = _numbered(known, counts, pairs, triples)
    kept["names.txt"] = "\n".join(sorted(names & set(known))).encode()
    kept["again.txt"] = "\n".join(f"{w} {n}" for w, n in sorted(again.items())).encode()
    kept["latin.txt"] = _latin(texts)
    _write(CONFIG / "word_counts.zip", kept)


def _latin(texts: Iterable[str]) -> bytes:
    """Return the words in Latin letters that articles have, and how many do."""
    met = Counter(word for text in texts for word in {*_LATIN.findall(text.lower())})
    often = {word: times for word, times in met.items() if times >= _MET_IN_LATIN}
    return "\n".join(f"{word} {often[word]}" for word in sorted(often)).encode()


def _dictionary(corpus: Path) -> tuple[set[str], Counts]:
    listed = (corpus / "words_th.txt").read_text("utf-8").split("\n")
    provinces = (corpus / "thailand_provinces_th.csv").read_text("utf-8").split("\n")
    listed += [line.split(",")[0] for line in provinces]
    words = {word.strip() for word in listed}
    words = {w for w in words if RUN.fullmatch(w) and (len(w) > 1 or w == "ณ")}
    counts: Counts = Counter()
    for line in (corpus / "tnc_freq.txt").read_text("utf-8").split("\n"):
        word, _, count = line.partition("\t")
        if word in words:
            counts[word] = int(count)
    return words, counts


def _chances(words: Iterable[str], counts: Counts) -> Chances:
    total = sum(counts.values())
    return {word: math.log((counts[word] + 0.3) / total) for word in words}


def _in_two(
    count: Callable[[Chances, Sequence[str]], Counted],
    chances: Chances,
    texts: Sequence[str],
) -> list[Counted]:
    """Count each half of the articles on a processor of its own."""
    with Pool(2) as pool:
        return pool.starmap(count, [(chances, texts[at::2]) for at in (0, 1)])


def _sum(all_: Iterable[Counts]) -> Counts:
    summed: Counts = Counter()
    for one in all_:
        summed.update(one)
    return summed


def _cut(text: str, known: Vocabulary) -> Iterator[list[str]]:
    for run in RUN.findall(text):
        yield segmented(run, known).words_to(len(run))


def _words(chances: Chances, texts: Sequence[str]) -> Counts:
    known = vocabulary(chances)
    cut = (word for text in texts for words in _cut(text, known) for word in words)
    return Counter(word for word in cut if word in chances)


def _unknown(chances: Chances, texts: Sequence[str]) -> tuple[Counts, Counts]:
    """Count what is no word, with up to two words on either side, and in how many."""
    known = vocabulary(chances)
    met: Counts = Counter()
    in_articles: Counts = Counter()
    for text in texts:
        here = [
            piece
            for words in _cut(text, known)
            for piece in _around(words, chances)
            if len(piece) <= _LONGEST
        ]
        met.update(here)
        in_articles.update(set(here))
    return met, in_articles


def _around(words: Sequence[str], chances: Chances) -> Iterator[str]:
    joined: list[tuple[str, bool]] = []
    for word in words:
        is_known = word in chances
        if joined and not is_known and not joined[-1][1]:
            joined[-1] = (joined[-1][0] + word, False)
        else:
            joined.append((word, is_known))
    for at, (_, is_known) in enumerate(joined):
        if not is_known:
            for start in range(max(0, at - 2), at + 1):
                for end in range(at + 1, min(len(joined), at + 3) + 1):
                    yield "".join(piece for piece, _ in joined[start:end])


def _learnt(met: Counts, in_articles: Counts) -> dict[str, int]:
    """Return the words that the prose repeats and the dictionary lacks."""
    often = {piece: n for piece, n in met.items() if n >= _LEARNT}
    longer: dict[str, int] = {}
    for piece, n in often.items():
        for part in _parts(piece):
            if part != piece and part in often:
                longer[part] = max(longer.get(part, 0), n)
    learnt: dict[str, int] = {}
    for piece in sorted(often, key=lambda one: (len(one), one)):
        if (
            len(piece) > 2
            and in_articles[piece] >= _ARTICLES
            and longer.get(piece, 0) < _SAME * often[piece]
            and is_cut(f"ก{piece}", 1)
            and not any(part in learnt for part in _parts(piece))
        ):
            learnt[piece] = often[piece]
    return learnt


def _parts(piece: str) -> Iterator[str]:
    for start in range(len(piece)):
        for end in range(start + 3, len(piece) + 1):
            yield piece[start:end]


def _is_slip(word: str, times: int, counts: Counts) -> bool:
    """Whether a word learnt is one letter off from another, and far rarer."""
    if set(word) <= _CONSONANTS:
        return False
    rarer = _RARER if len(word) > _SHORT else _RARER_SHORT
    return any(counts[one] >= rarer * times for one in _one_off(word))


def without_slips(pairs: Pairs, counts: Counts) -> Pairs:
    """Leave out rare pairs that together are one letter off from a frequent word.

    The prose has slips too, and what it has must not look right for that.
    """
    return Counter(
        {pair: n for pair, n in pairs.items() if not _cut_slip(pair, n, counts)}
    )


def _cut_slip(pair: tuple[str, str], times: int, counts: Counts) -> bool:
    joined = "".join(pair)
    if times > _RARE or not _SHORT < len(joined) <= _LONGEST:
        return False
    if joined in counts or any(counts[word] > _FREQUENT for word in pair):
        return False  # a word, or two that stand beside many others
    return any(counts[one] >= _FAR_RARER * times for one in _one_off(joined))


def _one_off(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _pairs_of(
    chances: Chances, texts: Sequence[str]
) -> tuple[Counts, Pairs, Triples, Counts]:
    """Count words, pairs and triples of words, and words in the names of persons."""
    known = vocabulary(chances)
    counts: Counts = Counter()
    names: Counts = Counter()
    pairs: Pairs = Counter()
    triples: Triples = Counter()
    for text in texts:
        named = [match.span("name") for match in PERSON.finditer(text)]
        first, before, done = GAP, GAP, 0
        for run in RUN.finditer(text):
            if run.start() > done:
                gap = text[done : run.start()]
                sign = FIGURE if any(char.isdigit() for char in gap) else GAP
                counts[sign] += 1
                pairs[before, sign] += 1
                triples[first, before, sign] += 1
                first, before = before, sign
            place = run.start()
            for cut in segmented(run[0], known).words_to(len(run[0])):
                word = cut if cut in chances else UNKNOWN
                counts[word] += 1
                pairs[before, word] += 1
                triples[first, before, word] += 1
                while named and named[0][1] <= place:
                    named.pop(0)
                if named and named[0][0] <= place:
                    names[word] += 1
                first, before, place = before, word, place + len(cut)
            done = run.end()
    often = Counter({three: n for three, n in triples.items() if n > 1})
    return counts, pairs, often, names


def _again(chances: Chances, texts: Sequence[str]) -> Counts:
    """Count words that end what is said before a space, and begin what follows it."""
    known = vocabulary(chances)
    met: Counts = Counter()
    for text in texts:
        for two in _LIKE.finditer(text):
            end = two.end("ends")
            ended = _ENDS.search(text, max(0, end - _FAR), end)
            begun = RUN.match(text, two.end())
            if ended and begun:
                last = segmented(ended[0], known).words_to(len(ended[0]))[-1]
                met[last] += (
                    last == segmented(begun[0], known).words_to(len(begun[0]))[0]
                )
    return Counter({word: n for word, n in met.items() if n and word in chances})


_LIKE = re.compile("(?P<ends>(?P<head>[ก-๎]{2})[ก-๎]{0,20}) (?=(?P=head))")
"""A space, where a word may stand on both sides."""
_ENDS = re.compile(f"{RUN.pattern}$")
_FAR = 300


def _numbered(
    known: Chances, counts: Counts, pairs: Pairs, triples: Triples
) -> dict[str, bytes]:
    """Return what is kept of words by their numbers, the most frequent first."""
    words = [GAP, FIGURE, UNKNOWN]
    words += sorted(known, key=lambda word: (-counts[word], word))
    numbers = {word: number for number, word in enumerate(words)}
    seen = sorted(
        (numbers[before], numbers[word], times)
        for (before, word), times in pairs.items()
        if times >= _PAIRS and UNKNOWN not in (before, word)
    )
    places = {(before, word): place for place, (before, word, _) in enumerate(seen)}
    thirds = sorted(
        (places[pair], numbers[last], times)
        for (first, middle, last), times in triples.items()
        if times >= _TRIPLES
        and middle not in (GAP, FIGURE)
        and last != UNKNOWN
        and (pair := (numbers[first], numbers[middle])) in places
    )
    return {
        "words.txt": "\n".join(words).encode(),
        "counts": array("I", [counts[word] for word in words]).tobytes(),
        "firsts": _firsts(Counter(before for before, *_ in seen), len(words)),
        "seconds": array("H", [word for _, word, _ in seen]).tobytes(),
        "pairs": array("H", [min(n, 0xFFFF) for *_, n in seen]).tobytes(),
        "pair_firsts": _firsts(Counter(pair for pair, *_ in thirds), len(seen)),
        "thirds": array("H", [word for _, word, _ in thirds]).tobytes(),
        "triples": array("H", [min(n, 0xFFFF) for *_, n in thirds]).tobytes(),
    }


def _write(path: Path, kept: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, content in kept.items():
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _firsts(sizes: Mapping[int, int], count: int) -> bytes:
    """Return where the entries of each number begin, and where the last ones end."""
    firsts = array("I", [0])
    for number in range(count):
        firsts.append(firsts[-1] + sizes.get(number, 0))
    return firsts.tobytes()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
