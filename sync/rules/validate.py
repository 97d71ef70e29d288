"""Validate: every rule over the plan, and what it met in words for staff."""

import hashlib
import re
from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import replace
from datetime import date
from itertools import chain, islice

from sync.messages import load_words
from sync.model.cells import Cell
from sync.model.findings import Finding, Hit, Severity
from sync.model.plan import CorrectedTotal, Plan, Totals
from sync.plan.labels import Headers
from sync.plan.matching import Matching
from sync.plan.naming import in_sentence, with_names
from sync.rules.catalogue import RuleText, RuleTexts
from sync.rules.causes import without_repeats
from sync.rules.context import RuleContext
from sync.rules.outcome.approvals import ApprovalContext
from sync.rules.outcome.reports import ReportContext
from sync.rules.own_words import without_own_words
from sync.rules.places import Place, Places
from sync.rules.reference import ReferenceData
from sync.rules.said_once import said_once, with_others
from sync.rules.table import (
    APPROVAL_RULES,
    PLAN_RULES,
    REPORT_RULES,
    TEXT_RULES,
)
from sync.rules.text.length import within_reach
from sync.rules.text.normalized import NormalizedText, normalized_texts
from sync.rules.text.signs import that_may_find
from sync.rules.text.wordlists import WordLists
from sync.rules.times.left_over_year import left_over_year
from sync.settings.frames import dimension_names
from sync.sheet.read import Reading
from sync.sheet.unreadable import NO_VALUE
from sync.thai.digits import digits_most_used, in_digits_of, to_arabic
from sync.thai.folding import shorten
from sync.thai.money import baht

_ORDER = {severity: place for place, severity in enumerate(Severity)}


def find_hits(
    reading: Reading,
    totals: Totals,
    corrected: Sequence[CorrectedTotal],
    reference: ReferenceData,
    *,
    changed: date | None = None,
    today: date | None = None,
) -> tuple[Hit, ...]:
    """Run every rule; what was hard to read comes first.

    Args:
        reading: the plan, where it stands, and what was hard to read.
        totals: what it adds up to.
        corrected: the totals that staff typed and that are no sums.
        reference: headers, word lists and all else that rules go by.
        changed: the day on which the plan changed last; ``None`` if it never did.
        today: the day it is; without it no day is called one to come.

    Returns:
        What was met, without words: a rule's code, a cell, what stands there.
    """
    plan, headers = within_reach(reading.plan), reference.headers
    context = RuleContext(
        texts=normalized_texts(plan),
        totals=totals,
        corrected=corrected,
        label=headers.label,
        matching=reading.matching,
        lists=reference.lists,
        dimensions=dimension_names(reference.frames, plan.info.fiscal_year),
        info=Cell(headers.tabs["info"], 1, 1),
        projects=Cell(headers.tabs["projects"], reading.projects.header + 1, 1),
        recipients=Cell(headers.tabs["recipients"], 2, 1),
        domains=reference.domains,
        changed=changed,
        today=today,
    )
    in_plan = (
        hit for rule in PLAN_RULES.values() for hit in _not_endless(rule(plan, context))
    )
    met = (hit for hits in _in_texts(context.texts, reference) for hit in hits)
    in_texts = without_own_words(met, plan, context.texts)
    hits = (*_with_sum(reading.hits, totals), *in_plan, *in_texts)
    hits = tuple(said_once(without_repeats(hits)))
    if left := left_over_year(plan, context):
        hits = tuple(hit for hit in hits if not left.explains(hit))
    silent = {hit.cell for hit in reading.hits if hit.rule in NO_VALUE}
    return tuple(h for h in hits if h.cell not in silent or h.rule in NO_VALUE)


def find_report_hits(context: ReportContext) -> tuple[Hit, ...]:
    """Run every rule on what is reported of the projects, and return what was met."""
    return tuple(
        hit for rule in REPORT_RULES.values() for hit in _not_endless(rule(context))
    )


