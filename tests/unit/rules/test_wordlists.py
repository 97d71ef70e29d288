from pathlib import Path

import pytest

from sync.errors import ConfigError
from sync.model.findings import Finding
from sync.plan.totals import compute_totals
from sync.rules.catalogue import load_rule_texts
from sync.rules.reference import ReferenceData
from sync.rules.text.counts import word_counts
from sync.rules.text.patterns import confusions
from sync.rules.text.wordlists import BREAK, Confusion, load_word_lists
from sync.rules.validate import find_hits, phrase
from sync.sheet.read import read_plan
from tests.sheets import DETAILS, HEADERS, REFERENCE, clean_sheet, type_in

LISTS = load_word_lists()
PROBLEMS = """
[spelling]
frequent = ["โครงการ"]
colours = ["แดง"]
[[spelling.confused]]
wrong = "เถือก"
[[spelling.confused]]
wrong = "เพือก"
right = "เผือก"
after = "("
"""


def judge(text: str, reference: ReferenceData = REFERENCE) -> list[Finding]:
    reading = read_plan(type_in(clean_sheet(), {f"{DETAILS}!B2": text}), HEADERS)
    hits = find_hits(reading, compute_totals(reading.plan), (), reference)
    spelling = [hit for hit in hits if hit.rule.startswith("SPL")]
    texts = load_rule_texts()["th"]
    return list(phrase(spelling, reading.plan, reading.matching, HEADERS, texts))


def test_no_word_of_the_lists_is_a_mistake_itself() -> None:
    spelling = LISTS.spelling
    words = [word.replace(BREAK, "") for word in (*spelling.frequent, *spelling.right)]
    words += [entry.right for entry in (*spelling.confusions, *spelling.advised)]

    found = [(f.rule, f.found) for f in judge(" / ".join(dict.fromkeys(words)))]

    assert found == []


def test_no_listed_misspelling_stands_in_a_word_that_is_right() -> None:
    sought = confusions(LISTS.spelling.confusions)
    words = [entry.right for entry in LISTS.spelling.confusions]
    words += [word for word in word_counts().at_least(20) if len(word) > 1]

    assert [
        (word, wrong.right)
        for word in words
        for wrong in sought.met(word)
        if wrong.end - wrong.start < len(word)
    ] == []


def test_every_misspelling_of_the_lists_is_found() -> None:
    entries = [entry for entry in LISTS.spelling.confusions if not _has_place(entry)]
    sought = confusions(LISTS.spelling.confusions)

    missed = [
        entry.wrong
        for entry in entries
        if [wrong.right for wrong in sought.met(f"คำว่า {entry.wrong} นี้")]
        != [entry.right]
    ]

    assert missed == []


def _has_place(entry: Confusion) -> bool:
    return bool(entry.before or entry.after)


def test_an_office_adds_its_own_words(tmp_path: Path) -> None:
    own = tmp_path / "words.toml"
    own.write_text(
        'placeholders = ["ระบุชื่อวัด"]\n'
        '[spelling]\nright = "ปฎิบัติ"\n'
        '[[spelling.confused]]\nwrong = "ศาลากลางหมู่"\nright = "ศาลากลางหมู่บ้าน"\n'
        '[spelling.misspelt]\n"ธารสมมุติ" = ["ธารสมุติ"]\n',
        "utf-8",
    )
    reference = ReferenceData(HEADERS, load_word_lists(office=own), REFERENCE.frames)

    found = [(f.found, f.suggestion) for f in judge("ธารสมุติ ปฎิบัติ ปฎิรูป", reference)]

    assert found == [
        ("ธารสมุติ", "แก้เป็น “ธารสมมุติ”"),
        ("ปฎิรูป", "แก้เป็น “ปฏิรูป”"),
    ]
    assert reference.lists.placeholders == (*LISTS.placeholders, "ระบุชื่อวัด")


def test_an_office_without_words_of_its_own_has_ours(tmp_path: Path) -> None:
    assert load_word_lists(office=tmp_path / "words.toml") is LISTS


def test_an_office_s_words_are_read_anew_and_never_become_another_s(
    tmp_path: Path,
) -> None:
    own = tmp_path / "words.toml"
    own.write_text('placeholders = ["ก"]', "utf-8")
    first = load_word_lists(office=own)
    own.write_text('placeholders = ["ข"]', "utf-8")

    second = load_word_lists(office=own)

    assert first.placeholders == (*LISTS.placeholders, "ก")
    assert second.placeholders == (*LISTS.placeholders, "ข")
    assert load_word_lists().placeholders == LISTS.placeholders
    assert second.memo is not LISTS.memo


def test_all_that_is_wrong_with_an_office_s_words_is_told_at_once(
    tmp_path: Path,
) -> None:
    own = tmp_path / "words.toml"
    own.write_text(PROBLEMS, "utf-8")

    with pytest.raises(ConfigError) as stop:
        load_word_lists(office=own)

    assert [str(own), "frequent", "colours", "เถือก", "เพือก"] == [
        text
        for text in (str(own), "frequent", "colours", "เถือก", "เพือก")
        if text in str(stop.value)
    ]
