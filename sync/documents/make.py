"""Press: a finished view is printed as every document there is to be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sync.documents.html import render_page
from sync.documents.view import BLANK, PlanView
from sync.documents.wanted import Wanted, wanted_documents, yearless_key
from sync.documents.word import Properties, context_of, render_word
from sync.messages import Words
from sync.model.documents import Document, Kind, Template
from sync.model.plan import Plan
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
    templates: dict[str, Template] = {}

    def make(wanted: Wanted) -> Document:
        if wanted.template not in templates:
            templates[wanted.template] = maker.template(wanted.template)
        template = templates[wanted.template]
        if wanted.kind is Kind.PAGE:
            content = render_page(view, template, maker.settings).encode()
        else:
            office = "" if view.office == BLANK else view.office
            content = render_word(
                template,
                _context(view, wanted.position),
                Properties(wanted.title, office, as_of),
                maker.settings,
            )
        return Document(
            wanted.key,
            wanted.title,
            content,
            wanted.kind,
            wanted.home,
            year=str(plan.info.fiscal_year or ""),
            clean=not view.errors,
            as_of=as_of,
            yearless_key="" if wanted.home is None else yearless_key(maker.words),
            name=wanted.name,
        )

    return tuple(map(make, wanted_documents(plan, maker.settings, maker.words)))


def _context(view: PlanView, position: int | None) -> Mapping[str, object]:
    if position is None:
        return context_of(view)
    project, row = view.projects[position], view.table.rows[position]
    return {**context_of(view), "project": project, "row": row}
