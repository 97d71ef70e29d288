"""Masks of fields, in every way to write them."""

import pytest

from emulator.sheets.fields import MalformedMask, Tree, apply, parse, select
from emulator.sheets.fields import with_colors as colored
from emulator.web import JSON

BOOK: JSON = {
    "id": "x",
    "properties": {"title": "t", "locale": "en"},
    "sheets": [
        {"properties": {"title": "a", "index": 0}, "merges": [{"endRowIndex": 2}]},
        {"properties": {"title": "b", "index": 1}},
    ],
}


@pytest.mark.parametrize(
    ("mask", "tree"),
    [
        ("a", {"a": {}}),
        ("a,b", {"a": {}, "b": {}}),
        ("a/b", {"a": {"b": {}}}),
        ("a.b.c", {"a": {"b": {"c": {}}}}),
        ("a(b,c)", {"a": {"b": {}, "c": {}}}),
        ("a(b,c(d)),e", {"a": {"b": {}, "c": {"d": {}}}, "e": {}}),
        ("a.b(c,d/e)", {"a": {"b": {"c": {}, "d": {"e": {}}}}}),
        ("a.b,a.c", {"a": {"b": {}, "c": {}}}),
        ("a.b,a", {"a": {}}),
        ("a,a.b", {"a": {}}),
        ("*", {"*": {}}),
        ("a/*/b", {"a": {"*": {"b": {}}}}),
        ("a(*)", {"a": {"*": {}}}),
        (" a , b ( c ) ", {"a": {}, "b": {"c": {}}}),
    ],
)
def test_a_mask_is_read(mask: str, tree: Tree) -> None:
    assert parse(mask) == tree


@pytest.mark.parametrize("mask", ["a,", ",a", "a(", "a(b", "a)", "a(b))", "a//b", ""])
def test_a_malformed_mask_is_refused(mask: str) -> None:
    with pytest.raises(MalformedMask):
        parse(mask)


@pytest.mark.parametrize(
    ("mask", "chosen"),
    [
        (None, BOOK),
        ("*", BOOK),
        ("id", {"id": "x"}),
        ("properties.title", {"properties": {"title": "t"}}),
        (
            "sheets.properties.title",
            {
                "sheets": [
                    {"properties": {"title": "a"}},
                    {"properties": {"title": "b"}},
                ]
            },
        ),
        (
            "sheets(properties/index,merges)",
            {
                "sheets": [
                    {"properties": {"index": 0}, "merges": [{"endRowIndex": 2}]},
                    {"properties": {"index": 1}},
                ]
            },
        ),
        (
            "sheets/*/title",
            {
                "sheets": [
                    {"properties": {"title": "a"}, "merges": [{}]},
                    {"properties": {"title": "b"}},
                ]
            },
        ),
        ("nothing", {}),
    ],
)
def test_a_mask_selects(mask: str | None, chosen: JSON) -> None:
    assert select(BOOK, mask) == chosen


def test_selecting_leaves_the_resource_alone() -> None:
    before = repr(BOOK)

    select(BOOK, "sheets(*,properties(title)),sheets/properties/index")

    assert repr(BOOK) == before


@pytest.mark.parametrize(
    ("mask", "after"),
    [
        ("a", {"a": 9, "b": {"c": 2, "d": 3}}),
        ("b", {"a": 1, "b": {"c": 8}}),
        ("b.c", {"a": 1, "b": {"c": 8, "d": 3}}),
        ("b.d", {"a": 1, "b": {"c": 2}}),
        ("b(c,d)", {"a": 1, "b": {"c": 8}}),
        ("*", {"a": 9, "b": {"c": 8}}),
        ("e", {"a": 1, "b": {"c": 2, "d": 3}}),
    ],
)
def test_a_mask_says_what_changes(mask: str, after: JSON) -> None:
    target: JSON = {"a": 1, "b": {"c": 2, "d": 3}}

    apply(target, {"a": 9, "b": {"c": 8}}, parse(mask))

    assert target == after


def test_a_colour_changes_both_ways() -> None:
    assert colored(parse("tabColor")) == {"tabColor": {}, "tabColorStyle": {}}
    assert colored(parse("a.fooColorStyle")) == {
        "a": {"fooColorStyle": {}, "fooColor": {}}
    }


@pytest.mark.parametrize("mask", ["a(" * 5000 + "b" + ")" * 5000, "a/" * 5000 + "b"])
def test_a_mask_without_end_is_refused(mask: str) -> None:
    with pytest.raises(MalformedMask):
        parse(mask)
