"""Render: a Word template is filled in, the same bytes every time.

Text from the sheet is data: escaped, and never looked at as a template. The template
is staff's, so it is evaluated in a sandbox, and what is wrong with it is said with
the tag and the place.
"""

import gc
import re
import traceback
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from functools import lru_cache
from html import unescape
from io import BytesIO
from typing import Any, TypeAlias
from xml.parsers.expat import ParserCreate

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError
from lxml import etree
from markupsafe import Markup, escape

from sync.documents.assessed_view import AnswerView, AssessedView
from sync.documents.cover import Cover
from sync.documents.keyin_view import EntryView, KeyInView
from sync.documents.lines import LineView
from sync.documents.public_view import (
    EventView,
    IndexView,
    LinkView,
    ListedView,
    NoticeView,
    PublicView,
    YearView,
)
from sync.documents.refusing import (
    DamagedError,
    TagError,
    TagUnfinishedError,
    refusal,
)
from sync.documents.report_view import MoneyView, ReportedView, ReportView, StateView
from sync.documents.sandbox import Sandbox
from sync.documents.stray import stray_tag, what_it_lacks
from sync.documents.view import (
    DimensionView,
    PlanView,
    ProjectView,
    RowView,
    TableView,
)
from sync.documents.word_body import keep_last_rows, number_pictures, number_places
from sync.documents.word_styles import scale_cover, set_typography
from sync.memo import remembered
from sync.model.documents import Template
from sync.plan.text import digit_style, printable
from sync.settings.values import Digits, DocumentSettings
from sync.storage.archives import TEMPLATE, ArchiveTooLarge, open_archive
from sync.thai.folding import clean, shorten

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"
"""Bytes: a template that unpacks to more is refused before it is unpacked."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself; ``day`` is the day of its content."""

    title: str
    author: str
    day: date


def render_word(
    template: Template,
    context: Mapping[str, object],
    properties: Properties,
    settings: DocumentSettings,
) -> bytes:
    """Return a .docx: the template with the context filled in, always the same bytes.

    Raises:
        TemplateError: the template is no .docx, or a tag in it is wrong.
    """
    try:
        # kept in no name here: it would outlive its use
        made = _fill(_opened(template.content), context, properties, settings)
    except Exception as error:
        # a template is staff's own code: an expression in it can raise anything
        raise refusal(template.name, error, _why(error)) from error
    # python-docx's documents are cycles of a few objects around large trees: going by
    # the number of objects, the collector would let hundreds of them lie
    gc.collect(0)
    return made


def _opened(template: bytes) -> "_Template":
    try:
        open_archive(template, TEMPLATE).close()
        document = _Template(BytesIO(template))
        document.init_docx()
    except ArchiveTooLarge:
        raise
    except Exception as error:
        raise DamagedError(f"{type(error).__name__}: {first_line(error)}") from error
    return document


def engine(settings: DocumentSettings) -> Sandbox:
    """Return the jinja2 environment that templates are evaluated in."""
    return _engine(settings.text_digits, settings.table_digits)


@lru_cache(maxsize=4)  # one for each way of writing digits
def _engine(text_digits: Digits, table_digits: Digits) -> Sandbox:
    environment = Sandbox(
        _VIEWS, undefined=StrictUndefined, autoescape=True, finalize=_literal
    )
    text, table = digit_style(text_digits), digit_style(table_digits)
    environment.filters["text_digits"] = lambda value: text(str(value))
    environment.filters["table_digits"] = lambda value: table(str(value))
    return environment


_VIEWS: Mapping[type, frozenset[str]] = {
    view: frozenset(field.name for field in fields(view))
    for view in (
        *(PlanView, ProjectView, LineView, TableView, RowView, DimensionView),
        *(ReportView, StateView, MoneyView, ReportedView, KeyInView, EntryView),
        *(PublicView, LinkView, IndexView, YearView, ListedView, EventView, NoticeView),
        *(AssessedView, AnswerView),
    )
}

View: TypeAlias = (
    PlanView | ReportView | KeyInView | IndexView | NoticeView | AssessedView
)
"""What a template can be filled in with."""


def context_of(view: View) -> Mapping[str, object]:
    """Return a view's fields by name, as a template asks for them."""
    return {field.name: getattr(view, field.name) for field in fields(view)}


_DOCXTPL_ESCAPES = re.compile(r"(?<=\{)_(?=[{%])|(?<=[}%])_(?=\})")
"""docxtpl turns ``{_{`` into ``{{`` after rendering, in people's text as well."""


def _literal(value: object) -> Markup:
    text = escape(value)
    return Markup(_DOCXTPL_ESCAPES.sub("&#95;", text)) if "_" in text else text  # noqa: S704


