"""The plan becomes a web page that everybody can read, alone in one file."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Self

import docx
import pytest
from docx.oxml.ns import qn

from sync.documents.html import render_page
from sync.documents.view import PlanView, view_plan
from sync.documents.word import Properties, context_of, render_word
from sync.errors import TemplateError
from sync.model.documents import Template
from sync.model.plan import Heading, Plan
from sync.plan.matching import match_details
from sync.plan.totals import compute_totals
from sync.settings.values import DocumentSettings
from templates.word.documents import TEMPLATES
from tests.shared import shared_data
from tests.unit.documents.test_word_real_plan import plan_of as plan_of_source
from tests.unit.fictional import DIMENSIONS, INFO, PLAN, detail, plan_of, plan_with

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


# --- the page as a browser has it -------------------------------------------------


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


def compared(text: str) -> str:
    return re.sub(r"\s+", "", text)


# --- what it says -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "errors", "settings"),
    [
        (PLAN, 0, SETTINGS),
        (PLAN, 3, ARABIC),
        (plan_of(11), 1, DocumentSettings(table_digits="thai")),
        (EMPTY, 0, SETTINGS),
        *((plan_with(text), 0, ARABIC) for text in HOSTILE),
    ],
)
def test_it_says_what_the_booklet_says_in_the_same_order(
    plan: Plan, errors: int, settings: DocumentSettings
) -> None:
    view = view_of(plan, errors=errors, settings=settings)

    page = tree_of(page_of(plan, errors=errors, settings=settings))

    assert compared(page.text(shown=True)) == compared(booklet_of(view, settings))


def test_every_word_of_a_real_plan_is_there() -> None:
    source = json.loads(shared_data("tako-2569.json").read_text("utf-8"))
    plan = plan_of_source(source)

    page = tree_of(page_of(plan))

    # what the booklet has of it is proved word by word, in test_render_real_plan
    booklet = booklet_of(view_of(plan), SETTINGS)
    assert compared(page.text(shown=True)) == compared(booklet)


def booklet_of(view: PlanView, settings: DocumentSettings) -> str:
    content = render_word(
        Template("plan.docx", TEMPLATES["plan.docx"]),
        context_of(view),
        Properties(view.title, view.office, AS_OF),
        settings,
    )
    body = docx.Document(BytesIO(content)).element.body
    return " ".join(p.text for p in body.iter(qn("w:p")))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_the_sheet_adds_no_markup(text: str) -> None:
    harmless = tree_of(page_of(plan_with("ธรรมดา")))
    hostile = tree_of(page_of(plan_with(text)))

    def shape(page: Node) -> list[tuple[str, list[str]]]:
        return [(node.tag, list(node.attributes)) for node in page.all()]

    assert shape(hostile) == shape(harmless)


def test_a_draft_says_so_first() -> None:
    draft = tree_of(page_of(PLAN, errors=4))

    assert draft.one("header").text().split("\n")[1] == "ร่าง – ต้องแก้ไข ๔ จุด"
    assert draft.one("title").text().startswith("ร่าง – แผนปฏิบัติการ")
    clean = page_of(PLAN)
    assert "ร่าง" not in tree_of(clean).text()


def test_the_title_names_plan_year_and_office() -> None:
    assert tree_of(page_of(PLAN)).one("title").text() == (
        "แผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ พ.ศ. ๒๕๗๐ – องค์การบริหารส่วนตำบลธารสมมุติ"
    )


def test_lines_with_a_mark_are_lists_and_others_paragraphs() -> None:
    typed = "นำ\n๑) หนึ่ง\n๒) สอง\nคั่น\n• สาม\nท้าย"
    texts = {Heading.METHOD: typed}
    plan = replace(PLAN, details=(detail(PLAN.projects[0].name, texts),))

    page = tree_of(page_of(plan))

    part = next(
        node
        for node in page.all("div")
        if "part" in node.classes and "วิธีดำเนินการ" in node.text()
    )
    said = [(n.tag, " ".join(n.text().split())) for n in part.all("p", "ul", "li")]
    assert said == [
        ("p", "นำ"),
        ("ul", "๑) หนึ่ง ๒) สอง"),
        *(("li", "๑) หนึ่ง"), ("li", "๒) สอง")),
        ("p", "คั่น"),
        *(("ul", "• สาม"), ("li", "• สาม")),
        ("p", "ท้าย"),
    ]


def test_the_same_plan_gives_the_same_page() -> None:
    assert page_of(plan_of(12), errors=2) == page_of(plan_of(12), errors=2)


# --- it stands alone --------------------------------------------------------------


@pytest.mark.parametrize("plan", [PLAN, *map(plan_with, HOSTILE)])
def test_nothing_is_fetched_and_nothing_runs(plan: Plan) -> None:
    page = tree_of(page_of(plan, errors=1))

    nodes = list(page.all())
    fetching = {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert fetching.isdisjoint(node.tag for node in nodes)
    names = {name for node in nodes for name in node.attributes}
    assert {"src", "srcset", "style", "action"}.isdisjoint(names)
    assert not [name for name in names if name.startswith("on")]
    style = page.one("style").text()
    assert "url(" not in style
    assert "@import" not in style


def test_its_policy_forbids_what_it_does_not_need() -> None:
    page = tree_of(page_of(PLAN))

    (policy,) = (
        node.attributes["content"]
        for node in page.all("meta")
        if node.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.split("; ") == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


# --- who cannot see it, or uses a keyboard ----------------------------------------


@pytest.mark.parametrize("plan", [PLAN, EMPTY, plan_of(11)])
def test_every_reference_leads_to_one_place(plan: Plan) -> None:
    nodes = list(tree_of(page_of(plan)).all())

    ids = Counter(node.attributes["id"] for node in nodes if "id" in node.attributes)
    assert set(ids.values()) == {1}
    links = [node.attributes["href"] for node in nodes if node.tag == "a"]
    assert {link[0] for link in links} == {"#"}
    named = {link[1:] for link in links}
    for name in ("headers", "aria-labelledby"):
        for node in nodes:
            named.update(node.attributes.get(name, "").split())
    assert named <= set(ids)


def test_the_page_says_its_language_and_fits_a_telephone() -> None:
    page = tree_of(page_of(PLAN))

    assert page.one("html").attributes["lang"] == "th"
    english = [p.text() for p in page.all("p") if p.attributes.get("lang") == "en"]
    assert english == ["Action Plan", "For an Honest & Open Office"]
    metas = [node.attributes for node in page.all("meta")]
    assert metas[0] == {"charset": "utf-8"}
    viewport = {"name": "viewport", "content": "width=device-width, initial-scale=1"}
    assert viewport in metas


def test_headings_are_a_ladder_without_missing_rungs() -> None:
    page = tree_of(page_of(plan_of(11)))

    levels = [int(node.tag[1]) for node in page.all("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_a_keyboard_can_skip_to_the_table_and_scroll_it() -> None:
    body = tree_of(page_of(PLAN)).one("body")

    first = next(body.all("a"))
    assert first.attributes == {"class": "skip", "href": "#plan"}
    (place,) = (n for n in body.all() if n.attributes.get("id") == "plan")
    (region,) = (n for n in place.all() if n.attributes.get("role") == "region")
    assert region.attributes["tabindex"] == "0"
    assert region.attributes["aria-labelledby"] == "table-title"
    assert region.one("h2").attributes["id"] == "table-title"
    assert region.one("table").attributes["aria-labelledby"] == "table-title"


def test_the_contents_and_the_table_lead_to_the_projects() -> None:
    page = tree_of(page_of(plan_of(11)))

    wanted = [f"#project-{number}" for number in range(1, 12)]
    for place in (page.one("nav"), page.one("tbody")):
        assert [a.attributes["href"] for a in place.all("a")] == wanted
    articles = list(page.all("article"))
    assert [f"#{article.attributes['id']}" for article in articles] == wanted
    for number, article in zip("๑๒๓", articles, strict=False):
        assert f"ชื่อโครงการ : โครงการ {number}" in article.one("h2").text()
    assert not list(tree_of(page_of(plan_of(10))).all("nav"))


@pytest.mark.parametrize("plan", [PLAN, EMPTY])
def test_every_cell_names_the_headers_it_stands_under(plan: Plan) -> None:
    table = tree_of(page_of(plan)).one("table")

    grid = grid_of(list(table.all("tr")))
    above, below = grid[:2], grid[2:]
    assert {len(row) for row in grid} == {9}
    assert sum(group.span("span") for group in table.all("colgroup")) == 9
    scopes = {n.attributes["id"]: n.attributes["scope"] for n in table.all("th")}
    assert scopes["quarters"] == "colgroup"
    for row in below:
        (title,) = {n.attributes["id"] for n in row if n.tag == "th"}
        assert scopes[title] == "row"
        for column, cell in enumerate(row):
            if cell.tag == "td":
                heads = [head[column].attributes["id"] for head in above]
                wanted = [*dict.fromkeys(heads), title]
                assert cell.attributes["headers"].split() == wanted


def grid_of(rows: list[Node]) -> list[list[Node]]:
    """Return the cell that covers each place, as a browser lays them out."""
    grid: list[list[Node]] = []
    falling: dict[int, tuple[Node, int]] = {}
    for row in rows:
        cells = row.all("td", "th")
        places: list[Node] = []
        while True:
            column = len(places)
            if column in falling:
                cell, left = falling.pop(column)
                if left > 1:
                    falling[column] = (cell, left - 1)
                places.append(cell)
                continue
            following = next(cells, None)
            if following is None:
                break
            for offset in range(following.span("colspan")):
                if following.span("rowspan") > 1:
                    down = following.span("rowspan") - 1
                    falling[column + offset] = (following, down)
                places.append(following)
        grid.append(places)
    return grid


def test_a_tick_is_read_as_a_word() -> None:
    cells = [
        cell
        for cell in tree_of(page_of(PLAN)).one("tbody").all("td")
        if "quarter-" in cell.attributes["headers"]
    ]

    seen = [cell.text(shown=True) for cell in cells]
    assert seen == ["", "☑", "", "", "☑", "", "", "☑"]
    heard = [
        "".join(n.text() for n in cell.all() if "aria-hidden" not in n.attributes)
        for cell in cells
    ]
    word = "ดำเนินการ"
    assert heard == ["", word, "", "", word, "", "", word]


# --- its colours ------------------------------------------------------------------

SURFACES = ("page", "paper", "tint")
INKS = ("ink", "quiet", "accent")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(scheme: str) -> None:
    colours = schemes()[scheme]

    pairs = [(ink, surface) for ink in INKS for surface in SURFACES]
    faint = {
        pair: contrast(colours[pair[0]], colours[pair[1]])
        for pair in [*pairs, ("draft-ink", "draft")]
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert faint == {}


def test_every_colour_is_one_of_those_that_are_measured() -> None:
    style = tree_of(page_of(PLAN, errors=1)).one("style").text()
    rules = re.sub(r"--[\w-]+:[^;]+;|/\*.*?\*/", "", style, flags=re.DOTALL)

    inks = set(re.findall(r"(?<![-\w])color: ([^;]+);", rules))
    grounds = set(re.findall(r"background(?:-color)?: ([^;]+);", rules))
    assert inks == {*(f"var(--{ink})" for ink in (*INKS, "draft-ink")), "inherit"}
    assert grounds == {*(f"var(--{name})" for name in (*SURFACES, "draft")), "none"}
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|opacity", rules)


def schemes() -> dict[str, dict[str, str]]:
    style = tree_of(page_of(PLAN)).one("style").text()
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    )
    return {"light": light, "dark": {**light, **dark}}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 measures it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- on paper ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new_page", "says"), [(True, "break-before: page;"), (False, "padding-top: 18pt;")]
)
def test_projects_begin_a_page_if_the_office_wants_it(
    new_page: bool, says: str
) -> None:
    settings = DocumentSettings(new_page_per_project=new_page)

    style = tree_of(page_of(PLAN, settings=settings)).one("style").text()

    assert f".project {{ {says} }}" in style


def test_page_numbers_have_the_digits_of_the_text() -> None:
    assert "counter(page, thai)" in page_of(PLAN)
    assert "counter(page) " in page_of(PLAN, settings=ARABIC)


# --- a template of the office's own -----------------------------------------------


def test_a_template_can_come_from_notepad() -> None:
    own = "\ufeff<p>{{ office }}</p>\r\n<p>{{ 2|text_digits }}</p>".encode()

    assert page_of(PLAN, template=own) == ("<p>องค์การบริหารส่วนตำบลธารสมมุติ</p>\n<p>๒</p>")


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("<p>\n\n<b>{{ ofice }}</b>", "'ofice' is undefined – line 3 “<b>{{ ofice }}</b>”"),
        (
            '<p>\r\n<a href="{{ table.ofice }}">',
            "'ofice' is undefined – line 2 “<a href=\"{{ table.ofice }}\">”",
        ),
        ("{% for x in projects %}\u2028\n{{ x.nmae }}{% endfor %}", "'nmae' is undefined – line 2 “{{ x.nmae }}{% endfor %}”"),
        ("a\n{% if office %}b", "Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'. – line 2 “{% if office %}b”"),
        ("{{ office|upcase }}", "No filter named 'upcase'. – line 1 “{{ office|upcase }}”"),
        ("{{ 1 // 0 }}", "integer division or modulo by zero – line 1 “{{ 1 // 0 }}”"),
        ("{{ ''.__class__.mro() }}", "access to attribute '__class__' of 'str' object is unsafe. – line 1 “{{ ''.__class__.mro() }}”"),
        ("{% include 'x' %}", "no loader for this environment specified – line 1 “{% include 'x' %}”"),
    ],
)  # fmt: skip
def test_a_broken_template_is_named_with_tag_and_line(template: str, why: str) -> None:
    assert stop(template.encode()) == ("web/plan.html", why)


def test_a_template_in_another_encoding_is_refused() -> None:
    assert stop("ก".encode("cp874"))[1].startswith("ไม่ใช่ UTF-8 ให้บันทึกเป็น UTF-8")


def stop(template: bytes) -> tuple[object, str]:
    with pytest.raises(TemplateError) as caught:
        page_of(PLAN, template=template)
    facts = caught.value.facts
    return facts["template"], str(facts["why"])


def test_on_a_narrow_screen_each_row_is_a_card_and_the_table_stays_one() -> None:
    written = page_of(PLAN)

    row = re.search(r"<tbody.*?<tr role=\"row\">(.*?)</tr>", written, re.DOTALL)
    assert row
    cells = re.findall(r"<td role=\"cell\"[^>]*data-label=\"([^\"]+)\"", row[1])
    assert cells == [
        *("ลำดับ ", "มิติ", "งบประมาณ (บาท)"),
        *("ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4", "หมายเหตุ"),
    ]
    # what is shown as blocks is no table to a screen reader, unless it says so
    for element, role in {"table": "table", "tr": "row", "td": "cell"}.items():
        assert not re.search(rf"<{element}(?! role=\"{role}\")[ >]", written)
    narrow = re.search(r"@media screen and \(max-width.*?\n}", written, re.DOTALL)
    assert narrow
    assert "content: attr(data-label)" in narrow[0]


def test_page_and_document_say_how_many_budgets_are_not_in_the_total() -> None:
    project = replace(PLAN.projects[0], budget=None)
    plan = replace(PLAN, projects=(project, *PLAN.projects[1:]))
    said = "ยังไม่รวม ๑ โครงการ"

    assert said in tree_of(page_of(plan)).text(shown=True)
    assert said in booklet_of(view_of(plan), SETTINGS)
