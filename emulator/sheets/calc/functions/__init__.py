"""The functions that formulas may call; importing them makes them known."""

from emulator.sheets.calc.functions import (
    arithmetic,
    conditions,
    dates,
    logic,
    statistics,
    texts,
)

__all__ = [
    "arithmetic",
    "conditions",
    "dates",
    "logic",
    "statistics",
    "texts",
]
