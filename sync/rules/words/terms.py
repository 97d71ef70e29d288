"""Rules on terms spelt in one way, and on spaces and quotation marks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from string import ascii_letters

from sync.memo import made_once
from sync.model.findings import Hit
from sync.model.plan import Plan
from sync.rules.context import RuleContext
from sync.rules.text.length import is_cut
from sync.rules.text.lines import line_begin, line_end
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.patterns import any_of
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import to_arabic

_PAIYAN = re.compile(
    "[\u0e01-\u0e4e] +ฯ(?!ล|พ)|ฯ(?=[\u0e01-\u0e2e\u0e40-\u0e44])(?!ล[ฯ ]|ลฯ|พณ)|[\u0e01-\u0e4e]ฯลฯ"
)
_ROYAL = re.compile(
    r"(?:สมเด็จ(?:พระ|เจ้าฟ้า)|พระบาทสมเด็จ|พระเจ้าวรวงศ์เธอ|พระองค์เจ้า)[^\n]*\Z"
)
_SPACE = re.compile(r"\s|$")
_LONGEST_WORD = 300
"""Letters without a space that are quoted after a mark."""
_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'
_QUOTATION = re.compile('[“”"]')
_BRACKET = re.compile(r"[()]")
_MARKER = re.compile(
    r"(?:(?:^|[^๐-๙0-9.,])[๐-๙0-9]{1,2}(?:\.[๐-๙0-9]{1,2})*\.? ?|(?:^|[\s(])[ก-ฮa-zA-Z])$"
)
_RANGE = re.compile(r"(?<=[๐-๙0-9])\s*(?P<dash>[-–—])\s*(?=[๐-๙0-9])")
_BEFORE_COMMA = re.compile(r"\S +,|\S +;")
_BEFORE_BRACKET = re.compile("[\u0e01-\u0e4ea-zA-Z]\\((?=[\u0e01-\u0e4ea-zA-Z])")
_DIGITS = re.compile("[๐-๙0-9]+")
_FOREIGN_WORDS = re.compile(
    r"(?<![A-Za-z.@/_-])[A-Za-z]+(?: [A-Za-z]+)*(?![A-Za-z@/_-]|\.[A-Za-z])"
)
_FOREIGN = re.compile("[A-Za-z]+")


@only_with("ฯ")
def abbreviation_mark(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """Paiyan noi follows its word at once, and a space follows it (Royal Society)."""
    for match in _PAIYAN.finditer(typed.plain):
        if _ROYAL.search(typed.plain, max(0, match.start() - 80), match.start() + 1):
            continue  # in names of the royal house official prose has both
        yield typed.hit("TRM002", *match.span())


@only_with(_OPENING + _CLOSING + _STRAIGHT)
def open_quotation(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A quotation mark that is opened and not closed, or closed and not opened.

    A mark of another kind closes as well, one quotation may stand in another, and
    every paragraph of a long one may be opened anew. Speech may go on in the next
    text, and any quotation beyond what is judged.
    """
    text, opened, anew = typed.plain, list[int](), set[int]()
    for match in _QUOTATION.finditer(text):
        place = match.start()
        if (
            opened
            and not _begins_inside(text, place)
            and _closes(text, place, text[opened[-1]])
        ):
            opened.pop()
        elif _opens(text, place):
            if _is_first_in_line(text, place):
                anew.update(opened)
            opened.append(place)
        elif match[0] == _CLOSING:
            begin = max(text.rfind(space, 0, place) for space in " \n") + 1
            yield typed.hit("TRM003", begin, place + 1)
    for place in () if is_cut(typed.passage.text) else opened:
        is_sure = place not in anew and text[place] != _STRAIGHT
        if is_sure and not _is_speech(text, place):
            yield _quoted(typed, place)


_BEFORE_SPEECH = re.compile(r"(?:\n|\A|ว่า) *\Z")
_SPEECH = 200
"""Letters of a paragraph that somebody speaks."""


def _is_speech(text: str, place: int) -> bool:
    """Whether somebody begins to speak at a mark, and speaks to the paragraph's end."""
    is_long = line_end(text, place) - place >= _SPEECH
    return is_long and bool(_BEFORE_SPEECH.search(text, max(0, place - 8), place))


def _begins_inside(text: str, place: int) -> bool:
    """Whether a straight mark begins a quotation in another one, by its place."""
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    is_begin = not before.strip(" \n(") and bool(after and _WORD.match(after))
    return text[place] == _STRAIGHT and is_begin


