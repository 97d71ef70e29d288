"""An office's own templates stand before ours."""

from pathlib import Path

import pytest

from sync.adapters.local.templates import LocalTemplates


@pytest.fixture
def templates(tmp_path: Path) -> LocalTemplates:
    shipped = tmp_path / "shipped"
    (shipped / "web").mkdir(parents=True)
    (shipped / "plan.docx").write_bytes(b"ours")
    (shipped / "web" / "plan.html").write_bytes(b"our page")
    return LocalTemplates(tmp_path / "own", shipped)


def test_without_one_of_its_own_an_office_has_ours(templates: LocalTemplates) -> None:
    assert templates.read("plan.docx").content == b"ours"
    assert templates.read("web/plan.html").content == b"our page"


def test_its_own_is_read_as_it_is_at_each_use(
    templates: LocalTemplates, tmp_path: Path
) -> None:
    own = tmp_path / "own" / "plan.docx"
    own.parent.mkdir()

    for content in (b"theirs", b"theirs, edited"):
        own.write_bytes(content)
        assert templates.read("plan.docx").content == content
    assert templates.read("plan.docx").name == str(own)
    own.unlink()
    assert templates.read("plan.docx").content == b"ours"
