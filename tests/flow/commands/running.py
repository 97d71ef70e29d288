"""How a command ends, and an office's workbook before and after it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def type_in(office: Path, tab: str, cells: dict[str, str | bool]) -> None:
    workbook = openpyxl.load_workbook(office / "plan.xlsx")
    for address, value in cells.items():
        workbook[tab][address] = value
    workbook.save(office / "plan.xlsx")


def value(office: Path, tab: str, address: str) -> object:
    return openpyxl.load_workbook(office / "plan.xlsx")[tab][address].value


def add_recipient(office: Path) -> None:
    typed: dict[str, str | bool] = {
        "A2": "ผู้ทดสอบ",
        "B2": "tester@example.com",
        "C2": "ผู้บริหาร",
        "D2": True,
    }
    type_in(office, "ผู้รับอีเมล", typed)
