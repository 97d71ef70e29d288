"""Details find the projects of the table by name or number."""

import pytest

from sync.importing.workbook.details import TableProjects
from sync.model.plan import Field


@pytest.mark.parametrize(
    ("typed", "said"),
    [("ก.๑.", "ก.1"), ("ก. 1", "ก.1"), ("1.2", "๑.๒."), ("๑.๒ ", "โครงการที่ 1.2")],
)
def test_a_detail_finds_its_project_by_the_number_however_it_is_typed(
    typed: str, said: str
) -> None:
    known = TableProjects.of([{Field.NUMBER: typed, Field.NAME: "โครงการ"}])

    assert known.named(said) == "โครงการ"


def test_a_number_of_dots_names_no_project() -> None:
    known = TableProjects.of([{Field.NUMBER: ".", Field.NAME: "โครงการ"}])

    assert known.named("…") is known.named("") is known.named(".") is None
