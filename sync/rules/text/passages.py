"""Every piece of text staff typed in a plan, with the place it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass

from sync.model.cells import Cell
from sync.model.plan import Field, Heading, Info, Plan


@dataclass(frozen=True, slots=True)
class Passage:
    """One cell's text as typed; ``what`` is the heading or column it stands under.

    ``detail_name`` is the project name of the detail row, empty elsewhere.
    """

    cell: Cell
    text: str
    what: Info | Field | Heading
    detail_name: str = ""


def passages(plan: Plan) -> Iterator[Passage]:
    """Yield the texts of the plan's information, its table and its details."""
    for info, cell in plan.info.cells.items():
        yield Passage(cell, plan.info.text(info), info)
    for project in plan.projects:
        yield Passage(project.cells[Field.NAME], project.name, Field.NAME)
        if Field.REMARK in project.cells:
            yield Passage(project.cells[Field.REMARK], project.remark, Field.REMARK)
    for detail in plan.details:
        for heading, cell in detail.cells.items():
            yield Passage(cell, detail.texts[heading], heading, detail.name)
