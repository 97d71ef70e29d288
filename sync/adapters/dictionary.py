"""PyThaiNLP's dictionary, an optional extra: which words it does not know.

``pip install pythainlp`` turns it on. It is large, and knows neither names nor all
words of the trade, so what it says are hints.
"""

import importlib.util
from collections.abc import Callable, Iterator

Spans = Iterator[tuple[int, int]]


def load_dictionary() -> Callable[[str], Spans] | None:
    """Yield what finds unknown words in a text; ``None`` without the extra."""
    if importlib.util.find_spec("pythainlp") is None:
        return None
    from pythainlp.corpus import thai_words  # noqa: PLC0415 - an optional extra
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415

    words = thai_words()

    def unknown(text: str) -> Spans:
        start = 0
        for word in word_tokenize(text, engine="newmm", keep_whitespace=True):
            end = start + len(word)
            if _is_thai(word) and word not in words:
                yield start, end
            start = end

    return unknown


def _is_thai(word: str) -> bool:
    return len(word) > 1 and all("ก" <= char <= "๎" and char != "ๆ" for char in word)
