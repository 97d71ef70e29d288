"""A rule on sentences that stand in a plan twice, but for a letter."""

from collections.abc import Iterator, Sequence

from sync.memo import remembered
from sync.model.findings import Hit
from sync.model.plan import Info, Plan
from sync.rules.context import RuleContext
from sync.rules.text.copies import Copy, copies
from sync.rules.text.normalized import RUNNING, NormalizedText
from sync.rules.text.wordlists import WordLists
from sync.rules.words.spelling import covered, language_of, told_spans


def copied_otherwise(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The same sentence stands twice in the plan, but for a letter that makes another word.

    Offices copy sentences from project to project. It is asked at both places, for either
    may be wrong; not where another rule says which, nor of the office's own name.
    """
    texts = [typed for typed in context.texts if typed.passage.what in RUNNING]
    called = {d.row: context.matching.called_of(d) for d in plan.details}
    office = plan.info.text(Info.OFFICE)
    for pair in _pairs(context.lists, tuple(typed.plain for typed in texts)):
        if any(_is_told(texts[copy.text], copy, context.lists) for copy in pair):
            continue
        if office and any(office in copy.other for copy in pair):
            continue
        for copy, other in (pair, pair[::-1]):
            typed, there = texts[copy.text], texts[other.text].passage
            spelt = {"right": copy.other, "heading": context.label(there.what)}
            found = typed.found(copy.start, copy.end)
            whose = {"other": [called[there.cell.row]]}
            yield Hit("SPL017", typed.passage.cell, found, spelt, projects=whose)


def _is_told(typed: NormalizedText, copy: Copy, lists: WordLists) -> bool:
    return covered(told_spans(typed, lists), copy.start, copy.end)


@remembered  # a night on which no text changed asks for the same
def _pairs(lists: WordLists, texts: tuple[str, ...]) -> Sequence[tuple[Copy, Copy]]:
    return tuple(copies(texts, language_of(lists)))
