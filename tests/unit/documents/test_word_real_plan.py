"""Every word of a real plan is in its document, in its place.

The plan is not in the repository; where its transcription is not at hand, there is
nothing to test.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from sync.documents.view import view_plan
from sync.documents.word import Properties, context_of, render_word
from sync.model.cells import Cell
from sync.model.documents import Template
from sync.model.plan import Detail, Heading, Info, Plan, PlanInfo, Project
from sync.plan.matching import match_details
from sync.plan.totals import compute_totals
from sync.settings.values import DocumentSettings
from sync.thai.digits import to_arabic
from tests.shared import shared_data

ROOT = Path(__file__).parents[3]
NOWHERE = Cell("โครงการ", 1, 1)


@pytest.fixture(scope="module")
def source() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        shared_data("tako-2569.json").read_text("utf-8")
    )
    return loaded


@pytest.fixture(scope="module")
def printed(source: dict[str, Any]) -> str:
    """The document's text, in reading order, as it is compared."""
    plan = plan_of(source)
    as_of = date.fromisoformat(source["as_of"]["_derived"]["iso"])
    settings = DocumentSettings()
    view = view_plan(
        plan,
        compute_totals(plan),
        match_details(plan),
        dimensions=[item["text"] for item in source["dimension_legend"]["items"]],
        as_of=as_of,
        errors=0,
        content_code="",
        settings=settings,
    )
    content = render_word(
        Template("plan.docx", (ROOT / "templates" / "plan.docx").read_bytes()),
        context_of(view),
        Properties(view.title, view.office, as_of),
        settings,
    )
    body = docx.Document(BytesIO(content)).element.body
    return compared(" ".join(p.text for p in body.iter(qn("w:p"))))


def test_the_cover_is_there(source: dict[str, Any], printed: str) -> None:
    cover = source["cover"]
    names = ("title", "fiscal_year", "plan_period", "organisation")
    english = cover["english_title"]
    makers = ("prepared_by_label", "prepared_by", "location")

    assert_in_order(
        [*(cover[n] for n in names), *english, *(cover[n] for n in makers)],
        printed[: printed.index(compared(source["table"]["title"]))],
    )


def test_the_table_and_what_stands_below_it_are_there(
    source: dict[str, Any], printed: str
) -> None:
    table, legend = source["table"], source["dimension_legend"]
    rows = [*table["header_rows"], *(own(row) for row in table["rows"])]
    parts = [*rows, own(table["total"]), own(source["as_of"]), own(source["issuer"])]
    parts += [[legend["heading"]], *(own(item) for item in legend["items"])]

    assert_in_order([table["title"], *(" ".join(part) for part in parts)], printed)


def test_every_detail_is_there_in_order(source: dict[str, Any], printed: str) -> None:
    pages = re.split(r"(?=ลำดับที่\d)", printed)[1:]

    assert len(pages) == len(source["details"])
    for detail in source["details"]:
        page = pages[detail["_derived"]["table_no"] - 1]
        texts = [text for part, value in detail.items() for text in words(part, value)]
        assert_in_order(texts, page)


def test_nothing_is_printed_that_nobody_wrote(
    source: dict[str, Any], printed: str
) -> None:
    pages = re.split(r"(?=ลำดับที่\d)", printed)[1:]

    for detail in source["details"]:
        number = detail["_derived"]["table_no"]
        texts = [text for part, value in detail.items() for text in words(part, value)]
        written = compared(f"ลำดับที่{number}" + "".join(texts))
        assert pages[number - 1] == written


def assert_in_order(texts: list[str], printed: str) -> None:
    place = 0
    for text in texts:
        found = printed.find(compared(text), place)
        assert found >= 0, text
        place = found + len(compared(text))


def compared(text: str) -> str:
    """Fold aside what may differ: white space and the style of digits."""
    return re.sub(r"\s+", "", to_arabic(text))


def own(part: dict[str, Any]) -> list[str]:
    """Return a part's own texts; a key that begins with "_" is not of the plan."""
    return [value for name, value in part.items() if not name.startswith("_")]


def words(part: str, value: object) -> Iterator[str]:
    """Yield a detail's texts in reading order, its number in the source left out."""
    if part == "order" or part.startswith("_"):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from words(part, entry)
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from words(name, entry)


# --- the plan, as a sheet of it would be read -------------------------------------


def plan_of(source: dict[str, Any]) -> Plan:
    cover = source["cover"]
    amphoe, province = cover["location"].split()
    texts = {
        Info.TITLE: cover["title"],
        Info.ENGLISH_TITLE: "\n".join(cover["english_title"]),
        Info.OFFICE: cover["organisation"],
        Info.PERIOD: cover["plan_period"],
        Info.PREPARED_BY: cover["prepared_by"],
        Info.AMPHOE: amphoe,
        Info.PROVINCE: province,
        Info.ISSUER: source["issuer"]["value"],
    }
    return Plan(
        info=PlanInfo(texts=texts, fiscal_year=2569),
        projects=tuple(map(project_of, source["table"]["rows"], count(1))),
        details=tuple(map(detail_of, source["details"], count(1))),
        recipients=(),
    )


def project_of(row: dict[str, Any], place: int) -> Project:
    return Project(
        number=row["no"],
        name=row["name"],
        dimension=int(row["dimension"]),
        budget=Decimal(row["budget"].replace(",", "")),
        quarters=frozenset(n for n in (1, 2, 3, 4) if row[f"q{n}"]),
        remark=row["remark"],
        key="",
        row=place,
        cells={},
    )


def detail_of(detail: dict[str, Any], place: int) -> Detail:
    results = detail["results"]
    parts = {
        Heading.RATIONALE: detail["rationale"],
        Heading.OBJECTIVES: detail["objectives"],
        Heading.TARGET_GROUP: detail["target_group"],
        Heading.METHOD: detail["method"],
        Heading.PERIOD: detail["period"],
        Heading.BUDGET: detail["budget"],
        Heading.RESPONSIBLE: detail["responsible"],
        Heading.OUTPUTS: results["outputs"],
        Heading.OUTCOMES: results["outcomes"],
    }
    texts = {heading: "\n".join(typed(part)) for heading, part in parts.items()}
    return Detail(detail["name"]["text"], texts, row=place, name_cell=NOWHERE, cells={})


def typed(part: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that staff would have in the cell of a heading."""
    if "text" in part:
        yield part["text"]
    for entry in (*part.get("paragraphs", ()), *part.get("items", ())):
        names = ("marker", "number", "text")
        yield " ".join(entry[name] for name in names if entry.get(name))
        for below in entry.get("sub_items", ()):
            yield " ".join(below[name] for name in names if below.get(name))
