"""A tree of files is there as it was or as it is to be, and nobody's file is lost."""

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sync.errors import LinkLeadsAway, WrongKind
from sync.model.public import digest_of, read_list
from sync.storage import durable, trees
from sync.storage.exchange import exchanged
from sync.storage.trees import Tree

OLD = {"index.html": b"old", "gone.html": b"gone", "data/plan.csv": b"1"}
NEW = {"index.html": b"new", "data/plan.csv": b"1", "more.html": b"more"}


@pytest.fixture(autouse=True)
def _never_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "sync_file", lambda _handle: None)
    monkeypatch.setattr(trees, "sync_folder", lambda _folder: None)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "public", tmp_path / "kept")


def known(files: Mapping[str, bytes]) -> Mapping[str, str]:
    return {name: digest_of(content) for name, content in files.items()}


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }


def around(tree: Tree) -> set[str]:
    return {path.name for path in tree.folder.parent.iterdir()} - {"public", "kept"}


def test_a_tree_holds_what_was_put_and_nothing_of_before(tree: Tree) -> None:
    tree.put(OLD, {})
    tree.put(NEW, known(OLD))

    assert content(tree.folder) == NEW
    assert around(tree) == set()
    assert tree.look().ours == known(NEW)


def test_its_list_is_one_that_sha256sum_reads(tree: Tree) -> None:
    tree.put(OLD, {})

    text = (tree.folder / "SHA256SUMS").read_text("utf-8")
    expected = hashlib.sha256(b"old").hexdigest()
    assert f"{expected}  index.html\n" in text
    assert read_list(text) == known(OLD)


def test_what_others_put_there_stays(tree: Tree, tmp_path: Path) -> None:
    tree.put(OLD, {})
    (tree.folder / "map.pdf").write_bytes(b"theirs")
    (tree.folder / "photos").mkdir()
    (tree.folder / "photos" / "1.jpg").write_bytes(b"theirs too")
    (tree.folder / "link").symlink_to("map.pdf")

    assert tree.look().strange == ("link", "map.pdf", "photos/1.jpg")
    tree.put(NEW, known(OLD))

    theirs = {"map.pdf": b"theirs", "photos/1.jpg": b"theirs too", "link": b"theirs"}
    assert content(tree.folder) == {**NEW, **theirs}
    assert (tree.folder / "link").is_symlink()
    assert not (tmp_path / "kept").exists()


def test_what_somebody_made_of_a_file_of_ours_is_kept_beside(
    tree: Tree, tmp_path: Path
) -> None:
    tree.put(OLD, {})
    (tree.folder / "index.html").write_bytes(b"by hand")
    (tree.folder / "gone.html").unlink()
    (tree.folder / "more.html").write_bytes(b"before there was any of ours")

    looked = tree.look()
    assert (looked.changed, looked.missing) == (("index.html",), ("gone.html",))
    assert looked.strange == ("more.html",)
    tree.put(NEW, known(OLD))

    assert content(tree.folder) == NEW
    kept = {path.name.partition("-")[2]: path for path in (tmp_path / "kept").iterdir()}
    assert kept["index.html"].read_bytes() == b"by hand"
    assert kept["more.html"].read_bytes() == b"before there was any of ours"


def test_without_its_list_a_tree_is_known_by_what_was_put_last(
    tree: Tree, tmp_path: Path
) -> None:
    tree.put(OLD, {})
    (tree.folder / "SHA256SUMS").unlink()

    assert tree.look(known(OLD)).ours == known(OLD)
    tree.put(NEW, known(OLD))

    assert content(tree.folder) == NEW
    assert not (tmp_path / "kept").exists()


class Killed(BaseException):
    """The worker is no more, at this very step."""


STEPS = 60
"""More than a put has."""


def steps(monkeypatch: pytest.MonkeyPatch, most: int) -> list[str]:
    """Let so many steps of the file system be made, and kill at the next."""
    made: list[str] = []

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def step(*given: object, **named: object) -> object:
            if len(made) >= most:
                raise Killed
            made.append(name)
            return real(*given, **named)

        return step

    for owner, name in (
        (trees, "write_through"),
        (trees, "exchanged"),
        (os, "link"),
        (shutil, "rmtree"),
        (Path, "rename"),
        (Path, "mkdir"),
        (Path, "unlink"),
        (Path, "replace"),
    ):
        real = getattr(owner, name)
        monkeypatch.setattr(owner, name, counted(name, real))
    return made


@pytest.mark.parametrize("exchanges", [True, False], ids=["one step", "two renames"])
def test_killed_at_any_step_all_see_the_old_or_the_new_and_the_next_put_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    theirs = {"map.pdf": b"theirs"}
    if not exchanges:
        monkeypatch.setattr(trees, "exchanged", lambda *_: False)
    for most in range(STEPS):
        tree = Tree(tmp_path / str(most) / "public", tmp_path / str(most) / "kept")
        tree.folder.parent.mkdir()
        tree.put(OLD, {})
        (tree.folder / "map.pdf").write_bytes(b"theirs")
        with monkeypatch.context() as patch:
            made = steps(patch, most)
            killed = True
            try:
                tree.put(NEW, known(OLD))
                killed = False
            except Killed:
                pass
        if exchanges or tree.folder.exists():
            assert content(tree.folder) in ({**OLD, **theirs}, {**NEW, **theirs}), made

        tree.recover(known(OLD))
        assert content(tree.folder) in ({**OLD, **theirs}, {**NEW, **theirs}), made
        assert around(tree) == set()
        tree.put(NEW, known(OLD))
        assert content(tree.folder) == {**NEW, **theirs}
        assert not tree.kept.exists(), made
        if not killed:
            assert most > len(NEW)
            return
    pytest.fail(f"a put has more than {STEPS} steps")


def test_what_comes_while_the_trees_change_places_is_not_lost(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.put(OLD, {})
    real = exchanged

    def meanwhile(one: Path, other: Path) -> bool:
        (tree.folder / "late.pdf").write_bytes(b"just now")
        return real(one, other)

    monkeypatch.setattr(trees, "exchanged", meanwhile)
    tree.put(NEW, known(OLD))

    assert content(tree.folder) == {**NEW, "late.pdf": b"just now"}


def test_a_folder_that_leads_elsewhere_is_not_written_to(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    (office / "public").symlink_to(tmp_path)

    with pytest.raises(LinkLeadsAway):
        Tree(office / "public", office / "kept").put(NEW, {})


def test_a_folder_that_is_a_link_within_the_office_is_none_to_replace(
    tree: Tree,
) -> None:
    site = tree.folder.with_name("site")
    site.mkdir()
    (site / "index.html").write_bytes(b"old")
    tree.folder.symlink_to(site)

    for _ in range(2):
        with pytest.raises(WrongKind):
            tree.put(NEW, {})

    assert content(site) == {"index.html": b"old"}
    assert around(tree) == {"site"}


def test_a_folder_of_somebody_under_a_name_of_ours_stops_it_and_all_stays(
    tree: Tree,
) -> None:
    tree.put(OLD, {})
    (tree.folder / "more.html").mkdir()
    (tree.folder / "more.html" / "theirs.txt").write_bytes(b"theirs")

    with pytest.raises(WrongKind):
        tree.put(NEW, known(OLD))

    assert content(tree.folder) == {**OLD, "more.html/theirs.txt": b"theirs"}


def test_a_new_tree_has_the_mode_of_the_old(tree: Tree) -> None:
    tree.put(OLD, {})
    tree.folder.chmod(0o750)
    tree.put(NEW, known(OLD))

    assert tree.folder.stat().st_mode & 0o777 == 0o750
