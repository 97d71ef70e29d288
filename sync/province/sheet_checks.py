"""A look at the province's own sheets; each row of the list that cannot be used is named."""

from collections.abc import Iterator, Mapping

from sync.doctor import Check, Result, Say, examine
from sync.province.listed import notices
from sync.province.places import ProvincePaths
from sync.province.registry import Listing
from sync.province.sheets import is_one, listed_in, opened
from sync.province.values import OwnSheet, ProvinceSettings


def look_at_own_sheets(
    paths: ProvincePaths,
    settings: ProvinceSettings,
    offices: Mapping[str, str],
    say: Say,
) -> Iterator[Result]:
    """Look at the list of offices, and at the sheet that shows them if that is another.

    Args:
        paths: the province's.
        settings: its settings.
        offices: those there are, each with the id of its spreadsheet if it has one.
        say: the words.
    """
    registry, board = settings.registry, settings.board
    found: list[Listing] = []
    checks: list[tuple[str, Check]] = []

    def read_list(own: OwnSheet) -> Result:
        with opened(paths, settings, own) as spreadsheet:
            listing = listed_in(spreadsheet.read(), settings, offices)
        if listing.problem:
            (says,) = notices([listing.problem], say.words)
            return say.wrong("registry", "registry_wrong", says=says)
        found.append(listing)
        good = sum(line.problem is None for line in listing.lines)
        every = str(len(listing.lines))
        return say.good("registry", "registry", good=str(good), all=every)

    def open_board(own: OwnSheet) -> Result:
        with opened(paths, settings, own) as spreadsheet:
            spreadsheet.read()
        return say.good("board", "board")

    if registry:
        checks.append(("registry", lambda: read_list(registry)))
    if board and not is_one(registry, board):
        checks.append(("board", lambda: open_board(board)))
    yield from examine(checks, say, paths.folder)
    for line in (line for listing in found for line in listing.lines):
        if line.problem:
            (says,) = notices([line.problem], say.words)
            row = str(line.row)
            yield say.wrong("registry", "registry_row", row=row, says=says)
