"""Sheets v4: spreadsheets, their values, and what can be done to them in batches."""

# the two need parts of each other; this order works whichever is asked for first
import tests.workspace.drive  # noqa: F401
from tests.workspace.sheets.spreadsheets import ROUTES as WHOLE
from tests.workspace.sheets.values import ROUTES as VALUES
from tests.workspace.web import Routes

ROUTES: list[Routes] = [VALUES, WHOLE]
