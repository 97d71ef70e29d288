"""Pages that are ours tell so themselves; all else is left alone."""

from pathlib import Path

import pytest

from sync.errors import LinkLeadsAway
from sync.storage.sealed import SealedPages

NAME, CODE, OTHER = "คำตอบ.html", "a" * 64, "b" * 64


@pytest.fixture
def pages(tmp_path: Path) -> SealedPages:
    return SealedPages(tmp_path / "documents")


def test_a_page_of_ours_is_known_and_replaced(pages: SealedPages) -> None:
    assert pages.made_of(NAME) is None
    assert pages.put(NAME, CODE, "<p>หนึ่ง</p>\n")
    assert pages.made_of(NAME) == CODE

    assert pages.put(NAME, OTHER, "<p>สอง</p>")

    assert pages.made_of(NAME) == OTHER
    text = pages.path(NAME).read_text("utf-8")
    assert text.startswith("<p>สอง</p>\n<!-- plan-sync ")
    assert [it.name for it in pages.folder.iterdir()] == [NAME]


@pytest.mark.parametrize(
    ("was", "now"),
    [("หนึ่ง", "สอง"), (CODE, OTHER), (" -->\n", " -->\n\n"), ("<p>", "\r\n<p>")],
    ids=["text", "code", "end", "beginning"],
)
def test_a_page_that_somebody_changed_is_theirs(
    pages: SealedPages, was: str, now: str
) -> None:
    pages.put(NAME, CODE, "<p>หนึ่ง</p>")
    path = pages.path(NAME)
    theirs = path.read_bytes().replace(was.encode(), now.encode(), 1)
    path.write_bytes(theirs)

    assert pages.made_of(NAME) == ""
    assert not pages.put(NAME, CODE, "<p>หนึ่ง</p>")
    assert path.read_bytes() == theirs
    assert [it.name for it in pages.folder.iterdir()] == [NAME]


def test_a_folder_under_the_name_is_left_alone(pages: SealedPages) -> None:
    pages.path(NAME).mkdir(parents=True)

    assert pages.made_of(NAME) == ""
    assert not pages.put(NAME, CODE, "<p>หนึ่ง</p>")
    assert pages.path(NAME).is_dir()


def test_a_link_out_of_the_office_is_not_followed(
    pages: SealedPages, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pages.folder.mkdir()
    outside = tmp_path_factory.mktemp("elsewhere") / "page.html"
    pages.path(NAME).symlink_to(outside)

    with pytest.raises(LinkLeadsAway):
        pages.put(NAME, CODE, "<p>หนึ่ง</p>")
    assert not outside.exists()
