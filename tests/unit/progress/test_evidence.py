"""Links of a cell of evidence, and what else stands there."""

import time

import pytest

from sync.progress.evidence import links_in, unshown_in


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        (
            "https://a.go.th/x,https://b.go.th/y",
            ("https://a.go.th/x", "https://b.go.th/y"),
        ),
        ("https://a.go.th/x;http://b.go.th", ("https://a.go.th/x", "http://b.go.th")),
        ("https://a.go.th/x,y;z", ("https://a.go.th/x,y;z",)),
        ("ดู https://a.go.th/x.", ("https://a.go.th/x",)),
        ("www.a.go.th/x.pdf", ("http://www.a.go.th/x.pdf",)),
        ("a.go.th/x, https://b.go.th/y", ("http://a.go.th/x", "https://b.go.th/y")),
        ("ดู https://a.go.th/?to=www.b.go.th/x", ("https://a.go.th/?to=www.b.go.th/x",)),
    ],
)
def test_links_that_a_comma_joins_are_two(typed: str, links: tuple[str, ...]) -> None:
    assert links_in(typed) == links
    assert [one for one in unshown_in(typed) if one.text != "ดู"] == []


@pytest.mark.parametrize("piece", ["a-", "a.", "www", "ก ", "https://a "])
def test_a_long_text_is_looked_through_at_once(piece: str) -> None:
    start = time.process_time()
    list(unshown_in(piece * 20_000))

    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "typed", ["www.a.go.th", "a.go.th", "saraban@a.go.th/x", "ภาพ.jpg", "a.b/c"]
)
def test_a_host_alone_a_mail_and_a_file_are_no_links(typed: str) -> None:
    assert links_in(typed) == ()
