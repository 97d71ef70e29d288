"""The forms that ship are those that programs are given."""

from pathlib import Path

import pytest

from sync.cli.shapes import SHAPES, schema_of

SCHEMAS = Path(__file__).parents[3] / "config" / "schemas"


@pytest.mark.parametrize("name", SHAPES)
def test_a_schema_that_ships_is_the_form_of_the_output(name: str) -> None:
    assert (SCHEMAS / f"{name}.json").read_text("utf-8") == schema_of(name)


def test_no_schema_ships_of_what_there_is_not() -> None:
    assert {path.stem for path in SCHEMAS.iterdir()} == SHAPES.keys()
