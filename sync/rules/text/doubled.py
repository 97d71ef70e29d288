"""A word typed twice running, whatever word it is.

Two letters that stand twice tell nothing in Thai, which has no spaces between words.
Where a word ends with what the next begins with, the text is cut anew without it: how
much likelier it is then, by how words stand together in official prose, tells a word
typed twice from two that may follow one another (พื้นที่ที่, มาตรการการ).
"""

from collections.abc import Iterator, Sequence

from sync.rules.text.counts import FIGURE, GAP, SIGNS
from sync.rules.text.language import Language
from sync.rules.text.reading import ThaiRun
from sync.rules.text.repeats import LONGEST, SHORTEST, Twice, met_twice
from sync.rules.text.segment import is_cut, segmented

_KNOWN = 450
"""How often the prose has a short word that is judged: a piece of a name is rarer."""
_LONG = 6
"""Letters of a word that is met by no accident, or of several words said twice."""
_SHORT = 4
_ENOUGH, _ENOUGH_OF_A_PART = 7.0, 16.0
"""What the text must gain without a word, and without what is part of a longer one."""
_ENOUGH_OF_A_TERM = 0.0
"""And without the beginning of one of the trade's terms (กอง|กองช่าง)."""
_BEYOND_DOUBT, _BEYOND_DOUBT_APART = 25.0, 36.0
"""What it gains only where one of two longer words was typed in part twice, and with a
space between (องค์การ การบริหารส่วนตำบล): no two that may follow one another came near."""
_FREQUENT, _MAY_END, _AGAIN = 1000, 0.15, 1e-4
"""Of two words with a space between, the prose must have the word so often, so seldom
before a space, and so seldom on both sides of one: the next phrase may begin with
it."""
_BY_CHANCE = 0.0095
"""So often by chance one phrase ends with a word and the next begins with it."""
_NEVER_ENDS, _HARDLY_ENDS = 0.005, 0.02
"""A word that stands before a space less often than that ends nothing that is said."""
_SHUNNED, _SHUNNED_OF_TWO, _TOGETHER = 10, 50, 0.05
"""Two words that by chance stood together so often and never do shun each other; where
they do in so many of those times they may (พื้นที่ที่, คณะกรรมการการเลือกตั้ง)."""
_OF_ITSELF = 2e-3
"""Who speaks of one in a sentence and of him in the next (ใครชมเราเราก็ดีใจ): the prose has
the word so often on both sides of a space."""
_ORDINAL = 0.3
"""ที่ so often before a figure is no which (ลำดับที่)."""
_TWO_WORDS, _OFTEN_AFTER = frozenset({"ที่", "ของ"}), 0.01
"""A place and which, a thing and of: each may follow the other (มีที่ที่นั่งได้), but not
after a word that has so often which or of behind it, or which after one so rare: verbs
that go before a place are frequent."""
_RARE = 300
_COUNTED = 0.5
"""What may be counted stands after a figure as often as by chance, or half so often."""
_COUNTS = frozenset({FIGURE, "หลาย", "ทุก", "สอง", "สาม"})
_WHICH, _OFTEN_WHICH = "ที่", 0.1
_ONE, _THIS = "หนึ่ง", ("นั้น", "นี้", "ใด")
_JOINING = frozenset({"และ", "หรือ", "กับ"})
_WHO_DO = frozenset({"นัก", "ผู้"})
"""Before a verb these name those who do it; what they do may follow."""
_MAKE_NOUNS = _WHO_DO | {"ความ"}
_NOUN, _NOT, _MAY = "การ", ("ไม่", "มิ"), "ได้"
_OBJECTLESS = 0.05
"""A verb that stands so often before a space asks for nothing behind it."""
_CHOICE = "หรือ"
_SAID_TWICE = ("ละ", "ๆ")
"""วันวันละ, ต่างต่าง ๆ: the second word belongs to what follows."""


def doubled(
    text: str, readings: Sequence[ThaiRun], words: Language
) -> Iterator[tuple[int, int]]:
    """Find where a line says a word twice running."""
    done = 0
    for number, reading in enumerate(readings):
        beyond = readings[number + 1 : number + 2]
        for place, end, twice in met_twice(text, reading, beyond):
            start = place - twice.size
            after = text[end:].lstrip(" ")
            if (
                start >= done
                and not after.startswith(_SAID_TWICE)
                and not _is_again(twice, words)
                and _is_slip(twice, words)
            ):
                done = end
                yield start, end


