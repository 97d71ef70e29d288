"""Rows of a form that are nothing but labels, with their texts in the rows below."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sync.importing.openings import heading_of
from sync.plan.heading_words import is_apart
from sync.plan.labels import Headers
from sync.thai.digits import to_arabic

_FEWEST = 2
_LONGEST = 40
_WORDS_FIRST = re.compile(r"(?:\d{1,2}[.)]\s*)?[ก-ฮเ-ไA-Za-z]")
_LABEL, _TEXT = 1, 2

Row = tuple[int, Mapping[int, str]]


def texts_beside(rows: Iterable[Row], headers: Headers) -> Iterator[Row]:
    """Yield rows; of a row of labels each label with the texts below it as rows of a form."""
    labels: dict[int, list[tuple[int, str]]] = {}
    for row, texts in rows:
        if _are_labels(texts, headers):
            yield from _beside(labels)
            labels = {at: [(row, text)] for at, text in texts.items()}
        elif labels and _are_texts(texts, labels, headers):
            for at, text in texts.items():
                labels[at].append((row, text))
        else:
            yield from _beside(labels)
            labels = {}
            yield row, texts
    yield from _beside(labels)


def _are_labels(texts: Mapping[int, str], headers: Headers) -> bool:
    """Whether all cells of a row are labels: most of them such as projects' papers have."""
    if len(texts) < _FEWEST or not all(map(_may_be_label, texts.values())):
        return False
    ours = sum(heading_of(text, headers) is not None for text in texts.values())
    known = sum(_is_known(text, headers) for text in texts.values())
    return ours >= _FEWEST and known * 2 > len(texts)


def _are_texts(
    texts: Mapping[int, str],
    labels: Mapping[int, list[tuple[int, str]]],
    headers: Headers,
) -> bool:
    """Whether a row stands below labels, and is no row of a label and its text."""
    first = next(iter(texts), 0)
    if first not in labels or not texts.keys() <= labels.keys():
        return False
    is_first = all(len(own) == 1 for own in labels.values())
    goes_on = first != min(labels) or texts.keys() == labels.keys()
    return (is_first or goes_on) and not _is_known(texts[first], headers)


def _may_be_label(text: str) -> bool:
    return len(text) <= _LONGEST and bool(_WORDS_FIRST.match(to_arabic(text)))


def _is_known(text: str, headers: Headers) -> bool:
    is_other = headers.find("apart", text) is not None or is_apart(text)
    return is_other or heading_of(text, headers) is not None


def _beside(labels: Mapping[int, list[tuple[int, str]]]) -> Iterator[Row]:
    for (row, label), *texts in labels.values():
        if not texts:
            yield row, {_LABEL: label}
        for nth, (below, text) in enumerate(texts):
            yield below, {_TEXT: text} if nth else {_LABEL: label, _TEXT: text}
