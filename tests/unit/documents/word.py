"""Plans printed with the Word templates that ship, opened again."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from sync.documents.view import view_plan
from sync.documents.word import Properties, context_of, render_word
from sync.errors import TemplateError
from sync.model.documents import Template
from sync.model.plan import Info, Plan
from sync.plan.matching import match_details
from sync.plan.totals import compute_totals
from sync.settings.values import DocumentSettings
from templates.word.documents import TEMPLATES
from tests.unit.fictional import DIMENSIONS, PLAN

TEMPLATE = TEMPLATES["plan.docx"]


AS_OF = date(2026, 11, 16)


def render(
    plan: Plan,
    *,
    errors: int = 0,
    settings: DocumentSettings | None = None,
    template: bytes = TEMPLATE,
) -> bytes:
    settings = settings or DocumentSettings()
    view = view_plan(
        plan,
        compute_totals(plan),
        match_details(plan),
        dimensions=DIMENSIONS,
        as_of=AS_OF,
        errors=errors,
        content_code="",
        settings=settings,
    )
    return render_word(
        Template("plan.docx", template),
        context_of(view),
        Properties(view.title, plan.info.text(Info.OFFICE), AS_OF),
        settings,
    )


def project_document(plan: Plan, errors: int) -> bytes:
    """Return the paper of a plan's first project."""
    settings = DocumentSettings()
    view = view_plan(
        plan,
        compute_totals(plan),
        match_details(plan),
        dimensions=DIMENSIONS,
        as_of=AS_OF,
        errors=errors,
        content_code="",
        settings=settings,
    )
    project, row = view.projects[0], view.table.rows[0]
    return render_word(
        Template("project.docx", TEMPLATES["project.docx"]),
        {**context_of(view), "project": project, "row": row},
        Properties(project.name, view.office, AS_OF),
        settings,
    )


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def lines(document: Document) -> list[str]:
    """Every paragraph's text in reading order, those of the table's cells as well."""
    return [p.text for p in document.element.body.iter(qn("w:p"))]


def edited(change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """Return the template as somebody might have edited it."""
    saved = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(TEMPLATE)) as source,
        zipfile.ZipFile(saved, "w") as target,
    ):
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, change(text) if name == part else text)
    return saved.getvalue()


def stop(template: bytes) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        render(PLAN, template=template)
    return caught.value
