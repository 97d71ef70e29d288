"""OIT: what assessors of open data look for, what answers it, and what that still lacks.

Which items concern a plan, and what they are called, the office sets for each year.
What a plan and a yearly report must have is the text of the edition for colleges of
2568 (ktltc.ac.th's pages of items 034 and 035, seen 2026-11-29): projects, budget or
the words ไม่ใช้งบประมาณ, and time; result, money, and problems with suggestions, or the
word ไม่มี. That the edition for local governments asks the same is taken for granted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sync.messages import Words
from sync.model.chain import Chained
from sync.model.plan import Called, Heading
from sync.model.progress import Reported
from sync.plan.naming import in_sentence, numbers_alone, numbers_printed
from sync.progress.figures import ReportedProject, printed_numbers
from sync.public.editions import Edition, name_of
from sync.public.restoring import restored_plan, restored_report
from sync.public.shown import Shown
from sync.settings.public import ItemSettings, PublicSettings
from sync.thai.money import NO_BUDGET

_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answers: ``how``, and with which ``status`` where that tells more.

    ``same`` and ``other``: a page, compared with the one in the folder; ``own``: one of
    the office's own; ``moved``: it leads on; ``status``: it has none; ``never``: nothing.
    """

    how: Literal["same", "other", "own", "moved", "status", "never"]
    status: int = 0

    def in_words(self, words: Words) -> str:
        """Say what the address answers."""
        return words.say(f"oit.answers_{self.how}", status=str(self.status))

    @property
    def opens(self) -> bool:
        """Whether who goes there finds what they look for, as far as can be told."""
        return self.how in {"same", "own"}


@dataclass(frozen=True, slots=True)
class Item:
    """An item and how the office stands in it.

    ``has``: the document stands in the public folder, and there is an address for it.
    ``file`` is its page in the folder, empty where ``address`` is one of the office's
    own. ``current`` is the version that stands there, ``missing`` says what is still
    lacking.
    """

    setting: ItemSettings
    has: bool
    address: str
    file: str
    current: Edition | None
    missing: tuple[str, ...]


def items_of(
    settings: PublicSettings,
    year: int,
    shown: Sequence[Shown],
    finished: Sequence[Edition],
    words: Words,
) -> tuple[Item, ...]:
    """Return how the office stands in each item of a year.

    Args:
        settings: the office's.
        year: that in which assessors look.
        shown: what stands in the public folder.
        finished: all versions that were finished.
        words: the reader's.
    """
    return tuple(
        _item(each, settings, shown, finished, words)
        for each in settings.items
        if each.year == year
    )


def _item(
    setting: ItemSettings,
    settings: PublicSettings,
    shown: Sequence[Shown],
    finished: Sequence[Edition],
    words: Words,
) -> Item:
    document = Chained(setting.document), setting.document_year
    there = next((it for it in shown if (it.document, it.year) == document), None)
    current = there.current if there else None
    versions = [each for each in finished if each.of == document]
    file = "" if setting.address else f"{name_of(*document)}.html"
    base = settings.address.rstrip("/")
    address = setting.address or (f"{base}/{file}" if base else "")
    missing = [
        *_where(setting, address),
        *_stands(setting, there, versions),
        *(_lacks(current, settings, words) if current else ()),
    ]
    said = (words.say(f"oit.{name}", **facts) for name, facts in missing)
    has = bool(current and address)
    return Item(setting, has, address, file, current, tuple(said))


Missing = tuple[str, dict[str, str]]


def _where(setting: ItemSettings, address: str) -> Iterator[Missing]:
    if not address:
        yield "no_address", {}
    if not setting.path:
        yield "no_path", {}


def _stands(
    setting: ItemSettings, shown: Shown | None, versions: Sequence[Edition]
) -> Iterator[Missing]:
    if setting.document == "plan" and setting.document_year != setting.year:
        years = {"year": str(setting.year)}
        yield "other_year", {**years, "document_year": str(setting.document_year)}
    if not versions:
        yield "not_finished", {}
        return
    if shown is None or shown.current is None:
        yield "not_shown", {}
    approval = shown.approval if shown else None
    if approval is None:
        yield "not_approved", {}
    elif setting.document == "plan" and not (
        approval.announcement and approval.announced and approval.signed
    ):
        yield "not_announced", {}
    if shown and shown.is_changed:
        yield "changed", {}


def _lacks(
    edition: Edition, settings: PublicSettings, words: Words
) -> Iterator[Missing]:
    """Yield what a version does not say that it must."""
    if edition.document is Chained.PLAN:
        yield from _plan_lacks(edition, words)
        return
    told = restored_report(edition).told
    if not told:
        yield "no_project", {}
    called = _called(printed_numbers(told), [each.own.name for each in told])

    def lacking(
        name: str, lacks: Callable[[ReportedProject], bool]
    ) -> Iterator[Missing]:
        those = [own for own, each in zip(called, told, strict=True) if lacks(each)]
        yield from _of_projects(name, those, words)

    yield from lacking("no_result", _has_no_result)
    yield from lacking("no_paid", _has_no_money)
    if edition.document is Chained.REPORT_12:
        yield from lacking("no_problems", _has_no_problems)
        if "problems" in settings.hide:
            yield "hidden_problems", {}


def _plan_lacks(edition: Edition, words: Words) -> Iterator[Missing]:
    restored = restored_plan(edition)
    details = restored.matching.details_of(restored.plan)
    projects = restored.plan.projects
    if not projects:
        yield "no_project", {}

    def said(row: int, heading: Heading) -> str | None:
        return details[row].texts[heading] if row in details else None

    lacking = {
        "no_budget": [it for it in projects if it.budget is None],
        "no_free_words": [
            it
            for it in projects
            if it.budget == 0 and not _is_free(said(it.row, Heading.BUDGET))
        ],
        "no_time": [
            it
            for it in projects
            if not it.quarters and not said(it.row, Heading.PERIOD)
        ],
    }
    numbers = numbers_printed([project.number for project in projects])
    called = _called(numbers, [project.name for project in projects])
    by_row = {project.row: own for project, own in zip(projects, called, strict=True)}
    for name, those in lacking.items():
        yield from _of_projects(name, [by_row[each.row] for each in those], words)


def _is_free(said: str | None) -> bool:
    """Whether details say that a project needs no money; a budget left empty does."""
    return said is not None and (not said or NO_BUDGET in "".join(said.split()))


def _called(printed: Sequence[str], names: Sequence[str]) -> list[Called]:
    """Return what the projects of a version are called, which stand in no row."""
    alone = zip(numbers_alone(printed), names, strict=True)
    return [Called(number, name, 0) for number, name in alone]


def _of_projects(
    name: str, projects: Sequence[Called], words: Words
) -> Iterator[Missing]:
    """Yield what projects lack, if any does; of many only the first are named."""
    if projects:
        more = ["…"] if len(projects) > _MOST_NAMED else []
        said = in_sentence(projects[:_MOST_NAMED], words)
        yield name, {"projects": ", ".join([said, *more])}


def _has_no_result(each: ReportedProject) -> bool:
    report = each.report
    return not (report.text(Reported.RESULT) or report.text(Reported.REASON))


def _has_no_money(each: ReportedProject) -> bool:
    return each.own.planned != 0 and each.report.paid is None


def _has_no_problems(each: ReportedProject) -> bool:
    report = each.report
    both = report.text(Reported.PROBLEMS), report.text(Reported.SUGGESTIONS)
    return not all(text.strip() for text in both)
