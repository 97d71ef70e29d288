"""The page for who cannot see it, uses a keyboard, or has a narrow screen."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from sync.model.plan import Plan
from tests.unit.documents.pages import EMPTY, Node, page_of, tree_of
from tests.unit.fictional import PLAN, plan_of


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
