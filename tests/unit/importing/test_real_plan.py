"""A real, published plan against its transcription by hand, field by field."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sync.importing import import_plan
from sync.model.imports import ImportedPlan
from sync.model.plan import Field, Heading, Info
from tests.shared import shared_data
from tests.unit.importing.exports import DIMENSIONS, HEADERS, save_as_word

COLUMNS = {
    Field.NUMBER: "no",
    Field.NAME: "name",
    Field.DIMENSION: "dimension",
    Field.BUDGET: "budget",
    Field.QUARTER_1: "q1",
    Field.QUARTER_2: "q2",
    Field.QUARTER_3: "q3",
    Field.QUARTER_4: "q4",
    Field.REMARK: "remark",
}
PROSE_BREAKS_MISSED = 3


@pytest.fixture(scope="module")
def plan() -> ImportedPlan:
    return import_plan(shared_data("tako-2569.txt"), HEADERS, DIMENSIONS)


@pytest.fixture(scope="module")
def transcript() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(shared_data("tako-2569.json").read_text("utf-8"))
    return read


def squeezed(text: str) -> str:
    return "".join(text.split())


def lines(text: str) -> list[str]:
    return [squeezed(line) for line in text.splitlines()]


def of_item(item: Mapping[str, Any]) -> str:
    """Return an item with its marks; sub-items follow on the same line."""
    own = (item.get("marker", ""), item.get("number", ""), item["text"])
    return squeezed("".join((*own, *map(of_item, item.get("sub_items", ())))))


def transcribed(section: Mapping[str, Any], heading: Heading) -> list[str]:
    """Return a heading's items or paragraphs as they were transcribed."""
    if heading is Heading.RATIONALE:
        return [squeezed(part["text"]) for part in section["rationale"]["paragraphs"]]
    if heading in {Heading.OBJECTIVES, Heading.METHOD}:
        return [of_item(item) for item in section[heading.value]["items"]]
    if heading in {Heading.OUTPUTS, Heading.OUTCOMES}:
        items = section["results"][heading.value]["items"]
        return [of_item(item) for item in items]
    name = "budget" if heading is Heading.BUDGET else heading.value
    return [squeezed(section[name]["text"])]


def test_the_cover_is_read_as_transcribed(
    plan: ImportedPlan, transcript: dict[str, Any]
) -> None:
    cover, info = transcript["cover"], plan.info

    assert info[Info.TITLE] == cover["title"]
    assert f"ปีงบประมาณ พ.ศ. {info[Info.FISCAL_YEAR]}" == cover["fiscal_year"]
    assert f"({info[Info.PERIOD]})" == cover["plan_period"]
    assert info[Info.OFFICE] == cover["organisation"]
    assert info[Info.OFFICE_TYPE] == "องค์การบริหารส่วนตำบล"
    assert info[Info.ENGLISH_TITLE] == "\n".join(cover["english_title"])
    assert info[Info.PREPARED_BY] == cover["prepared_by"]
    place = f"อำเภอ{info[Info.AMPHOE]} จังหวัด{info[Info.PROVINCE]}"
    assert place == cover["location"]


def test_the_rows_are_read_as_transcribed(
    plan: ImportedPlan, transcript: dict[str, Any]
) -> None:
    rows = transcript["table"]["rows"]

    assert len(rows) == 16
    assert [dict(row) for row in plan.projects] == [
        {field: row[name] for field, name in COLUMNS.items()} for row in rows
    ]


def test_the_totals_are_read_as_transcribed(
    plan: ImportedPlan, transcript: dict[str, Any]
) -> None:
    total = transcript["table"]["total"]

    assert plan.totals == {
        field: total["label" if field is Field.NUMBER else name]
        for field, name in COLUMNS.items()
    }


def test_what_stands_below_the_table_is_read_as_transcribed(
    plan: ImportedPlan, transcript: dict[str, Any]
) -> None:
    assert plan.info[Info.AS_OF] == transcript["as_of"]["value"]
    assert plan.info[Info.ISSUER] == transcript["issuer"]["value"]


def test_nothing_is_unplaced(plan: ImportedPlan) -> None:
    assert plan.unplaced == ()


def test_the_sections_name_their_projects_as_transcribed(
    plan: ImportedPlan, transcript: dict[str, Any]
) -> None:
    assert [detail.name for detail in plan.details] == [
        section["name"]["text"] for section in transcript["details"]
    ]


@pytest.mark.parametrize(
    "heading", [heading for heading in Heading if heading is not Heading.RATIONALE]
)
def test_every_item_under_a_heading_is_read_as_transcribed(
    plan: ImportedPlan, transcript: dict[str, Any], heading: Heading
) -> None:
    assert [lines(detail.texts[heading]) for detail in plan.details] == [
        transcribed(section, heading) for section in transcript["details"]
    ]


def test_rationales_have_every_word_and_no_paragraph_too_many(
    plan: ImportedPlan, transcript: dict[str, Any]
) -> None:
    missed = 0
    for detail, section in zip(plan.details, transcript["details"], strict=True):
        read = lines(detail.texts[Heading.RATIONALE])
        wanted = transcribed(section, Heading.RATIONALE)
        assert "".join(read) == "".join(wanted)
        assert _ends(read) <= _ends(wanted)
        missed += len(wanted) - len(read)

    # of ten breaks; see the openings in sync/importing/joining.py
    assert missed == PROSE_BREAKS_MISSED


def _ends(paragraphs: list[str]) -> set[int]:
    return {len("".join(paragraphs[:count])) for count in range(len(paragraphs))}


def test_a_word_document_of_it_is_the_same_plan(
    plan: ImportedPlan, tmp_path: Path
) -> None:
    text = shared_data("tako-2569.txt").read_text("utf-8")
    save_as_word(text, tmp_path / "plan.docx")

    assert import_plan(tmp_path / "plan.docx", HEADERS, DIMENSIONS) == plan
