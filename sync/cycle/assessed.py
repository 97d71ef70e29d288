"""The clerk's page of what assessors look for: each night, one a year that has items.

A night asks no address. While a page is made of the same it stays as it is, so what the
addresses answered when ``run.py oit`` asked them is not lost over night.
"""

import logging
from dataclasses import dataclass, replace

from sync.cycle.public import PublicReport, see_public
from sync.cycle.services import Services
from sync.documents.assessed_view import AssessedView
from sync.errors import StorageError, TemplateError
from sync.messages import Words
from sync.ports import Pages, Templates
from sync.public.assessed import made_of, page_name, view_items
from sync.public.editions import editions_in
from sync.public.oit import items_of
from sync.settings.values import DocumentSettings

_log = logging.getLogger(__name__)

TEMPLATE = "web/assessed.html"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the clerk's pages lie, and what they are printed with.

    ``thai`` words stand on the page, and in its name; ``words`` are for whoever is told
    of it.
    """

    pages: Pages
    templates: Templates
    settings: DocumentSettings
    thai: Words
    words: Words

    def put(self, year: int, view: AssessedView) -> str:
        """Put a year's page in its place, unless it says the same already.

        Returns:
            What was done, in a sentence; "" where nothing was.

        Raises:
            StorageError: it cannot be written.
            TemplateError: its template is broken.
        """
        name, template = page_name(year, self.thai), self.templates.read(TEMPLATE)
        code, there = made_of(view, template), self.pages.made_of(name)
        if there == code and not view.asked:
            return ""
        written = there != ""
        if written:
            # it takes long to load, and most nights print nothing
            from sync.documents.html import render_page  # noqa: PLC0415

            page = render_page(view, template, self.settings)
            written = self.pages.put(name, code, page)
        if not written:
            _log.warning("somebody else's file stands in place of %s", name)
        said = "oit.written" if written else "oit.strange"
        return self.words.say(said, path=str(self.pages.path(name)))


def put_assessed(services: Services, public: PublicReport) -> PublicReport:
    """Have the clerk's pages say how the office stands in each item.

    Args:
        services: the office's.
        public: what became of the public folder.

    Returns:
        The same, with what became of the pages. A trouble of theirs stops nothing else.
    """
    if services.pages is None:
        return public
    desk = Desk(
        services.pages,
        services.templates,
        services.settings.document,
        services.sheet_words,
        services.words,
    )
    said = list(public.said)
    try:
        for year in _years(services):
            said += filter(None, [desk.put(year, _view(services, year))])
    except (StorageError, TemplateError) as stop:
        _log.warning("the clerk's page is not as it should be %s", stop)
        return PublicReport(tuple(said), public.stop or stop)
    return replace(public, said=tuple(said))


def assessed_as_it_is(services: Services) -> str:
    """Return how the pages are: while that is the same, a night would leave them so.

    Raises:
        StorageError: they cannot be looked at.
    """
    pages, words = services.pages, services.sheet_words
    if pages is None:
        return ""
    return repr([pages.made_of(page_name(it, words)) for it in _years(services)])


def _years(services: Services) -> list[int]:
    return sorted({each.year for each in services.settings.public.items})


def _view(services: Services, year: int) -> AssessedView:
    words, finished = services.sheet_words, editions_in(services.ledger.chain.links())
    settings, shown = services.settings.public, see_public(services)
    items = items_of(settings, year, shown, finished, words)
    return view_items(year, items, finished, words)
