from pathlib import Path

import pytest

from sync.errors import ConfigError
from sync.settings.frames import dimension_names, load_frames
from sync.settings.office_file import load_settings
from sync.settings.values import Settings

ROOT = Path(__file__).parents[2]


def test_the_commented_settings_that_ship_are_the_defaults() -> None:
    assert load_settings(ROOT / "config/office.toml") == Settings()


def test_no_file_means_every_default(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "office.toml") == Settings()


def test_all_problems_are_told_at_once_each_with_its_address(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text('language = "fr"\ncolour = 1\n[mail]\nsender = "nobody"\n', "utf-8")

    with pytest.raises(ConfigError) as stop:
        load_settings(path)

    addresses = [problem.partition(":")[0] for problem in stop.value.problems]
    assert addresses == ["language", "mail.sender", "colour"]


def test_a_file_that_is_no_toml_is_a_problem_too(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text("language = th", "utf-8")

    with pytest.raises(ConfigError):
        load_settings(path)


@pytest.mark.parametrize(
    ("year", "first"),
    [
        (2569, "การสร้างวัฒนธรรมสุจริต"),
        (2563, "การสร้างสังคมที่ไม่ทนต่อการทุจริต"),
        (None, "การสร้างวัฒนธรรมสุจริต"),
        (2600, "การสร้างวัฒนธรรมสุจริต"),
    ],
)
def test_a_year_picks_its_frame(year: int | None, first: str) -> None:
    assert dimension_names(load_frames(), year)[0] == first
