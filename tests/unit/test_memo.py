"""What is remembered of texts: as long as its owner lives, within a bound in bytes."""

import gc
import tracemalloc
from dataclasses import dataclass, field
from weakref import ref

import pytest

from sync.memo import Made, Memo, made_once, remembered

MOST = 2**20


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    place: int


@dataclass(eq=False)
class Owner:
    memo: Memo = field(default_factory=lambda: Memo(MOST))
    made: Made = field(default_factory=Made)
    asked: list[str] = field(default_factory=list)


@remembered
def pieces(owner: Owner, text: str) -> tuple[Piece, ...]:
    owner.asked.append(text)
    return tuple(Piece(word, place) for place, word in enumerate(text.split()))


@made_once
def constant(owner: Owner) -> str:
    owner.asked.append("constant")
    return "made"


def test_what_was_asked_before_is_not_worked_out_again() -> None:
    owner = Owner()

    first, again = pieces(owner, "หนึ่ง สอง"), pieces(owner, "หนึ่ง สอง")

    assert first == (Piece("หนึ่ง", 0), Piece("สอง", 1))
    assert again is first
    assert owner.asked == ["หนึ่ง สอง"]


def test_two_owners_share_nothing() -> None:
    one, other = Owner(), Owner()

    pieces(one, "ก")
    pieces(other, "ก")

    assert (one.asked, other.asked) == (["ก"], ["ก"])


@pytest.mark.parametrize("letters", [3, 30, 300])
def test_hostile_amounts_of_text_stay_within_the_bound(letters: int) -> None:
    most = 2**17
    owner = Owner(Memo(most))
    tracemalloc.start()

    for count in range(400):
        pieces(owner, f"{count} {'กา ' * (letters // 3)}")
        assert owner.memo.size <= most
    owner.asked.clear()
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert owner.memo.size > most / 3
    assert taken < most * 1.2


def test_what_was_not_asked_for_longest_goes_first() -> None:
    owner = Owner(Memo(20_000))
    texts = [str(number) * 1_000 for number in range(10)]
    pieces(owner, "often")

    for text in texts * 5:
        pieces(owner, text)
        pieces(owner, "often")

    assert owner.asked.count("often") == 1
    assert owner.asked.count(texts[0]) == 5


def test_an_answer_larger_than_the_bound_is_given_and_puts_nothing_out() -> None:
    owner = Owner(Memo(10_000))
    pieces(owner, "small")
    size = owner.memo.size

    huge = pieces(owner, "a " * 10_000)
    pieces(owner, "small")

    assert len(huge) == 10_000
    assert owner.memo.size == size
    assert owner.asked.count("small") == 1


def test_a_failure_is_not_remembered() -> None:
    memo, found = Memo(MOST), iter([0, 7])

    def find() -> int:
        return 7 // next(found)

    with pytest.raises(ZeroDivisionError):
        memo.answer("how many", find)

    assert memo.answer("how many", find) == 1


def test_what_is_made_of_an_owner_is_made_once_and_goes_with_it() -> None:
    owner = Owner()
    assert [constant(owner), constant(owner)] == ["made", "made"]
    assert owner.asked == ["constant"]

    gone = ref(owner)
    del owner
    gc.collect()

    assert gone() is None
