"""The requests of ``spreadsheets.batchUpdate``, by name."""

from emulator.sheets.batch import Actions
from emulator.sheets.requests import (
    bands,
    charts,
    dimensions,
    filters,
    groups,
    merging,
    names,
    noting,
    pasting,
    protection,
    rules,
    sheets,
    sorting,
    text,
    writing,
)

ACTIONS: Actions = {
    name: action
    for module in (
        bands,
        charts,
        dimensions,
        filters,
        groups,
        merging,
        names,
        noting,
        pasting,
        protection,
        rules,
        sheets,
        sorting,
        text,
        writing,
    )
    for name, action in module.ACTIONS.items()
}
