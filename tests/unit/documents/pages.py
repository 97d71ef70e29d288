"""Plans as web pages, read as a browser does."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Self

import docx
from docx.oxml.ns import qn

from sync.documents.html import render_page
from sync.documents.view import PlanView, view_plan
from sync.documents.word import Properties, context_of, render_word
from sync.model.documents import Template
from sync.model.plan import Plan
from sync.plan.matching import match_details
from sync.plan.totals import compute_totals
from sync.settings.values import DocumentSettings
from templates.word.documents import TEMPLATES
from tests.unit.fictional import DIMENSIONS, INFO

TEMPLATE = (Path(__file__).parents[3] / "templates" / "web" / "plan.html").read_bytes()
SETTINGS = DocumentSettings()
ARABIC = DocumentSettings(text_digits="arabic")
AS_OF = date(2026, 11, 16)
EMPTY = Plan(replace(INFO, texts={}, fiscal_year=None), (), (), ())
HOSTILE = (
    "{{ 7*7 }} {% for x in y %} {# no #} {{ ''.__class__ }}",
    "<script>alert(1)</script></style><b>หนา</b> & &amp; &#65; <!-- -->",
    '" onclick=\'x\' href="https://example.com/" ]]>',
    "{_{ a }_} {_% b %_}",
    "https://example.com/a?b=1&c=2",
    "น้ำ กี่ ผู้ใหญ่ ปู่ ญี่ปุ่น ฏิฎุ ฤๅ 😀 ☑ 中文",
)


def view_of(
    plan: Plan, *, errors: int = 0, settings: DocumentSettings = SETTINGS
) -> PlanView:
    return view_plan(
        plan,
        compute_totals(plan),
        match_details(plan),
        dimensions=DIMENSIONS,
        as_of=AS_OF,
        errors=errors,
        content_code="",
        settings=settings,
    )


def page_of(
    plan: Plan,
    *,
    errors: int = 0,
    settings: DocumentSettings = SETTINGS,
    template: bytes = TEMPLATE,
) -> str:
    view = view_of(plan, errors=errors, settings=settings)
    return render_page(view, Template("web/plan.html", template), settings)


@dataclass
class Node:
    """An element; ``inside`` has its elements and texts in reading order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Node | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Self]:
        for child in self.inside:
            if isinstance(child, type(self)):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def one(self, tag: str) -> Self:
        (found,) = self.all(tag)
        return found

    def text(self, *, shown: bool = False) -> str:
        """Return all its text, or only that which is shown to the eye."""
        unseen = {"hidden", "skip"} & set(self.classes)
        if shown and (unseen or self.tag in {"head", "style"}):
            return ""
        return "".join(
            child if isinstance(child, str) else child.text(shown=shown)
            for child in self.inside
        )

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def span(self, name: str) -> int:
        return int(self.attributes.get(name, "1"))


class _Tree(HTMLParser):
    """Builds the tree, and stops at a tag that is not closed in its place."""

    VOID = frozenset({"meta", "br", "img", "link", "hr", "input", "col"})

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in self.VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree_of(page: str) -> Node:
    parser = _Tree()
    parser.feed(page)
    parser.close()
    assert len(parser.open) == 1
    return parser.open[0]


def booklet_of(view: PlanView, settings: DocumentSettings) -> str:
    content = render_word(
        Template("plan.docx", TEMPLATES["plan.docx"]),
        context_of(view),
        Properties(view.title, view.office, AS_OF),
        settings,
    )
    body = docx.Document(BytesIO(content)).element.body
    return " ".join(p.text for p in body.iter(qn("w:p")))
