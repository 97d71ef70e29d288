"""The table that an import shows fits a window, and no name is cut inside a letter."""

from dataclasses import replace
from io import StringIO

from rich.console import Console

from sync.cli.import_view import show_source
from sync.cli.terminal import Terminal
from sync.importing.example import load_example
from sync.messages import load_words
from sync.thai.folding import width
from tests.unit.importing.exports import DIMENSIONS, HEADERS


def test_the_table_fits_a_window_of_eighty_columns() -> None:
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=80, color_system=None)
    plan = load_example(HEADERS, DIMENSIONS)

    show_source(plan, HEADERS, Terminal(load_words("th"), console))

    rows = [line for line in screen.getvalue().splitlines() if "/9" in line]
    assert len(rows) == 15  # one has no detail
    assert all(width(row.rstrip()) <= 80 for row in rows)
    assert rows[0].split() == [
        *("1", "โครงการอบรมเชิงปฏิบัติการแยกแ…", "1", "30,000.00", "2", "9/9")
    ]


def test_of_many_places_that_were_put_right_the_first_are_shown() -> None:
    screen = StringIO()
    console = Console(file=screen, width=200, color_system=None)
    places = tuple(f"แผน!B{row}" for row in range(1, 12))
    plan = replace(load_example(HEADERS, DIMENSIONS), repairs=places)

    show_source(plan, HEADERS, Terminal(load_words("th"), console))

    lines = screen.getvalue().splitlines()
    told = next(at for at, line in enumerate(lines) if "11 แห่ง" in line)
    assert lines[told + 1] == "  " + ", ".join(places[:8])
    assert lines[told + 2] == "  … และอีก 3 แห่ง"
