"""A province's settings: what ships is what holds, and all problems come at once."""

from pathlib import Path

import pytest

from sync.errors import ConfigError, ProvinceMissing
from sync.province.places import ProvincePaths
from sync.province.setting_up import load_province
from sync.province.values import ProvinceSettings
from sync.settings.office_file import read_settings

ROOT = Path(__file__).parents[3]
POOL = '[[pool]]\nname = "{name}"\nkey_file = "k.json"\n'


def problems(folder: Path, text: str) -> list[str]:
    path = folder / "province.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as stop:
        read_settings(path, ProvinceSettings)
    return list(stop.value.problems)


def test_the_commented_settings_that_ship_are_the_defaults() -> None:
    shipped = read_settings(ROOT / "config/province.toml", ProvinceSettings)

    assert shipped == ProvinceSettings()


def test_every_problem_is_told_and_where_settings_are_explained(
    tmp_path: Path,
) -> None:
    found = problems(tmp_path, 'language = "en"\nslots = 0\nnights = "01:00"\n')

    assert found == [
        "slots: must be at least 1 · line 2, where it is “0”",
        "nights: there is no such setting; config/province.toml has those there are"
        " · line 3",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (POOL.format(name="a") * 2, "มีกลุ่ม (pool) ชื่อ a สองกลุ่ม"),
        (POOL.format(name="sick"), "sick เป็นชื่อที่ระบบใช้เอง"),
        ('[mail]\nway = "gmail"\n', "จังหวัดไม่มีกล่องจดหมาย"),
        ('[registry]\nspreadsheet = "x"\n', "ต้องมี [[pool]]"),
        (POOL.format(name="a") + '[board]\nspreadsheet = "x"\npool = "b"\n', "“b”"),
    ],
)
def test_settings_that_cannot_stand_together_are_a_problem(
    tmp_path: Path, text: str, said: str
) -> None:
    (problem,) = problems(tmp_path, text)

    assert said in problem


def test_the_pool_that_a_list_gives_an_office_goes_before_patterns() -> None:
    named = [{"name": it, "key_file": "k.json"} for it in ("north", "south")]
    settings = ProvinceSettings.model_validate({"pool": named})

    listed = settings.as_listed({"a": "south"})

    pools = [it and it.name for it in map(listed.pool_of, ("a", "b"))]
    assert pools == ["south", "north"]
    assert settings.pool_of("a") == settings.pools[0]


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://plan@db.example.com/province",
        "postgresql://plan:p%40ss@10.0.0.1:5433/province?sslmode=require",
        "postgresql:///province?host=/run/postgresql",
        "",
    ],
)
def test_a_database_is_named_by_its_address(address: str) -> None:
    assert ProvinceSettings(database=address).has_password is ("p%40ss" in address)


@pytest.mark.parametrize(
    "address",
    [
        "province",
        "sqlite:///engine.db",
        "mysql://a@b/c",
        "postgresql://plan:secret@db.example.com",
        "postgresql://plan:se/cret@db/province",
        "postgresql://plan:se@cret@db/province",
        "postgresql://plan:secret@db /province",
        "postgresql://plan:s@cret@db/province",
        "postgresql://plan:s@1/cret@db/province",
        "postgresql://plan@db/province?password=secret",
    ],
)
def test_what_is_no_address_of_a_database_is_said_so_and_not_repeated(
    tmp_path: Path, address: str
) -> None:
    (problem,) = problems(tmp_path, f'database = "{address}"\n')

    assert "postgresql://ผู้ใช้@เครื่อง/ชื่อ" in problem
    assert "cret" not in problem


def test_settings_with_a_password_are_kept_from_others(tmp_path: Path) -> None:
    paths = ProvincePaths(tmp_path)
    paths.settings.write_text('database = "postgresql://a:b@c/d"\n', "utf-8")
    paths.settings.chmod(0o644)

    load_province(paths)

    assert paths.settings.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("slots", "pools", "share"),
    [(1, 0, 1), (4, 0, 4), (4, 1, 3), (16, 5, 3), (2, 9, 1)],
)
def test_no_lane_takes_all_children_where_there_are_others(
    slots: int, pools: int, share: int
) -> None:
    named = [{"name": f"p{it}", "key_file": "k.json"} for it in range(pools)]
    settings = ProvinceSettings.model_validate({"slots": slots, "pool": named})

    assert settings.share == share


def test_a_folder_without_a_province_is_a_stop(tmp_path: Path) -> None:
    with pytest.raises(ProvinceMissing):
        load_province(ProvincePaths(tmp_path))