def _is_slip(twice: Twice, words: Language) -> bool:
    """Whether what stands twice was typed twice, and is no end and beginning."""
    if _CHOICE in twice.said and twice.said != _CHOICE:
        return False  # done or not (ทำหรือยังหรือยังไม่ได้ทำ)
    if twice.listed and not twice.apart and len(twice.said) >= _LONG:
        return False  # what is lost is a space (กลุ่มเกษตรกรเกษตรกร และประชาชน)
    needed = _needed(twice, words)
    return needed is not None and _gain(twice, words) > needed


def _needed(twice: Twice, words: Language) -> float | None:
    """Return what the text must gain without one of the two, if that may be a slip."""
    said, counts = twice.said, words.counts
    if not words.is_known(said):
        is_whole = _ends_with(twice.left, said, words)
        is_whole = is_whole and _begins_with(twice.right, said)
        is_phrase = len(said) >= _LONG and not twice.apart
        return _ENOUGH_OF_A_PART if is_whole and is_phrase else None
    if _begins_a_term(twice, words):
        return _ENOUGH_OF_A_TERM
    if _is_done_to(twice, words):
        return None
    times = counts.count(said)
    is_piece = len(said) < _LONG and times < _KNOWN and said not in words.trade
    if said in counts.names or is_piece:
        return None
    if twice.closes and (_ends_the_text(twice) or _goes_on(said, words)):
        return _ENOUGH  # what goes on with what follows is the last word
    return _needed_apart(twice, words) if twice.apart else _needed_joined(twice, words)


def _is_again(twice: Twice, words: Language) -> bool:
    """Whether a word is said again on purpose, or ends one phrase and begins another.

    Verbs that ask for no object, and what tells how, are doubled for a little, or for again and again
    (ดูดูไป, ไปไปมามา); who does a thing, or its noun, may go before doing it (ผู้ขอขอแก้ไข);
    and what is not there may be followed by what is (ไม่มี มีแต่).
    """
    left, right, said = twice.left, twice.right, twice.said
    before, is_whole = twice.word_before, left[-1] == said
    if said == _NOUN:
        return is_whole and right[0] != said and not twice.apart
    if twice.apart:
        is_not = (is_whole and before in _NOT) or left[-1] in {n + said for n in _NOT}
        return is_not and words.is_verb(said)
    is_verb = words.is_verb(said)
    is_light = len(said) <= _SHORT and said != _MAY and _ends(said, words) > _OBJECTLESS
    is_light = (is_light and is_verb) or _is_pair(left[-3:-1]) or _is_pair(right[1:3])
    is_done = is_verb and is_whole and before in _MAKE_NOUNS
    return is_done or (is_light and right[0] == said)


def _is_pair(two: Sequence[str]) -> bool:
    return len(two) == len({*two}) + 1


def _begins_a_term(twice: Twice, words: Language) -> bool:
    """Whether a whole word stands before a term of the trade that begins with it."""
    is_term = twice.right[0] != twice.said and twice.right[0] in words.trade
    is_whole = twice.left[-1] == twice.said and len(twice.said) > SHORTEST
    return is_term and is_whole and not twice.apart and not _is_counted(twice, words)


def _is_done_to(twice: Twice, words: Language) -> bool:
    """Whether a verb stands before another word that only sounds so at first (มี|มีด)."""
    rest = twice.right[0].removeprefix(twice.said)
    is_other = bool(rest) and not words.is_known(rest)
    return is_other and twice.left[-1] == twice.said and words.is_verb(twice.said)


def _ends_the_text(twice: Twice) -> bool:
    """Whether the second, with a space before it, is all that follows: it begins nothing."""
    return twice.apart and [twice.said] == [*twice.right]


def _goes_on(said: str, words: Language) -> bool:
    """Whether a word hardly ever ends what is said."""
    is_frequent = words.counts.count(said) >= _FREQUENT
    return is_frequent and _ends(said, words) <= _NEVER_ENDS


