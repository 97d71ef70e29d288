"""What a person sees of the chain, line by line."""

import io

from rich.console import Console

from sync.cli.chain_view import show_chain
from sync.cli.terminal import Terminal
from sync.messages import load_words
from sync.model.chain import sealed
from tests.unit.model.test_approvals import APPROVED, decided


def test_decisions_and_publications_are_told_with_the_version_they_are_of() -> None:
    links = decided(APPROVED)
    published = {
        "kind": "publication",
        "where": "https://example.go.th",
        "version": 1,
        "document": "plan",
        "year": 2570,
        "content": APPROVED.content,
        "noted": "2026-11-30",
    }
    links.append(sealed(links[-1], published))
    out = io.StringIO()

    whole = show_chain(links, None, Terminal(load_words("th"), Console(file=out)))

    assert whole
    first, _, decision, publication, _ = out.getvalue().splitlines()
    code = APPROVED.content[:12]
    assert f"แผน พ.ศ. 2570 ฉบับที่ 1  เนื้อหา {code}  รหัส" in first
    said = "เห็นชอบ โดย นายสมมุติ ตัวอย่าง (ทำเครื่องหมายในช่องที่จำกัดผู้แก้ไข)"
    assert f"ฉบับที่ 1  {said}  เนื้อหา {code}" in decision
    assert f"ฉบับที่ 1  เผยแพร่ที่ https://example.go.th  เนื้อหา {code}" in publication
