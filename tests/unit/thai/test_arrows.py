"""Arrows and lines that people draw with letters over quarters are read as such."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.thai.ticks import parse_tick, parse_ticks

LEFT = st.sampled_from("<←◄◀⇐⟵⬅◁🡄")
RIGHT = st.sampled_from(">→►▶⇒⟶➔➡▷🡆➤")
SHAFT = st.text(st.sampled_from("-‒–—―−─━═╌┄▬▀█▓■=_~.…"), max_size=40)


@given(LEFT, SHAFT, RIGHT)
def test_heads_and_shafts_of_any_kind_are_an_arrow(
    left: str, shaft: str, right: str
) -> None:
    assert parse_tick(f"{left}{shaft}{right}") is True
    assert parse_tick(f"{left} {' '.join(shaft)} {right}") is True
    assert parse_ticks([f"{left}{shaft}", shaft or "-", "-", f"{shaft}{right}"]) == [
        *[True] * 4
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("◄────►", "←---→", "▬▬▬►", "◄", "►───", "⟷", "⇨", "<....>", ">>", "↔"),
        *("────", "┄┄┄", "▬▬", "├──┤", "●──●", "•---•", "|----|", "░░░"),
        "◄──────────────────────────────────►",
        "◄───\n───►",
    ],
)
def test_a_drawn_line_is_a_tick(text: str) -> None:
    assert parse_tick(text) is True


@pytest.mark.parametrize("text", ["-", "–", "—", "−"])
def test_a_lone_dash_is_none(text: str) -> None:
    assert parse_tick(text) is False


@pytest.mark.parametrize(
    "text",
    ["---", "....", "____", "=", "~", "|", "↑", "▲", "↚", "◄ 3 ►", "<ก>", "○", "-•"],
)
def test_what_draws_no_line_is_asked_about(text: str) -> None:
    assert parse_tick(text) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (["◄──", "---", "", "──►"], [True, True, None, True]),
        (["◄─►", "-", "", "◄─►"], [True, False, False, True]),
        (["▬▬►", "", "", "◄▬▬"], [True, False, False, True]),
        (["►──", "", "", "──◄"], [True, False, False, True]),
    ],
)
def test_only_its_two_ends_open_and_close_an_arrow(
    typed: list[str], read: list[bool | None]
) -> None:
    assert parse_ticks(typed) == read