def find_approval_hits(context: ApprovalContext) -> tuple[Hit, ...]:
    """Run every rule on what is decided of versions, and return what was met."""
    return tuple(
        hit for rule in APPROVAL_RULES.values() for hit in _not_endless(rule(context))
    )


def _with_sum(hits: Iterable[Hit], totals: Totals) -> Iterator[Hit]:
    """Add to what is said of the row of totals what would stand there."""
    for hit in hits:
        if hit.rule.startswith("TOT"):
            facts = {**hit.facts, "computed": baht(totals.budget)}
            hit = replace(hit, facts=facts)  # noqa: PLW2901
        yield hit


def _in_texts(
    texts: Sequence[NormalizedText], reference: ReferenceData
) -> Collection[tuple[Hit, ...]]:
    """Run the rules of one text over every text; hardly one changes in a day.

    What they met in the others is known from the last plan, and of that plan what this
    one has no more is forgotten.
    """
    before, met = reference.met, dict[Hashable, tuple[Hit, ...]]()
    for typed in texts:
        known = before.get(typed.passage)
        hits = _hits_in(typed, reference.lists) if known is None else known
        met[typed.passage] = hits
    reference.met.clear()
    reference.met.update(met)
    return met.values()


def _hits_in(typed: NormalizedText, lists: WordLists) -> tuple[Hit, ...]:
    met: list[Hit] = []
    for rule in that_may_find(TEXT_RULES.values(), typed):
        met += _not_endless(rule(typed, lists))
    return tuple(met)


def _not_endless(hits: Iterator[Hit]) -> Iterable[Hit]:
    """Return one rule's hits; of those in one cell the first ones, and a count."""
    few = list(islice(hits, _MOST_IN_A_CELL))  # of most rules none
    return _counted(chain(few, hits)) if len(few) == _MOST_IN_A_CELL else few


def _counted(hits: Iterable[Hit]) -> Iterator[Hit]:
    counts: dict[Cell, int] = {}
    for hit in hits:
        rule = hit.rule
        counts[hit.cell] = counts.get(hit.cell, 0) + 1
        if counts[hit.cell] <= _MOST_IN_A_CELL:
            yield hit
    for cell, number in counts.items():
        if number > _MOST_IN_A_CELL:
            yield Hit("TXT002", cell, rule, {"count": str(number - _MOST_IN_A_CELL)})


_MOST_IN_A_CELL = 20


_MOST = 5_000
"""Findings told at once, of a plan or of what is none."""


def phrase(
    hits: Iterable[Hit],
    plan: Plan,
    matching: Matching,
    headers: Headers,
    texts: RuleTexts,
    others: Mapping[Cell, Place] | None = None,
) -> tuple[Finding, ...]:
    """Put hits in words, most important first, then by place.

    Args:
        hits: what rules met.
        plan: says whose a cell is.
        matching: which detail is which project's.
        headers: what staff call a place.
        texts: the words; a rule that has none was turned off.
        others: whose the cells are of what is reported and decided.

    Returns:
        The findings, 5,000 at most.
    """
    places = Places(plan, matching, headers, others or {})
    usual = digits_most_used(
        text for detail in plan.details for text in detail.texts.values()
    )
    seen: dict[str, int] = {}
    apart = {headers.tabs["progress"], headers.tabs["approvals"]}
    details, info = headers.tabs["details"], headers.tabs["info"]
    found = []
    for hit in _most_important(hits, headers, texts):
        tab, text = hit.cell.tab, texts[hit.rule]
        write = usual if tab == details else str
        if tab in {details, info}:
            text = _in_digits(text, _digits_at(hit.found, write))
        finding = _finding(hit, places, text, write, seen)
        found.append(replace(finding, of_report=tab in apart))
    return tuple(found)


