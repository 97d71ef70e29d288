"""What no Thai text can hold: patterns for letters and marks that cannot follow so.

Judged by how Thai is written and by no list of words, so names and new words pass.
Source: the order of Thai characters, TIS 620 and WTT 2.0 (input sequence check).
"""

import re
from collections.abc import Iterator

C = "[\u0e01-\u0e2e]"  # a consonant
LEAD = "[เแโใไ]"
TONE = "[\u0e48-\u0e4b]"
VOWEL = "[\u0e31\u0e34-\u0e39]"  # stands above or below a consonant
MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"

_TWO = (
    f"{VOWEL}{TONE}?{VOWEL}"
    f"|{TONE}{TONE}"
    f"|\u0e47[\u0e47{TONE[1:-1]}]|{TONE}\u0e47"
    f"|\u0e4c{MARK}|{TONE}\u0e4c"
    f"|[\u0e31\u0e35-\u0e37\u0e39\u0e47]\u0e4c"
    f"|[\u0e31\u0e34-\u0e3a\u0e47\u0e4c]\u0e33|\u0e33{MARK}"
)
TWO_MARKS = re.compile(f"{LEAD}?{C}{MARK}*(?:{_TWO}){MARK}*")
"""A consonant with two vowels, two tones or what else no consonant bears."""
MAY_BE_TWO = re.compile(_TWO)
"""Marks without their consonant are sought more quickly; so are the two below."""

_UNFINISHED = (
    f"(?:{LEAD}|{C}[\u0e31\u0e37]{TONE}?|(?!\u0e01){C}\u0e47"
    f"|(?<!{LEAD})(?<!{LEAD}{C})(?<!\u0e3a)(?!บ){C}{TONE})"
)
"""An end at which no syllable ends: the vowel wants a consonant after it."""

BROKEN = re.compile(
    f"(?:{LEAD}?{C}{MARK}*[\u0e30\u0e32\u0e33]?)?{_UNFINISHED} {C}{MARK}*"
    f"|{LEAD}?{C}{MARK}* (?:{MARK}|[\u0e30\u0e32\u0e33\u0e45]){MARK}*{C}?{MARK}*"
)
"""A space inside a syllable."""

_MAY_BREAK = re.compile(
    f"(?:{LEAD}|[\u0e31\u0e37\u0e47-\u0e4b]) (?={C})| (?=[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"
)
_AROUND = 12


def broken(text: str) -> Iterator[re.Match[str]]:
    """Find the spaces inside a syllable; only about those that may be one is sought."""
    done = 0
    for gap in _MAY_BREAK.finditer(text):
        start = max(done, gap.start() - _AROUND)
        if match := BROKEN.search(text, start, gap.end() + _AROUND):
            done = match.end()
            yield match


_NOTHING_MORE = f"(?!{C}|{MARK}| )"
_SYLLABLE_ENDS = f'(?={C}[\u0e31\u0e34-\u0e39\u0e47-\u0e4b]|{LEAD}|\\s|$|[).,;:/”"])'
UNFINISHED = re.compile(
    f"{LEAD}(?!{C}|{LEAD}| )"
    f"|{C}[\u0e31\u0e37]{TONE}?{_NOTHING_MORE}"
    f"|(?!\u0e01){C}\u0e47{_NOTHING_MORE}"
    f"|(?<!{LEAD})(?<!{LEAD}{C})(?<!\u0e3a)(?!บ){C}{TONE}{_SYLLABLE_ENDS}"
)
"""A syllable whose vowel wants more letters than there are: one was lost."""
MAY_BE_UNFINISHED = re.compile(
    f"{LEAD}(?!{C}|{LEAD}| )|[\u0e31\u0e37]{TONE}?{_NOTHING_MORE}|\u0e47{_NOTHING_MORE}"
    f"|{TONE}(?<!{LEAD}{C}.)(?<!{LEAD}{C}{C}.)(?<={C}.){_SYLLABLE_ENDS}"
)

_SECOND = "\u0e31\u0e34-\u0e39"
"""What stands above or below a consonant, and not where its vowel stands before it."""
_BEFORE = "[แโใไ]"
_OF_A_STRAY = "[\u0e31\u0e34-\u0e37\u0e47\u0e4c][\u0e30\u0e32]"
_STRAY_MARKS = (
    f"|{MARK}(?:(?<![\u0e01-\u0e4e ].)|(?<=[\u0e30\u0e32\u0e33\u0e45เแโใไ].)){MARK}*"
    f"|[\u0e30\u0e32\u0e33]{{2,}}(?<!\u0e32\u0e30)"
    f"|\u0e45(?<![ฤฦ].)"
    f"|[\u0e30\u0e32\u0e33](?<![\u0e01-\u0e4e ].)(?={C})"
)
STRAY = re.compile(
    f"{LEAD}{LEAD}+{C}?"
    f"{_STRAY_MARKS}"
    f"|{C}{MARK}*{_OF_A_STRAY}"
    f"|[กธพส]รรร(?![\u0e30-\u0e3a\u0e48-\u0e4b])"
    f"|{_BEFORE}{C}{TONE}?[{_SECOND}]{MARK}*"
)
MAY_BE_STRAY = re.compile(
    f"{LEAD}{LEAD}{_STRAY_MARKS}|{_OF_A_STRAY}|รรร"
    f"|[{_SECOND}](?:(?<={_BEFORE}{C}.)|(?<={_BEFORE}{C}{TONE}.))"
)
"""A vowel or a mark that hangs on nothing, or twice over.

Each way begins with a letter, and looks back from it: sought so it is quickly passed.
"""

RARE_TONES = "\u0e4a\u0e4b"
_MIDDLE = "กจฎฏดตบปอ"
WRONG_TONE = re.compile(
    f"(?<!\u0e3a)(?<![{_MIDDLE}])(?<![{_MIDDLE}]ร)(?<![{_MIDDLE}]ล)(?<![{_MIDDLE}]ว)"
    f"{LEAD}?(?![{_MIDDLE}]){C}[\u0e31\u0e34-\u0e39]?[\u0e4a\u0e4b]"
)
"""Mai tri or mai chattawa on a consonant that cannot bear it: โน๊ต is โน้ต."""
