"""Text on the page stands out from what is behind it."""

import re

import pytest

from tests.unit.documents.pages import page_of, tree_of
from tests.unit.fictional import PLAN

SURFACES = ("page", "paper", "tint")
INKS = ("ink", "quiet", "accent")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(scheme: str) -> None:
    colours = schemes()[scheme]

    pairs = [(ink, surface) for ink in INKS for surface in SURFACES]
    faint = {
        pair: contrast(colours[pair[0]], colours[pair[1]])
        for pair in [*pairs, ("draft-ink", "draft")]
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert faint == {}


def test_every_colour_is_one_of_those_that_are_measured() -> None:
    style = tree_of(page_of(PLAN, errors=1)).one("style").text()
    rules = re.sub(r"--[\w-]+:[^;]+;|/\*.*?\*/", "", style, flags=re.DOTALL)

    inks = set(re.findall(r"(?<![-\w])color: ([^;]+);", rules))
    grounds = set(re.findall(r"background(?:-color)?: ([^;]+);", rules))
    assert inks == {*(f"var(--{ink})" for ink in (*INKS, "draft-ink")), "inherit"}
    assert grounds == {*(f"var(--{name})" for name in (*SURFACES, "draft")), "none"}
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|opacity", rules)


def schemes() -> dict[str, dict[str, str]]:
    style = tree_of(page_of(PLAN)).one("style").text()
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    )
    return {"light": light, "dark": {**light, **dark}}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 measures it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
