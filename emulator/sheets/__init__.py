"""Sheets v4: spreadsheets, their values, and what can be done to them in batches."""

# the two need parts of each other; this order works whichever is asked for first
import emulator.drive  # noqa: F401
from emulator.sheets.spreadsheets import ROUTES as WHOLE
from emulator.sheets.values import ROUTES as VALUES
from emulator.web import Routes

ROUTES: list[Routes] = [VALUES, WHOLE]
