"""What assessors will look for at an office, and whether they will find it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sync.adapters.clock import BangkokClock
from sync.adapters.local.templates import LocalTemplates
from sync.cycle.assessed import Desk
from sync.documents.assessed_view import AssessedView
from sync.messages import Words, load_words
from sync.model.public import digest_of
from sync.paths import OfficePaths
from sync.public.assessed import view_items, with_answers
from sync.public.editions import editions_in
from sync.public.oit import Answer, Item, items_of
from sync.public.shown import shown_to_all
from sync.resources import TEMPLATES
from sync.storage.sealed import SealedPages
from sync.storage.trees import Tree
from sync.thai.dates import fiscal_year
from sync.wiring.opening import open_record, recorded_settings


@dataclass(frozen=True, slots=True)
class Assessment:
    """The items of a year, and what the address of each answers, if it was asked.

    ``view`` is what the clerk's page says of them, in Thai.
    """

    year: int
    items: tuple[tuple[Item, Answer | None], ...]
    words: Words
    view: AssessedView


def assess(folder: Path, year: int | None, *, asks: bool) -> Assessment:
    """Look at an office as assessors do; nothing is written.

    Args:
        folder: the office's.
        year: that in which they look; ``None`` for the fiscal year of today.
        asks: whether addresses are asked. No others are than those in the settings.
    """
    paths = OfficePaths(folder)
    settings = recorded_settings(paths).public
    now, thai = BangkokClock().now(), load_words("th")
    which = year or fiscal_year(now.date())
    with open_record(folder) as (ledger, words):
        links = ledger.chain.links()
        approvals = ledger.approvals
        shown = shown_to_all(
            links, approvals.standing(), approvals.decisions(), settings.publish
        )
        finished = editions_in(links)
        items = items_of(settings, which, shown, finished, words)
        in_thai = items_of(settings, which, shown, finished, thai)
    view = view_items(which, in_thai, finished, thai)
    ours = Tree(paths.public, paths.public_kept).look().ours
    answers = tuple(_answer(it, ours.get) if asks else None for it in items)
    if asks:
        view = with_answers(view, answers, now, thai)
    return Assessment(which, tuple(zip(items, answers, strict=True)), words, view)


def put_page(folder: Path, found: Assessment) -> str:
    """Put the clerk's page in its place, if the year has items.

    Args:
        folder: the office's.
        found: what was seen there.

    Returns:
        What was done, in a sentence; "" where nothing was.

    Raises:
        StorageError: it cannot be written.
        TemplateError: its template is broken.
    """
    if not found.items:
        return ""
    paths = OfficePaths(folder)
    desk = Desk(
        SealedPages(paths.documents),
        LocalTemplates(paths.templates, TEMPLATES),
        recorded_settings(paths).document,
        load_words("th"),
        found.words,
    )
    return desk.put(found.year, found.view)


def _answer(item: Item, digest: Callable[[str], str | None]) -> Answer | None:
    # it takes long to load what asks
    from sync.adapters.asking import ask

    if not item.address:
        return None
    heard = ask(item.address)
    if not heard.status:
        return Answer("never")
    if heard.status in range(300, 400):
        return Answer("moved", heard.status)
    if heard.status != 200:
        return Answer("status", heard.status)
    if not item.file:
        return Answer("own")
    return Answer("same" if digest_of(heard.content) == digest(item.file) else "other")