# --- filling ----------------------------------------------------------------------


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, but strict and quick: a mistake has its place, and is never mended.

    ``rendered`` is the whole main part. Moving a long body into the document it came
    from takes longer than rendering it, so that is left out.
    """

    sandbox: Sandbox
    rendered: bytes

    def patch_xml(self, src_xml: str) -> str:
        return _patched(self.sandbox, src_xml)

    def render_xml_part(self, src_xml: str, *others: object) -> str:
        # a tag between two paragraphs gets a line of its own, so that it has a place
        source = _AFTER_BLOCK.sub(r"\1\n{%", src_xml)
        try:
            xml = str(super().render_xml_part(source, *others))
        except Exception as error:
            raise TagError(f"{first_line(error)}{_place(error, source)}") from error
        for block in _BLOCKS:
            xml = xml.replace(f"</w:{block}>\n", f"</w:{block}>")
        return xml

    def resolve_listing(self, xml: str) -> str:
        return xml  # our text has no line breaks or tabs to turn into XML

    def fix_tables(self, xml: str) -> None:
        """Take the body as it was rendered: our tables need no mending.

        It stays text. A tree of it would take four times the memory.
        """
        around = deepcopy(self.docx.element)
        around.replace(around.body, etree.Comment("body"))
        frame = etree.tostring(around, encoding="unicode")
        body = number_places(number_pictures(keep_last_rows(xml)))
        self.rendered = (_DECLARATION + frame.replace(_BODY, body)).encode()
        ParserCreate(namespace_separator=" ").Parse(self.rendered, True)  # noqa: FBT003

    def fix_docpr_ids(self, tree: None) -> None:
        """Leave it: ``fix_tables`` has numbered the pictures."""

    def map_tree(self, tree: None) -> None:
        """Leave it: ``rendered`` takes the place of what the template had."""


@remembered
def _patched(_sandbox: Sandbox, src_xml: str) -> str:
    """Take tags out of the markup that Word puts into them, as docxtpl does."""
    for text in re.split(r"</?w:p(?: [^>]*)?>", src_xml):
        # docxtpl would swallow everything up to the next tag that is closed
        if _UNCLOSED.search(_plain(text)):
            raise TagUnfinishedError(f"a tag is not closed{_quoted(text)}")
        if stray := stray_tag(unescape(_plain(text))):
            raise TagUnfinishedError(f"{what_it_lacks(stray)}{_quoted(text)}")
    return str(DocxTemplate("").patch_xml(src_xml))


_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BODY = "<!--body-->"
_BLOCKS = ("p", "tr", "tbl")
_AFTER_BLOCK = re.compile(rf"(</w:(?:{'|'.join(_BLOCKS)})>)\{{%")
_UNCLOSED = re.compile(
    r"\{\{(?:(?!\}\}).)*(?:\{[{%]|$) | \{%(?:(?!%\}).)*(?:\{[{%]|$)",
    re.VERBOSE | re.DOTALL,
)


def _fill(
    document: _Template,
    context: Mapping[str, object],
    properties: Properties,
    settings: DocumentSettings,
) -> bytes:
    document.sandbox = engine(settings)
    document.render(context, jinja_env=document.sandbox, autoescape=True)
    styles = document.docx.styles.element
    set_typography(styles, settings)
    if cover := Cover.of(context):
        scale_cover(styles, cover.scale)
    _set_properties(document.docx.core_properties, properties)
    saved = BytesIO()
    document.save(saved)
    main = str(document.docx.part.partname).lstrip("/")
    return _pack(saved, {main: document.rendered})


def _set_properties(written: Any, properties: Properties) -> None:  # noqa: ANN401
    # Word takes 255 characters at most
    written.title = (shorten(printable(properties.title), 100) or written.title)[:255]
    written.author = shorten(printable(properties.author), 100)[:255]
    written.last_modified_by = written.author
    written.language = "th-TH"
    written.revision = 1
    written.created = written.modified = datetime.combine(properties.day, time.min)


def _pack(saved: BytesIO, replaced: Mapping[str, bytes]) -> bytes:
    """Pack the parts again, in a fixed order and with a fixed time."""
    packed = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        names = sorted(source.namelist())
        names.sort(key=lambda name: name != _CONTENT_TYPES)
        for name in names:
            info = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
            info.create_system = 3  # else Windows and Linux differ in a byte
            content = replaced.get(name) or source.read(name)
            target.writestr(info, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


# --- what is wrong with a template ------------------------------------------------


def _why(error: Exception) -> str:
    if isinstance(error, (TagError, ArchiveTooLarge, DamagedError)):
        return str(error)
    return f"{type(error).__name__}: {first_line(error)}"


def first_line(error: Exception) -> str:
    """Return what an error says, in one line and in a template's words."""
    first = (str(error).splitlines() or [type(error).__name__])[0]
    return _NO_FIELD.sub(r"\1 is undefined", first)


_NO_FIELD = re.compile(r"'sync\.[\w.]+ object' has no attribute ('\w+')")


def wrong_line(error: Exception) -> int:
    """Return the number of the line in which a tag went wrong, 0 if none is known."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    numbers = [frame.lineno or 0 for frame in frames if frame.filename == _NAMELESS]
    return numbers[-1] if numbers else 0


def _place(error: Exception, source: str) -> str:
    """Return the text of the line in which a tag went wrong."""
    # docxtpl puts every paragraph on a line of its own before it renders
    lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", source).splitlines()
    number = wrong_line(error)
    return _quoted(lines[number - 1]) if 1 <= number <= len(lines) else ""


_NAMELESS = "<template>"
"""What jinja2 calls a template that has no file, in tracebacks."""


def _quoted(xml: str) -> str:
    text = clean(unescape(_plain(xml)))
    return f" – “{shorten(text, 120)}”" if text else ""


def _plain(xml: str) -> str:
    return re.sub("<[^>]+>", "", xml)