def _closes(text: str, place: int, opening: str) -> bool:
    """Whether a mark ends what was opened before: in its own letters, or by its place."""
    if text[place] == _CLOSING or text[place] == opening == _STRAIGHT:
        return True
    if text[place] == _OPENING and not text[place - 1 : place].strip():
        rest = text[place + 1 :].split("\n", 1)[0]
        is_alike = _ALONE.match(rest)
        if is_alike and rest.count(_CLOSING) - rest.count(_OPENING) > 1:
            return False  # both it and the one around are closed
    return not text[place + 1 : place + 2].strip(' \n)”"')


_ALONE = re.compile("[^“”]* ”(?= |$)")
"""Up to a mark that has a space on either side, as the one that opens has."""


def _opens(text: str, place: int) -> bool:
    """Whether a mark begins a quotation: an opening one, or another before a word.

    A straight one behind a digit is inches.
    """
    before, after = (
        text[place - 1 : place] if place else "",
        text[place + 1 : place + 2],
    )
    if text[place] == _STRAIGHT:
        return not before.isdigit()
    return text[place] == _OPENING or bool(after.strip() and _WORD.match(after))


_WORD = re.compile("[\u0e01-\u0e4ea-zA-Z]")


def _is_first_in_line(text: str, place: int) -> bool:
    return not text[line_begin(text, place) : place].strip()


def _quoted(typed: NormalizedText, start: int) -> Hit:
    return typed.hit("TRM003", start, _end_of_word(typed.plain, start))


def _end_of_word(text: str, start: int) -> int:
    end = _SPACE.search(text, start + 2, start + _LONGEST_WORD)
    return end.start() if end else start + 1


@only_with("()")
def open_bracket(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A bracket that is opened and not closed, or closed and not opened.

    ๑) and ก) at the head of an item close nothing, be they run into a figure (๖๗๓)).
    """
    opened: list[int] = []
    for match in _BRACKET.finditer(typed.plain):
        place = match.start()
        if match[0] == "(":
            opened.append(place)
        elif opened:
            opened.pop()
        elif not (
            _MARKER.search(typed.plain, max(0, place - 12), place)
            or _counts_on(typed.plain, place)
        ):
            begin = max(typed.plain.rfind(space, 0, place) for space in " \n") + 1
            yield typed.hit("TRM004", begin, place + 1)
    for place in () if is_cut(typed.passage.text) else opened:
        yield typed.hit("TRM004", place, _end_of_word(typed.plain, place))


def _counts_on(text: str, place: int) -> bool:
    """Whether the last digit before a bracket counts on from an item before it."""
    last = to_arabic(text[place - 1 : place])
    if not ("2" <= last <= "9"):
        return False
    before = to_arabic(text[max(0, place - _LIST) : place])
    return bool(re.search(rf"(?:^|[^\d.,]){int(last) - 1}\)", before))


_LIST = 600
"""Letters back in which the item before stands."""


def two_dashes(_plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Ranges such as ๒๕๖๖ - ๒๕๗๐ are written with one kind of dash in one plan."""
    met = [
        (typed, match)
        for typed in context.texts
        for match in _RANGE.finditer(typed.plain)
    ]
    dashes = Counter(match["dash"] for _, match in met)
    usual = max(dashes, key=lambda dash: dashes[dash], default="")
    for typed, match in met:
        if match["dash"] != usual:
            digits = re.compile("[๐-๙0-9]*$").search(typed.plain, 0, match.start())
            after = _DIGITS.match(typed.plain, match.end())
            start = digits.start() if digits else match.start()
            end = after.end() if after else match.end()
            yield typed.hit("TRM005", start, end, usual=usual)