def _needed_apart(twice: Twice, words: Language) -> float | None:
    """Return what must be gained where a space stands between.

    Lists and phrases may end with a word and go on with it: only of words that hardly
    ever do is anything said.
    """
    said, counts = twice.said, words.counts
    first, second = _longest(twice.left, said, words), twice.right[0]
    if twice.left[-1] == said and twice.left[:-1] and twice.left[-2] in _WHO_DO:
        return _BEYOND_DOUBT_APART  # นักพัฒนา พัฒนาหลักสูตร
    ends = _ends(first, words)
    is_rare = counts.again.get(said, 0) <= _AGAIN * counts.count(said)
    by_chance = ends * counts.pair(GAP, second) / max(1, counts.count(second))
    is_joining = ends <= (_MAY_END if first == said else _HARDLY_ENDS)
    is_joining = is_joining and by_chance <= _BY_CHANCE and is_rare
    is_one = second == said or _ends(said, words) <= _NEVER_ENDS
    is_one = is_one and counts.count(first) >= _FREQUENT
    is_apart = is_joining and is_one and not _is_counted(twice, words)
    if is_apart:
        return _ENOUGH
    return _BEYOND_DOUBT_APART if first != said else None


def _needed_joined(twice: Twice, words: Language) -> float | None:
    """Return what must be gained where the two stand in one run."""
    said, counts = twice.said, words.counts
    if _may_follow(twice, words):
        return None
    ends = _ends(said, words)
    ends_one = _ends_longer(twice.left, said, words)
    begins_one = _begins_longer(twice.right, said, ends, words)
    if _shun(_longest(twice.left, said, words), said, words):
        return _ENOUGH
    is_two = said in _TWO_WORDS
    is_two = is_two and (ends_one or not (begins_one or _belongs(twice, words)))
    is_met = twice.left[-1] != said and _together(twice.left[-1], said, words)
    if is_two or is_met or _is_singled_out(twice, words) or _may_be_which(twice, words):
        return None
    if _shuns_itself(twice, words):
        return _ENOUGH
    is_begun = ends > _MAY_END and (len(twice.left) == 1 or len(said) <= SHORTEST)
    is_accident = begins_one or ((ends_one or is_begun) and len(said) < _LONG)
    is_itself = counts.again.get(said, 0) > _OF_ITSELF * counts.count(said)
    if is_itself or (ends_one and begins_one):
        return _BEYOND_DOUBT
    return _ENOUGH_OF_A_PART if is_accident else _ENOUGH


def _is_singled_out(twice: Twice, words: Language) -> bool:
    """Whether one thing is spoken of, counted by its own name (วันวันหนึ่ง, งานงานนั้น)."""
    goes_on = "".join(twice.right)[twice.size :]
    return goes_on.startswith(_ONE) or (
        goes_on.startswith(_THIS) and _may_be_counted(twice.said, words)
    )


def _may_be_which(twice: Twice, words: Language) -> bool:
    """Whether a place is meant of which more is told (เช่าที่ที่เทศบาลจัดให้), or who is at it.

    A verb stands before, or whoever it is, and a noun behind.
    """
    before, counts = twice.word_before, words.counts
    follows = [*twice.right[1:2], twice.after][0]
    is_before = before in _WHO_DO or words.is_verb(before)
    if twice.said != _WHICH or not is_before or follows in SIGNS:
        return False
    if words.is_verb(follows):
        return False
    return counts.pair(_WHICH, follows) < _OFTEN_WHICH * counts.count(follows)


def _may_follow(twice: Twice, words: Language) -> bool:
    """Whether the second begins another phrase, or a foreign word goes on with it."""
    said = twice.said
    begins_list = twice.right[0] != said  # 4 ภาคภาคเหนือ
    if _is_counted(twice, words) and (begins_list or _ends(said, words) > _MAY_END):
        return begins_list or len(twice.right) > 1  # 2 รายรายแรกเป็นหญิง
    is_odd = any(
        len(word) == 1 or not words.is_known(word) for word in twice.right[1:3]
    )
    return is_odd and len(said) < _SHORT  # the slip behind is told (การ|การเมื่อง)


def _ends(word: str, words: Language) -> float:
    """Return how often a word stands before a space."""
    return words.counts.pair(word, GAP) / max(1, words.counts.count(word))


def _longest(left: Sequence[str], said: str, words: Language) -> str:
    """Return the longest frequent word that ends where the first of the two does."""
    last = left[-1]
    if last != said or len(left) == 1:
        return last if words.is_known(last) else said
    return left[-2] + said if words.is_known(left[-2] + said) else said


