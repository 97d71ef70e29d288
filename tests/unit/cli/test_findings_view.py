import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sync.cli.findings_view import excerpt, show_findings
from sync.cli.terminal import Terminal
from sync.messages import load_words
from sync.model.cells import Cell
from sync.model.findings import Finding, Severity
from sync.thai.folding import width


def test_carets_stand_under_what_was_found() -> None:
    assert excerpt("งบ 15,00O.00 บาท", "15,00O.00", 60) == (
        "งบ 15,00O.00 บาท",
        "   ^^^^^^^^^",
    )


def test_marks_above_and_below_take_no_caret() -> None:
    line, carets = excerpt("ให้้องค์กร", "ให้้", 60)

    assert line == "ให้้องค์กร"
    assert carets == "^^"


@pytest.mark.parametrize(("text", "found"), [("ก", ""), ("ก", "ข"), ("", "ข")])
def test_what_does_not_stand_in_the_cell_is_not_shown(text: str, found: str) -> None:
    assert excerpt(text, found, 60) == ()


@given(
    st.text(alphabet="กขิ่้ำ \n", max_size=200),
    st.text(alphabet="กขิ่้ำ", min_size=1, max_size=30),
    st.text(alphabet="กขิ่้ำ \n", max_size=200),
)
def test_a_long_text_is_cut_to_the_width_around_the_find(
    before: str, found: str, after: str
) -> None:
    line, *below = excerpt(before + found + after, found, 60)

    assert width(line) <= 61
    assert all(width(carets) <= 61 and "^" in carets for carets in below)


@pytest.mark.parametrize("found", ["ก" * 40, "ก" * 38])
def test_no_row_of_carets_stands_under_all_or_most_of_a_line(found: str) -> None:
    assert excerpt("ก" * 40, found, 60) == ("ก" * 40,)


FINDINGS = [
    Finding("A1", Severity.INFO, Cell("โครงการ", 3, 1), None, "", "", "ควรรู้", ""),
    Finding("B1", Severity.ERROR, Cell("โครงการ", 4, 1), None, "ปี", "", "ผิด", "แก้"),
]


def shown(*, is_terminal: bool, language: str = "th") -> list[str]:
    out = io.StringIO()
    console = Console(
        file=out, width=60, force_terminal=is_terminal, no_color=True, highlight=False
    )
    show_findings(FINDINGS, 0, Terminal(load_words(language), console))
    return re.sub("\x1b\\[[0-9;]*m", "", out.getvalue()).splitlines()


def test_a_level_is_a_word_where_no_colour_tells_it() -> None:
    lines = shown(is_terminal=True)

    assert "  ● ข้อแนะนำ  โครงการ · A3" in lines
    assert "  ● ต้องแก้ไข  โครงการ · ปี (โครงการ!A4)" in lines


@pytest.mark.parametrize(("language", "level"), [("th", "ต้องแก้ไข"), ("en", "error")])
def test_a_pipe_gets_the_level_in_the_language_chosen(
    language: str, level: str
) -> None:
    lines = shown(is_terminal=False, language=language)

    assert any(line.startswith(f"{level}\tB1\t") for line in lines)
