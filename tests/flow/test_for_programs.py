"""What programs are given with ``--json`` has the form that is documented."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sync.cli.commands import app
from sync.cli.session import Session
from sync.cli.shapes import SHAPES
from tests.offices import example_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = example_office(tmp_path_factory.mktemp("json") / "office")
    run(folder)
    return folder


def run(folder: Path, *arguments: str) -> str:
    given = [*arguments, "--office", str(folder)]
    return CliRunner().invoke(app, given, obj=Session()).output


@pytest.mark.parametrize("name", [name for name in SHAPES if name != "hook"])
def test_the_output_has_its_form(office: Path, name: str) -> None:
    told = json.loads(run(office, name, "--json"))

    assert len(told) > 0
    SHAPES[name].model_validate_json(json.dumps(told), strict=True)


def test_status_tells_a_program_what_it_tells_a_person_and_no_address(
    office: Path,
) -> None:
    said = run(office, "status", "--json")
    told = json.loads(said)

    assert told["well"] is True
    assert (told["last"]["number"], told["last"]["errors"]) == (1, 4)
    assert told["mail"] == []
    assert "@" not in said


def test_history_tells_a_program_every_cycle(office: Path) -> None:
    (cycle,) = json.loads(run(office, "history", "--json"))

    assert (cycle["number"], cycle["outcome"], cycle["errors"]) == (1, "done", 4)
    assert cycle["changes"] == []


@pytest.mark.parametrize("other", [["--verify"], ["--show", "1"]])
def test_what_has_no_form_of_its_own_is_no_json(office: Path, other: list[str]) -> None:
    given = ["history", "--json", *other, "--office", str(office)]

    ran = CliRunner().invoke(app, given, obj=Session())

    assert ran.exit_code == 2


def test_one_rule_is_a_list_of_one(office: Path) -> None:
    (rule,) = json.loads(run(office, "rules", "SPL001", "--json"))

    assert (rule["code"], rule["severity"]) == ("SPL001", "warning")
