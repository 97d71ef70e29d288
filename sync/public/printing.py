"""Printing: a version as its page and as its paper, in the clothes of today."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sync import __version__
from sync.documents.html import render_page
from sync.documents.public_view import PublicView
from sync.documents.report_view import ReportView, view_report
from sync.documents.view import PlanView, view_plan
from sync.documents.word import Properties, context_of, render_word
from sync.messages import Words
from sync.model.chain import Chained
from sync.model.documents import Document, Template
from sync.model.plan import Info, PlanInfo
from sync.plan.text import printable
from sync.plan.totals import compute_totals
from sync.progress.figures import add_up
from sync.public.data import Label
from sync.public.editions import Edition
from sync.public.restoring import restored_info, restored_plan, restored_report
from sync.settings.values import DocumentSettings


@dataclass(frozen=True, slots=True)
class Press:
    """What versions are printed with.

    ``template`` gives a template by its name, ``label`` what staff call a state or a
    reason. ``plans`` are the versions of all plans, which name the people of a report.
    ``problems`` says whether problems and suggestions are printed.
    """

    template: Callable[[str], Template]
    settings: DocumentSettings
    label: Label
    words: Words
    plans: Sequence[Edition]
    problems: bool


def title_of(edition: Edition, words: Words) -> str:
    """Return what a version's document is called."""
    if edition.months:
        months, year = str(edition.months), str(edition.year)
        return words.say("report.title", months=months, year=year)
    return words.say("document.title", year=str(edition.year))


def view_of(edition: Edition, press: Press) -> PlanView | ReportView:
    """Return a version as its documents print it, without what is personal."""
    if edition.months:
        return _view_report(edition, press)
    restored = restored_plan(edition)
    return view_plan(
        restored.plan,
        compute_totals(restored.plan),
        restored.matching,
        dimensions=restored.dimensions,
        as_of=edition.as_of,
        errors=0,
        content_code=edition.short_code,
        settings=press.settings,
    )


def page_of(
    edition: Edition, view: PlanView | ReportView, public: PublicView, press: Press
) -> str:
    """Return a version's page.

    Raises:
        TemplateError: the page's template is broken.
    """
    name = "web/report.html" if edition.months else "web/plan.html"
    shown = replace(view, public=public)
    return render_page(shown, press.template(name), press.settings)


def paper_of(edition: Edition, view: PlanView | ReportView, press: Press) -> Document:
    """Return a version as its Word document, of which a PDF is made.

    Raises:
        TemplateError: the template is broken.
    """
    name = "report.docx" if edition.months else "plan.docx"
    title = title_of(edition, press.words)
    about = Properties(title, printable(edition.office), edition.as_of)
    content = render_word(press.template(name), context_of(view), about, press.settings)
    return Document(edition.dated_name, title, content)


def paper_parts(edition: Edition, press: Press) -> Sequence[str]:
    """Return all that a version's Word document is made of, to tell whether it is the same."""
    template = press.template("report.docx" if edition.months else "plan.docx")
    return (
        __version__,
        hashlib.sha256(template.content).hexdigest(),
        press.settings.model_dump_json(),
        edition.code,
        edition.office,
        edition.as_of.isoformat(),
        str(press.problems),
        *info_for(edition, press.plans).texts.values(),
    )


def info_for(edition: Edition, plans: Sequence[Edition]) -> PlanInfo:
    """Return whose a version is; of a report, the plan's that was finished before it."""
    if edition.document is Chained.PLAN:
        return restored_info(edition)
    before = [plan for plan in plans if plan.number < edition.number]
    for plan in (*reversed(before), *plans):
        return restored_info(plan)
    return PlanInfo({Info.OFFICE: edition.office})


def _view_report(edition: Edition, press: Press) -> ReportView:
    restored = restored_report(edition, problems=press.problems)
    return view_report(
        info_for(edition, press.plans),
        restored.round,
        restored.told,
        add_up(restored.told),
        dimensions=restored.dimensions,
        as_of=edition.as_of,
        errors=0,
        content_code=edition.short_code,
        settings=press.settings,
        label=press.label,
        words=press.words,
    )
