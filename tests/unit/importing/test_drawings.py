"""What is drawn over a table is read where it is an arrow of one row, and told elsewhere."""

from pathlib import Path

import pytest

from sync.adapters.xlsx import drawings
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import QUARTERS
from tests.unit.importing.test_looks import anchor, bring_drawn
from tests.unit.importing.workbooks import PLAN

LINE = "<xdr:cxnSp><xdr:nvCxnSpPr/></xdr:cxnSp>"
MARKUP = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
AT_G8 = "<xdr:from><xdr:col>6</xdr:col><xdr:row>7</xdr:row></xdr:from>"
TOLD = Said("left_drawn", {"tab": PLAN, "cells": "G8"})


def over(body: str) -> str:
    """Return an anchor over G8 and H8 that holds something else than a line."""
    held = anchor((8, 7, 5), (8, 8, 40))
    start, end = held.index("<xdr:cxnSp>"), held.index("<xdr:clientData")
    return held[:start] + body + held[end:]


def shape(form: str, named: str = "") -> str:
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="x" {named}/></xdr:nvSpPr>'
        f'<xdr:spPr><a:prstGeom prst="{form}"/></xdr:spPr></xdr:sp>'
    )


def ticked(plan: ImportedPlan) -> str:
    """Return the letters of the columns that arrows tick in the first project."""
    names = zip("EFGH", QUARTERS, strict=True)
    return "".join(letter for letter, name in names if plan.projects[0][name] == "↔")


@pytest.mark.parametrize(
    "form",
    ["rightArrow", "leftRightArrow", "line", "straightConnector1", "homePlate"],
)
def test_a_shape_that_is_an_arrow_or_a_line_is_read(tmp_path: Path, form: str) -> None:
    plan = bring_drawn(tmp_path, over(shape(form)))

    assert (ticked(plan), plan.left) == ("GH", ())


@pytest.mark.parametrize(
    "body",
    [
        *map(shape, ("rect", "ellipse", "leftBracket", "wedgeRectCallout")),
        shape("rightArrow", 'hidden="1"'),
        f'<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="2" hidden="true"/></xdr:nvGrpSpPr>{LINE}</xdr:grpSp>',
        f"<mc:AlternateContent {MARKUP}><mc:Fallback>{LINE}</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_what_is_no_arrow_or_is_not_shown_is_none(tmp_path: Path, body: str) -> None:
    plan = bring_drawn(tmp_path, over(body))

    assert (ticked(plan), plan.left) == ("", ())


def test_a_drawing_with_two_ways_to_draw_it_is_read_once(tmp_path: Path) -> None:
    text = anchor((2, 2, 0), (2, 3, 0), "แบบ ผด.02")
    both = "".join(
        f"<mc:{way}>{anchor((8, 7, 5), (8, 8, 40))}{text}</mc:{way}>"
        for way in ("Choice", "Fallback")
    )

    plan = bring_drawn(
        tmp_path, f"<mc:AlternateContent {MARKUP}>{both}</mc:AlternateContent>"
    )

    facts = {"tab": PLAN, "cell": "B2", "text": "แบบ ผด.02"}
    assert (ticked(plan), plan.left) == ("GH", (Said("left_box", facts),))


@pytest.mark.parametrize(
    "drawing",
    [
        over(f"<xdr:grpSp>{LINE}{LINE}</xdr:grpSp>"),
        f'<xdr:oneCellAnchor>{AT_G8}<xdr:ext cx="1828800" cy="0"/>{LINE}</xdr:oneCellAnchor>',
    ],
)
def test_arrows_whose_cells_are_not_known_are_told_where_they_begin(
    tmp_path: Path, drawing: str
) -> None:
    plan = bring_drawn(tmp_path, drawing)

    assert (ticked(plan), plan.left) == ("", (TOLD,))


def test_what_is_drawn_at_no_cell_is_told_of_its_tab(tmp_path: Path) -> None:
    held = f"{LINE}<xdr:sp><a:t>ร่าง</a:t></xdr:sp>"

    plan = bring_drawn(tmp_path, f"<xdr:absoluteAnchor>{held}</xdr:absoluteAnchor>")

    assert plan.left == (
        Said("left_box_somewhere", {"tab": PLAN, "text": "ร่าง"}),
        Said("left_drawn_somewhere", {"tab": PLAN}),
    )


def test_a_long_text_in_a_box_is_told_shortly(tmp_path: Path) -> None:
    plan = bring_drawn(tmp_path, anchor((2, 2, 0), (2, 3, 0), "ยาว" * 5_000))

    assert len(plan.left[0].facts["text"]) <= 120


def test_drawings_too_many_to_look_at_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawings, "_MOST", 1)
    one = anchor((8, 7, 5), (8, 8, 40))

    plan = bring_drawn(tmp_path, one, one, one)

    assert ticked(plan) == "GH"
    assert plan.left == (Said("left_drawings", {"tab": PLAN, "count": "2"}),)


def test_of_columns_no_more_are_read_than_there_can_be_and_in_any_order() -> None:
    held = "".join(
        f'<col min="{n}" max="{n}" width="{n % 9 + 1}"/>' for n in range(20_000, 0, -1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    widths = drawings._Widths.of(
        f'<worksheet xmlns="{main}"><cols>{held}</cols></worksheet>'.encode()
    )

    assert len(widths.columns) == 16_384
    assert widths.of_column(19_999) == (19_999 % 9 + 1) * 7 * 9525 + 5 * 9525
    assert widths.of_column(1) == widths.default
