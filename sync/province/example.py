"""Example offices of a fictional province: four kinds, one of them broken on purpose."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sync.importing.example import EXAMPLE, load_example, without_mistakes
from sync.model.imports import ImportedDetail, ImportedPlan
from sync.model.plan import Info
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.province.places import ProvincePaths
from sync.settings.frames import load_frames
from sync.storage.files import make_folder, replace_file
from sync.wiring.setting_up import create_office, set_up_office

_BROKEN = 3
"""The third: its settings are no TOML, as when somebody forgot a quotation mark."""


def create_examples(paths: ProvincePaths, offices: int) -> None:
    """Make so many example offices; one that is there stays as it is."""
    told = tomllib.loads((EXAMPLE / "province.toml").read_text("utf-8"))
    plan = load_example(load_headers(), load_frames()[0].dimensions)
    for number in range(1, offices + 1):
        kind = _nth(told["kind"], number)
        office = paths.office(f"{number:02}-{kind['folder']}")
        if office.settings.exists():
            continue
        if number == _BROKEN:
            _break(office)
            continue
        # every other has the example's five mistakes
        base = plan if number % 2 else without_mistakes(plan)
        if office.workbook.exists():  # of whoever was killed while making it
            set_up_office(office.folder)
        else:
            create_office(office.folder, _renamed(base, kind, number, told))


def _break(office: OfficePaths) -> None:
    make_folder(office.folder.resolve())
    replace_file(office.settings, b'language = "th\n')


def _renamed(
    plan: ImportedPlan, kind: Mapping[str, Any], number: int, told: Mapping[str, Any]
) -> ImportedPlan:
    """Return the plan as another office's."""
    facts = {
        "name": _nth(told["names"], number),
        "district": _nth(told["districts"], number),
    }
    instead = [(old, new.format(**facts)) for old, new in kind["instead"]]

    def said(text: str) -> str:
        for old, new in instead:
            text = text.replace(old, new)
        return text

    info = {name: said(text) for name, text in plan.info.items()}
    # a heading of its own says the district without the word before it
    info |= {Info.OFFICE_TYPE: kind["type"], Info.AMPHOE: facts["district"]}
    return replace(
        plan,
        info=info,
        projects=tuple(
            {name: said(text) for name, text in project.items()}
            for project in plan.projects
        ),
        details=tuple(
            ImportedDetail(
                said(detail.name), {at: said(it) for at, it in detail.texts.items()}
            )
            for detail in plan.details
        ),
    )


def _nth(things: Sequence[Any], number: int) -> Any:  # noqa: ANN401  what a file holds
    return things[(number - 1) % len(things)]
