"""The example province: an office that was begun is made to its end."""

from pathlib import Path

from sync.province.example import create_examples
from sync.province.places import ProvincePaths
from sync.settings.office_file import load_settings


def test_an_office_whose_making_was_killed_is_made_to_its_end(tmp_path: Path) -> None:
    whole, begun = ProvincePaths(tmp_path / "whole"), ProvincePaths(tmp_path / "begun")
    create_examples(whole, 2)
    first, second = (whole.office(name) for name in sorted(whole.office_names()))
    begun.office(first.folder.name).folder.mkdir(parents=True)
    other = begun.office(second.folder.name)
    other.folder.mkdir(parents=True)
    other.workbook.write_bytes(second.workbook.read_bytes())

    create_examples(begun, 2)

    assert sorted(begun.office_names()) == sorted(whole.office_names())
    for name in begun.office_names():
        assert begun.office(name).workbook.exists()
        assert load_settings(begun.office(name).settings)