def _shun(first: str, said: str, words: Language) -> bool:
    """Whether a longer word and the one it ends with never stand together."""
    least = _SHUNNED_OF_TWO if said in _TWO_WORDS else _SHUNNED  # เต็มที่ที่จะ
    is_often = first != said and _by_chance(first, said, words) >= least
    return is_often and not words.counts.pair(first, said)


def _shuns_itself(twice: Twice, words: Language) -> bool:
    """Whether a word, whole both times, never stands twice running (ปีปี, งานงาน)."""
    said = twice.said
    is_whole = twice.left[-1] == said == twice.right[0]
    is_often = _by_chance(said, said, words) >= _SHUNNED
    is_often = is_often and _ends(said, words) > _HARDLY_ENDS  # เห็นจะจะ
    return is_whole and is_often and not words.counts.pair(said, said)


def _together(first: str, said: str, words: Language) -> bool:
    seen = words.counts.pair(first, said)
    return seen > _TOGETHER * _by_chance(first, said, words)


def _by_chance(first: str, second: str, words: Language) -> float:
    """Return how often two words stood side by side if nothing drew them together."""
    counts = words.counts
    return counts.count(first) * counts.count(second) / counts.total


def _is_counted(twice: Twice, words: Language) -> bool:
    """Whether the first is what was counted (3 ชั้น ชั้นแรก, หลายข้อ ข้อแรก)."""
    before, said = twice.word_before, twice.said
    if before != FIGURE:
        return before in _COUNTS
    return _may_be_counted(said, words)


def _may_be_counted(said: str, words: Language) -> bool:
    return words.counts.pair(FIGURE, said) >= _COUNTED * _by_chance(FIGURE, said, words)


def _belongs(twice: Twice, words: Language) -> bool:
    """Whether the word before often has what stands twice after it: it is no noun there."""
    before, counts = twice.word_before, words.counts
    times = counts.pair(before, twice.said)
    is_ordinal = counts.triple(before, twice.said, FIGURE) > _ORDINAL * times
    is_rare = twice.said == _WHICH and 0 < counts.count(before) < _RARE
    often = _OFTEN_AFTER * counts.count(before)
    return before != GAP and (is_rare or times > often) and not is_ordinal


def _begins_longer(
    right: Sequence[str], said: str, ends: float, words: Language
) -> bool:
    """Whether the second of the two begins a longer word; ผู้แทน is two where ผู้ is one."""
    rest = right[0].removeprefix(said)
    return bool(rest) and not (ends <= _NEVER_ENDS and words.is_known(rest))


def _ends_with(words: Sequence[str], said: str, known: Language) -> bool:
    """Whether the last words of several are what is said, and no part of a word is."""
    size, last = 0, len(words)
    while size < len(said) and last:
        last -= 1
        size += len(words[last])
    before = words[last - 1] if last else ""
    is_begun = not (before and known.is_known(before + words[last]))  # ทำให้การให้การ
    return size == len(said) and words[last] not in _JOINING and is_begun


def _begins_with(words: Sequence[str], said: str) -> bool:
    size = count = 0
    while size < len(said) and count < len(words):
        size += len(words[count])
        count += 1
    return size == len(said) and words[count - 1] not in _JOINING


def _ends_longer(left: Sequence[str], said: str, words: Language) -> bool:
    """Whether the first of the two ends a longer word, such as ช่องทาง or ผู้ว่าการ."""
    if left[-1] != said:
        return True
    if said in _TWO_WORDS:  # and so it does where two words overlap (ยังคง, คงที่)
        run = "".join(left)
        longer = range(max(0, len(run) - LONGEST), len(run) - len(said))
        return any(is_cut(run, at) and words.is_known(run[at:]) for at in longer)
    before = ""
    for word in left[-2:-4:-1]:
        before = word + before
        if words.is_known(before + said):
            return True
    return False


def _gain(twice: Twice, words: Language) -> float:
    """Return how much likelier the text is with one of the two."""
    between = [GAP] if twice.apart else []
    old = [GAP, twice.before, *twice.left, *between, *twice.right, twice.after, GAP]
    once = segmented(twice.rest, words.known).words_to(len(twice.rest))
    new = [GAP, twice.before, *once, twice.after, GAP]
    return words.words.gain(old, new)