@only_with(",;")
def space_before_comma(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A comma follows its word at once."""
    for match in _BEFORE_COMMA.finditer(typed.plain):
        word = re.compile(r"\S*$").search(typed.plain, 0, match.start() + 1)
        yield typed.hit("TRM006", word.start() if word else 0, match.end())


@only_with("(")
def no_space_before_bracket(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A space stands before an opening bracket (Royal Society, spacing)."""
    for match in _BEFORE_BRACKET.finditer(typed.plain):
        close = typed.plain.find(")", match.end())
        end = close + 1 if 0 < close < match.end() + 40 else match.end()
        yield typed.hit("TRM007", match.start() + 1, end)


def official_spelling(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A term in other letters or another case than its official spelling."""
    pattern, official = _terms(lists)
    for match in pattern.finditer(typed.plain):
        right = official[_bare(match[0])]
        if match[0] != right:
            yield typed.hit("TRM008", *match.span(), right=right)


@made_once
def _terms(lists: WordLists) -> tuple[re.Pattern[str], dict[str, str]]:
    spaced = (re.escape(term).replace("\\ ", r"[ -]?") for term in lists.terms)
    any_term = "|".join(spaced) or "(?!)"
    first = "".join({re.escape(term[:1]) for term in lists.terms}) or " "
    pattern = re.compile(rf"(?=[{first}])(?<![a-zA-Z])(?:{any_term})(?![a-zA-Z])", re.I)
    return pattern, {_bare(term): term for term in lists.terms}


def _bare(term: str) -> str:
    return re.sub("[ -]", "", term).casefold()


@only_with(ascii_letters)
def misspelt_term(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A term of foreign letters with one of them lost, doubled or wrong.

    The first words of a term are one too, and a single word if it is long.
    """
    terms = _sought(lists)
    for match in _FOREIGN_WORDS.finditer(typed.plain):
        words = [
            (w.start(), w.end()) for w in _FOREIGN.finditer(typed.plain, *match.span())
        ]
        for start, end in _misspelt_in(typed.plain, words, terms):
            right = next(
                term for term in terms if _is_misspelt(typed.plain[start:end], term)
            )
            yield typed.hit("TRM009", start, end, right=right)


def _misspelt_in(
    text: str, words: Sequence[tuple[int, int]], terms: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Find the longest misspelt terms that begin at each word; what is right is passed."""
    place = 0
    while place < len(words):
        start, taken = words[place][0], 1
        for count in range(min(_MOST_WORDS, len(words) - place), 0, -1):
            met = text[start : words[place + count - 1][1]]
            same = [term for term in terms if term.count(" ") == count - 1]
            if any(met.casefold() == term.casefold() for term in same):
                taken = count
                break
            if any(_is_misspelt(met, term) for term in same):
                yield start, start + len(met)
                taken = count
                break
        place += taken


_MOST_WORDS = 5
_LONG_TERM = 6
"""Letters: a shorter word is too near to others (Form, From)."""


@made_once
def _sought(lists: WordLists) -> Sequence[str]:
    """List the terms, and what begins those of several words, the longest first."""
    begins = (
        " ".join(words[:count])
        for words in (term.split() for term in lists.terms)
        for count in range(2, len(words) + 1)
    )
    single = (
        term for term in lists.terms if " " not in term and len(term) >= _LONG_TERM
    )
    return sorted({*begins, *single}, key=len, reverse=True)


def _is_misspelt(met: str, term: str) -> bool:
    """Whether one letter, or two exchanged, and no more, keep a text from being the term.

    Another letter in a short word makes another word (AR Code).
    """
    one, other = met.casefold(), term.casefold()
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    is_in_long = len(_word_at(other, same)) >= _LONGEST_ABBREVIATION
    return (
        (one[same + 1 :] == other[same + 1 :] and is_in_long)
        or one[same + 1 : same + 2] + one[same : same + 1] + one[same + 2 :]
        == other[same:]
        or one[same + 1 :] == other[same:]
        or one[same:] == other[same + 1 :]
    )


def _word_at(text: str, place: int) -> str:
    return text[:place].rpartition(" ")[2] + text[place:].partition(" ")[0]


_LONGEST_ABBREVIATION = 4


def two_spellings(_plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Two spellings of a term, both right: one plan uses the one it has most."""
    pattern, pair_of = _spellings(context.lists)
    met: dict[str, list[tuple[NormalizedText, re.Match[str]]]] = defaultdict(list)
    for typed in context.texts:
        for match in pattern.finditer(typed.plain):
            met[pair_of[match[0]]].append((typed, match))
    for places in met.values():
        spellings = Counter(match[0] for _, match in places)
        usual = max(spellings, key=lambda one: spellings[one])
        for typed, match in places:
            if match[0] != usual:
                yield typed.hit("TRM010", *match.span(), right=usual)


@made_once
def _spellings(lists: WordLists) -> tuple[re.Pattern[str], dict[str, str]]:
    pair_of = {spelling: pair[0] for pair in lists.pairs for spelling in pair}
    return re.compile(rf"(?<![a-zA-Z])(?:{any_of(pair_of)})(?![a-zA-Z])"), pair_of
