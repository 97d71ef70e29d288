"""What rules remember of texts: enough for the next cycle, never without end."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sync.memo import Memo
from sync.model.cells import Sheet
from sync.model.findings import Hit
from sync.plan.totals import compute_totals
from sync.rules.reference import ReferenceData
from sync.rules.tabs import lists
from sync.rules.text.wordlists import load_word_lists
from sync.rules.times import spans
from sync.rules.validate import find_hits
from sync.rules.words import spelling
from sync.sheet.read import read_plan
from tests.sheets import HEADERS, REFERENCE, clean_sheet, type_in


def reference(most: int) -> ReferenceData:
    return replace(REFERENCE, lists=replace(REFERENCE.lists, memo=Memo(most)))


def hits(sheet: Sheet, known: ReferenceData) -> tuple[Hit, ...]:
    reading = read_plan(sheet, HEADERS)
    return find_hits(reading, compute_totals(reading.plan), (), known)


def hostile(number: int) -> Sheet:
    """A plan whose every cycle brings texts nobody has seen before."""
    lines = [f"{place}. ทำครั้งที่ {number} ข้อ {place}" for place in range(1, 60)]
    period = f"ตุลาคม 25{number + 10} - มีนาคม 2570 ครั้งที่ {number}"
    typed = {"รายละเอียด!E2": "\n".join(lines), "รายละเอียด!F2": period}
    return type_in(clean_sheet(), typed)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reads texts, each time that it does."""
    called: list[str] = []

    def counted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def count(*asked: object) -> object:
            called.append(name)
            return work(*asked)

        return count

    for module, name in (
        (lists, "read_item"),
        (spans, "_read_spans"),
        (spelling, "slips"),
    ):
        monkeypatch.setattr(module, name, counted(name, getattr(module, name)))
    return called


def test_texts_that_did_not_change_are_not_read_again(calls: list[str]) -> None:
    known = reference(2**20)
    first = hits(clean_sheet(), known)
    assert set(calls) == {"read_item", "_read_spans", "slips"}
    calls.clear()

    again = hits(clean_sheet(), known)

    assert again == first
    assert calls == []


def test_texts_that_change_every_day_never_fill_the_memory() -> None:
    known = reference(50_000)

    for number in range(40):
        found = hits(hostile(number), known)
        assert known.lists.memo.size <= 50_000

    assert known.lists.memo.size > 25_000
    assert found == hits(hostile(39), reference(2**20))


def test_word_lists_as_they_are_read_bound_what_they_remember(tmp_path: Path) -> None:
    own = tmp_path / "words.toml"
    own.write_text('placeholders = ["ก"]', "utf-8")
    memo = load_word_lists(office=own).memo  # not those of all the tests

    memo.answer("too much", lambda: "ก" * 2**24)
    assert memo.size < 2**25

    for number in range(5):
        memo.answer(number, lambda: "ก" * 2**22)
        assert memo.size <= 2**25


def test_no_word_of_a_plan_becomes_a_pattern() -> None:
    """What ``re`` compiled it keeps for itself, hundreds of patterns of any length."""
    word = "กขคง" * 10
    texts = {
        "โครงการ!B3": f"โครงการ{word}",
        "ข้อมูลแผน!B4": f"องค์การบริหารส่วนตำบล{word}",
        "ข้อมูลแผน!B6": word,
        "ข้อมูลแผน!B7": word,
        "รายละเอียด!B2": f"อบต.{word} อำเภอ{word} จังหวัด{word} ตามพระราชบัญญัติ{word}",
        "รายละเอียด!C2": f"๑) เพื่อ{word} ({word}) “{word}”",
        "รายละเอียด!D2": f"{word} ๑๒ {word} จำนวน ๖๐๐ คน ({word}ละ ๔๐ คน)",
        "รายละเอียด!E2": f"ชื่อโครงการ : {word}\nร้อยละ {word}",
        "รายละเอียด!F2": f"เดือน{word} ไตรมาสที่ {word}",
        "รายละเอียด!G2": f"๕๐๐ บาท ({word}) จาก{word}",
        "รายละเอียด!H2": f"สำนัก{word}",
    }
    re.purge()

    found = hits(type_in(clean_sheet(), texts), reference(2**20))

    assert {hit.rule for hit in found} >= {"TGT011", "DET008"}
    kept = [str(key) for key in vars(re)["_cache"]]
    assert kept
    assert [pattern for pattern in kept if word in pattern] == []
