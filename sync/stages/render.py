"""Render: a plan and a Word template become a document, the same bytes every time.

Text from the sheet is data: escaped, and never looked at as a template. The template
is staff's, so it is evaluated in a sandbox, and what is wrong with it is said with
the tag and the place.
"""

import re
import traceback
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from sync.config import DocumentSettings
from sync.errors import TemplateError
from sync.model import Plan, Totals
from sync.stages.printing import digit_style
from sync.stages.view import PlanView, view_plan
from sync.thai.folding import clean, shorten

_TEMPLATE = Path("plan.docx")
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"


def render_plan(  # noqa: PLR0913 - what a document shows, each by name
    plan: Plan,
    totals: Totals,
    *,
    dimensions: Sequence[str],
    as_of: date,
    errors: int,
    digits: DocumentSettings,
    template: bytes,
    template_name: Path = _TEMPLATE,
) -> bytes:
    """Give the plan booklet as .docx; a draft that says so when there are errors.

    Raises:
        TemplateError: the template is no .docx, or a tag in it is wrong.
    """
    view = view_plan(
        plan,
        totals,
        dimensions=dimensions,
        as_of=as_of,
        errors=errors,
        digits=digits,
    )
    try:
        return _fill(template, view, engine(digits), as_of)
    except Exception as error:
        # a template is staff's own code: an expression in it can raise anything
        raise TemplateError(template_name, _why(error)) from error


def engine(digits: DocumentSettings) -> ImmutableSandboxedEnvironment:
    """Give the jinja2 environment that templates are evaluated in."""
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=_literal
    )
    text, table = digit_style(digits.text_digits), digit_style(digits.table_digits)
    environment.filters["text_digits"] = lambda value: text(str(value))
    environment.filters["table_digits"] = lambda value: table(str(value))
    return environment


def context_of(view: PlanView) -> Mapping[str, object]:
    """Give a view's fields by name, as a template asks for them."""
    return {field.name: getattr(view, field.name) for field in fields(view)}


_DOCXTPL_ESCAPES = re.compile(r"(?<=\{)_(?=[{%])|(?<=[}%])_(?=\})")
"""docxtpl turns ``{_{`` into ``{{`` after rendering, in people's text as well."""


def _literal(value: object) -> Markup:
    return Markup(_DOCXTPL_ESCAPES.sub("&#95;", escape(value)))  # noqa: S704


# --- filling ----------------------------------------------------------------------


class _TagError(Exception):
    """A tag of the template is wrong; says which, and where."""


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, but a mistake has its place, and broken XML is not mended silently."""

    def render_xml_part(self, src_xml: str, *others: object) -> str:
        try:
            return str(super().render_xml_part(src_xml, *others))
        except Exception as error:
            raise _TagError(f"{_first_line(error)}{_place(error, src_xml)}") from error

    def fix_tables(self, xml: str) -> Any:  # noqa: ANN401
        etree.fromstring(xml)
        return super().fix_tables(xml)

    def resolve_listing(self, xml: str) -> str:
        return xml  # our text has no line breaks or tabs to turn into XML


def _fill(
    template: bytes,
    view: PlanView,
    environment: ImmutableSandboxedEnvironment,
    as_of: date,
) -> bytes:
    document = _Template(BytesIO(template))
    document.render(context_of(view), jinja_env=environment, autoescape=True)
    _keep_last_rows(document.docx)
    _set_properties(document.docx.core_properties, view, as_of)
    saved = BytesIO()
    document.save(saved)
    return _packed_alike(saved)


def _keep_last_rows(document: Any) -> None:  # noqa: ANN401
    """Keep every table's last row on the page of the row above it."""
    for table in document.element.body.iter(qn("w:tbl")):
        for row in table.findall(qn("w:tr"))[-2:-1]:
            for element in row.iter(qn("w:p")):
                Paragraph(element, document).paragraph_format.keep_with_next = True


def _set_properties(properties: Any, view: PlanView, as_of: date) -> None:  # noqa: ANN401
    # Word takes 255 characters at most
    properties.title = (shorten(view.title, 100) or properties.title)[:255]
    properties.author = shorten(clean(view.office), 100)[:255]
    properties.last_modified_by = properties.author
    properties.language = "th-TH"
    properties.revision = 1
    day = datetime(as_of.year, as_of.month, as_of.day)  # noqa: DTZ001 - Word's are bare
    properties.created = properties.modified = day


def _packed_alike(saved: BytesIO) -> bytes:
    """Pack the parts again, in a fixed order and with a fixed time."""
    packed = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(
            source.namelist(), key=lambda name: (name != _CONTENT_TYPES, name)
        ):
            info = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
            info.create_system = 3
            target.writestr(info, source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


# --- what is wrong with a template ------------------------------------------------


def _why(error: Exception) -> str:
    if isinstance(error, _TagError):
        return str(error)
    return f"{type(error).__name__}: {_first_line(error)}"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _place(error: Exception, source: str) -> str:
    """Give the text of the paragraph in which a tag went wrong."""
    if isinstance(error, TemplateSyntaxError):
        numbers = [error.lineno]
    else:
        frames = traceback.extract_tb(error.__traceback__)
        numbers = [f.lineno or 0 for f in frames if f.filename == "<template>"]
    # docxtpl puts every paragraph on a line of its own before it renders
    lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", source).splitlines()
    if not numbers or not 1 <= numbers[-1] <= len(lines):
        return ""
    text = clean(re.sub("<[^>]+>", "", lines[numbers[-1] - 1]))
    return f" – “{shorten(text, 120)}”" if text else ""
