"""Make: a finished view is printed as every document there is to be."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sync.documents.html import render_page
from sync.documents.keyin_view import KeyInView
from sync.documents.report_view import ReportView
from sync.documents.view import BLANK, PlanView
from sync.documents.wanted import Wanted, wanted_documents, yearless_key
from sync.documents.word import Properties, View, context_of, render_word
from sync.messages import Words
from sync.model.documents import Document, Kind, Template
from sync.model.plan import Plan
from sync.model.progress import Round
from sync.settings.values import DocumentSettings


@dataclass(frozen=True, slots=True)
class Maker:
    """What documents are made with; ``template`` gives a template by its name."""

    template: Callable[[str], Template]
    settings: DocumentSettings
    words: Words


def make_documents(
    plan: Plan, view: PlanView, as_of: date, maker: Maker
) -> tuple[Document, ...]:
    """Return the plan itself, and after it what the office wants besides.

    Args:
        plan: with keys given.
        view: its texts, finished.
        as_of: the day it is as of.
        maker: templates, settings and words.

    Returns:
        The documents; the same bytes for the same plan.

    Raises:
        TemplateError: a template is broken; then there is no document at all.
    """
    office = "" if view.office == BLANK else view.office
    printer = _Printer(maker, office, as_of)

    def make(wanted: Wanted) -> Document:
        return Document(
            wanted.key,
            wanted.title,
            printer.print(wanted, view, _context(view, wanted.position)),
            wanted.kind,
            wanted.home,
            year=str(plan.info.fiscal_year or ""),
            clean=not view.errors,
            as_of=as_of,
            yearless_key="" if wanted.home is None else yearless_key(maker.words),
            name=wanted.name,
        )

    return tuple(map(make, wanted_documents(plan, maker.settings, maker.words)))


def make_reports(
    wanted: Sequence[tuple[Wanted, ReportView | KeyInView]],
    office: str,
    which: Round,
    as_of: date,
    maker: Maker,
) -> tuple[Document, ...]:
    """Return what is made of a round: its report first.

    Args:
        wanted: the documents, each with its view, whose texts are finished.
        office: whose they are.
        which: the round.
        as_of: the day it is as of.
        maker: templates, settings and words.

    Returns:
        The documents; the same bytes for the same reports.

    Raises:
        TemplateError: a template is broken; then there is no document at all.
    """
    printer = _Printer(maker, "" if office == BLANK else office, as_of)
    return tuple(
        Document(
            each.key,
            each.title,
            printer.print(each, view, context_of(view)),
            each.kind,
            each.home,
            year=str(which.year),
            clean=not view.draft,
            as_of=as_of,
        )
        for each, view in wanted
    )


@dataclass(frozen=True, slots=True)
class _Printer:
    """Prints one office's documents of one day; a template is read once."""

    maker: Maker
    office: str
    as_of: date
    templates: dict[str, Template] = field(default_factory=dict)

    def print(self, wanted: Wanted, view: View, context: Mapping[str, object]) -> bytes:
        """Return the content of a document."""
        settings = self.maker.settings
        if wanted.template not in self.templates:
            self.templates[wanted.template] = self.maker.template(wanted.template)
        template = self.templates[wanted.template]
        if wanted.kind is Kind.PAGE:
            return render_page(view, template, settings).encode()
        properties = Properties(wanted.title, self.office, self.as_of)
        return render_word(template, context, properties, settings)


def _context(view: PlanView, position: int | None) -> Mapping[str, object]:
    if position is None:
        return context_of(view)
    project, row = view.projects[position], view.table.rows[position]
    return {**context_of(view), "project": project, "row": row}
