"""Findings counted."""

from sync.messages import load_words
from sync.model.cells import Cell
from sync.model.findings import Finding, Severity
from sync.plan.findings import count, counts_in_words

FINDINGS = [
    Finding("X", severity, Cell("ก", 1, 1), None, "", "", "", "")
    for severity, times in zip(Severity, (1, 2, 3), strict=True)
    for _ in range(times)
]


def test_each_severity_is_counted_for_itself() -> None:
    assert [count(FINDINGS, severity) for severity in Severity] == [1, 2, 3]


def test_counts_are_told_in_words_and_what_was_confirmed_where_any_was() -> None:
    words = load_words("th")

    assert counts_in_words(FINDINGS, words) == "ต้องแก้ไข 1 · ควรตรวจสอบ 2 · ข้อแนะนำ 3"
    assert counts_in_words(FINDINGS, words, 4).endswith(
        " · " + words.say("findings.confirmed", count="4")
    )