def _most_important(
    hits: Iterable[Hit], headers: Headers, texts: RuleTexts
) -> list[Hit]:
    """Return what is said of hits, in its order; of too many the first, and how many more."""
    tabs = list(headers.tabs.values())
    ordered = sorted(
        (hit for hit in hits if hit.rule in texts),
        key=lambda hit: (
            _ORDER[texts[hit.rule].severity],
            tabs.index(hit.cell.tab),
            hit.cell,
            hit.rule,
        ),
    )
    more = len(ordered) - _MOST
    if more > 0:
        facts, top = {"count": str(more)}, Cell(headers.tabs["info"], 1, 1)
        ordered[_MOST:] = [Hit("TXT003", top, "", facts)] if "TXT003" in texts else []
    return ordered


def _finding(
    hit: Hit,
    places: Places,
    text: RuleText,
    usual: Callable[[str], str],
    seen: dict[str, int],
) -> Finding:
    # the words come from our catalogue and only the blanks from the sheet: text of
    # the sheet that looks like a blank is not filled in again
    facts = {**_as_typed(_shown(hit.facts), hit.found, usual), **_named(hit, text)}
    facts |= _shown({"found": hit.found, **hit.quotes})
    place, words = places.of(hit), load_words(text.language)
    return Finding(
        rule=hit.rule,
        severity=text.severity,
        cell=hit.cell,
        project=place.project,
        field=place.label,
        found=hit.found,
        message=with_others(
            text.message.format(**facts),
            hit,
            lambda cell: places.of(replace(hit, cell=cell)),
            words,
            _digits_at(hit.found, usual),
        ),
        suggestion=text.advice(facts),
        key=_finding_key(hit, place, seen),
        called=place.called,
        confirmable=text.confirmable,
        others=hit.others,
    )


def _shown(facts: Mapping[str, str]) -> dict[str, str]:
    return {name: shorten(fact, _LONGEST_FACT) for name, fact in facts.items()}


def _named(hit: Hit, text: RuleText) -> Mapping[str, str]:
    """Put in words which projects are meant: as shortly as can be, and with their names."""
    words = load_words(text.language)
    said = {}
    for blank, projects in hit.projects.items():
        said[blank] = shorten(in_sentence(projects, words), _LONGEST_FACT)
        said[f"{blank}_named"] = shorten(with_names(projects, words), _LONGEST_FACT)
    return said


def _in_digits(text: RuleText, write: Callable[[str], str]) -> RuleText:
    """Write the examples of a rule's sentences in the digits that stand at its place."""
    said = (text.message, text.suggestion, text.otherwise)
    message, suggestion, otherwise = (write(to_arabic(each)) for each in said)
    return replace(text, message=message, suggestion=suggestion, otherwise=otherwise)


def _digits_at(found: str, usual: Callable[[str], str]) -> Callable[[str], str]:
    """Return what writes figures as those found are written; as is usual without any."""
    return in_digits_of(found) if any(map(str.isdigit, found)) else usual


def _as_typed(
    facts: Mapping[str, str], found: str, usual: Callable[[str], str]
) -> Mapping[str, str]:
    """Return facts in the digits of what was found; else, figures in the usual ones."""
    if any(map(str.isdigit, found)):
        show = in_digits_of(found)
        return {n: f if n in _NOT_TYPED else show(f) for n, f in facts.items()}
    return {
        name: usual(fact)
        if name not in _NOT_TYPED and _FIGURES.fullmatch(fact)
        else fact
        for name, fact in facts.items()
    }


_FIGURES = re.compile(r"[\d,. ]+", re.ASCII)
_NOT_TYPED = {
    *("row", "rows", "cell", "of", "other", "name", "number"),
    *("heading", "headings", "quoted", "tab", "title", "document"),
}
"""Facts that say where something stands, or what it is called there."""

_LONGEST_FACT = 300
"""Columns of what a sentence quotes; the tab of findings has all of it beside."""


def _finding_key(hit: Hit, place: Place, seen: dict[str, int]) -> str:
    """Name a finding by what it says of whom, not by the row it stands in."""
    what = "\n".join(
        (hit.rule, hit.cell.tab, place.project_key, place.label, hit.found)
    )
    seen[what] = seen.get(what, 0) + 1
    return hashlib.sha256(f"{what}\n{seen[what]}".encode()).hexdigest()[:10]
