"""A real, published plan: imported, cycled and printed with nothing lost."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest

from sync import wiring
from sync.cycle.night import Report, run_cycle
from sync.importing import import_plan
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from sync.thai.digits import to_arabic
from sync.thai.folding import key
from tests.shared import shared_data


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    folder = tmp_path_factory.mktemp("real") / "office"
    source = shared_data("tako-2569.txt")
    plan = import_plan(source, load_headers(), load_frames()[0].dimensions)
    assert plan.unplaced == ()
    wiring.create_office(folder, plan)
    with wiring.open_office(folder) as office:
        return run_cycle(office), OfficePaths(folder).documents


def texts(node: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Yield the plan's own text; keys that begin with “_” are the transcriber's."""
    if isinstance(node, dict):
        for name, child in node.items():
            if not name.startswith("_"):
                yield from texts(child)
    elif isinstance(node, list):
        for child in node:
            yield from texts(child)
    elif node:
        yield str(node)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", to_arabic(text))


def all_text_of(document: Path) -> str:
    """Return every text in a document's body, tables as well, in order."""
    body = docx.Document(str(document)).element.body
    return squeezed(
        "".join(part.text or "" for part in body.iter() if part.tag.endswith("}t"))
    )


def test_its_totals_are_what_it_says(report: tuple[Report, Path]) -> None:
    totals = report[0].judgement.totals

    assert totals.projects == 16
    assert totals.budget == Decimal(20000)
    assert totals.per_quarter == (15, 1, 0, 0)
    assert totals.per_dimension == (4, 6, 4, 2)


def test_every_detail_finds_its_project_though_they_are_in_another_order(
    report: tuple[Report, Path],
) -> None:
    plan = report[0].judgement.plan

    assert [detail.name for detail in plan.details] != [p.name for p in plan.projects]
    assert {key(detail.name) for detail in plan.details} == {
        key(project.name) for project in plan.projects
    }


def test_every_word_of_it_is_in_the_document_made_from_it(
    report: tuple[Report, Path],
) -> None:
    transcription = json.loads(shared_data("tako-2569.json").read_text("utf-8"))
    (document,) = (
        path for path in report[1].iterdir() if path.name == "แผนปฏิบัติการ-2569.docx"
    )
    printed = all_text_of(document)

    lost = [text for text in texts(transcription) if squeezed(text) not in printed]

    assert lost == []
