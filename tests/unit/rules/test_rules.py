import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sync.approval.adding import without_room as without_place
from sync.model.cells import Sheet, Value
from sync.model.findings import Finding, Hit, Severity
from sync.plan.totals import compute_totals
from sync.progress.adding import counted_rows, find_new_rows, without_room
from sync.progress.read import read_progress
from sync.progress.rounds import recent_years, rounds_closed, rounds_open
from sync.rules import validate
from sync.rules.amounts.totals import corrected_totals
from sync.rules.catalogue import load_rule_texts
from sync.rules.outcome.approvals import approval_context
from sync.rules.outcome.reports import report_context
from sync.rules.places import approval_places, report_places
from sync.rules.reference import ReferenceData
from sync.rules.table import READING, RULES
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.wordlists import WordLists, load_word_lists
from sync.rules.validate import (
    find_approval_hits,
    find_hits,
    find_report_hits,
    phrase,
)
from sync.settings.values import ReportSettings
from sync.sheet.read import read_plan
from sync.sheet.write_back import give_keys
from tests.approving import VERSIONS, board_of, decided, with_approvals
from tests.disguise import in_disguise
from tests.progressing import with_progress
from tests.sheets import HEADERS, REFERENCE, clean_sheet, merge, type_in
from tests.sheets import sheet_of as sheet_with_case

CASES = Path(__file__).parents[2] / "cases" / "rules"
TEXTS = load_rule_texts()
IN_APRIL = date(2027, 4, 10)
"""The round of six months of the clean sheet's year is open."""


def judge(
    sheet: Sheet,
    changed: date | None = None,
    today: date = IN_APRIL,
    noted: Sequence[int] = (),
) -> tuple[Finding, ...]:
    return judge_once(sheet, changed, today, noted)("th")


def judge_once(
    sheet: Sheet,
    changed: date | None = None,
    today: date = IN_APRIL,
    noted: Sequence[int] = (),
) -> Callable[[str], tuple[Finding, ...]]:
    """Run every rule; return what tells the findings in a language."""
    reading = read_plan(sheet, HEADERS)
    totals = compute_totals(reading.plan)
    corrected = corrected_totals(reading.plan, totals, (), ())
    plan = give_keys(reading.plan, {})
    settings, years = ReportSettings(), recent_years(plan.info.fiscal_year)
    closed = rounds_closed(today, years, settings)
    progress = read_progress(sheet, plan, HEADERS, closed)
    new = find_new_rows(progress, rounds_open(today, years, settings), {})
    board = board_of(sheet, *(decided(VERSIONS[at]) for at in noted))
    hits = (
        *find_hits(reading, totals, corrected, REFERENCE, changed=changed, today=today),
        *progress.hits,
        *without_room(progress, new),
        *find_report_hits(report_context(progress, new, settings, today, REFERENCE)),
        *board.proposals.hits,
        *without_place(board.proposals, board.new),
        *find_approval_hits(approval_context(board, today, HEADERS, guarded=True)),
    )
    places = {
        **report_places(counted_rows(progress, new), plan, reading.matching, HEADERS),
        **approval_places(board, HEADERS),
    }
    return lambda language: phrase(
        hits, plan, reading.matching, HEADERS, TEXTS[language], places
    )


def answers(findings: tuple[Finding, ...]) -> list[tuple[str, str, str, str]]:
    return [(f.rule, str(f.cell), f.found, f.message) for f in findings]


def sheet_of(case: dict[str, Any]) -> Sheet:
    """Return the clean sheet with what a case does to it, its reports among that."""
    rows = case.get("progress")
    changed = sheet_with_case(case)
    if "approvals" in case:
        rows = [{"comment": "-"}] * 5000 if "full_approvals" in case else []
        rows += case["approvals"]
        changed = with_approvals(changed, rows, case.get("editors", ()))
        return merge(changed, *case.get("merged_approvals", ()))
    if rows is None:
        return changed
    return merge(with_progress(changed, rows), *case.get("merged_reports", ()))


def load_cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem} {case['why']}")
        for path in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


@pytest.mark.parametrize(("code", "case"), load_cases())
def test_a_rule_finds_what_its_case_says_and_nothing_more(
    code: str, case: dict[str, Any]
) -> None:
    sheet = sheet_of(case)
    known = case.get("changed"), case.get("today", IN_APRIL), case.get("noted", ())

    told = judge_once(sheet, *known)
    judged = told("th")

    found = [finding for finding in judged if finding.rule == code]
    assert [
        {"cell": str(f.cell), "found": f.found, "message": f.message} for f in found
    ] == case["findings"]
    in_english = [f.message for f in told("en") if f.rule == code]
    assert len(in_english) == len(case["findings"])
    assert all("{" not in message for message in in_english)
    for seed in range(2):  # no rule answers otherwise when spaces are of another kind
        disguised = judge(in_disguise(sheet, seed), *known)
        assert answers(disguised) == answers(judged), seed


def test_a_clean_plan_has_no_findings() -> None:
    assert judge(clean_sheet()) == ()


def test_every_rule_has_cases_and_words_and_nothing_else_has() -> None:
    codes = set(RULES) | set(READING)

    assert {path.stem for path in CASES.glob("*.toml")} == codes
    assert set(TEXTS["th"]) == codes


def test_text_that_looks_like_a_blank_of_a_message_stays_text() -> None:
    sheet = type_in(clean_sheet(), {"โครงการ!D3": "{0.__class__}"})

    (message,) = [f.message for f in judge(sheet) if f.rule == "BUD001"]

    assert message == "อ่านงบประมาณไม่ได้ “{0.__class__}”"


def test_what_was_met_in_a_text_is_told_where_that_text_stands_now() -> None:
    def told(typed: dict[str, str]) -> list[tuple[str, str]]:
        findings = judge(type_in(clean_sheet(), typed))
        return [(str(finding.cell), finding.found) for finding in findings]

    slip = "ปฎิบัติตามแผน"

    assert told({"รายละเอียด!B2": slip}) == [("รายละเอียด!B2", "ปฎิบัติ")]
    assert told({"รายละเอียด!B3": slip}) == [("รายละเอียด!B3", "ปฎิบัติ")]
    assert told({"รายละเอียด!B2": "ปฏิบัติตามแผน"}) == []
    assert told({"รายละเอียด!B2": slip}) == [("รายละเอียด!B2", "ปฎิบัติ")]


def test_only_texts_that_changed_are_judged_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged: list[str] = []

    def see(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
        judged.append(typed.plain)
        yield from ()

    def cells(reference: ReferenceData, typed: dict[str, str]) -> list[str]:
        judged.clear()
        reading = read_plan(type_in(clean_sheet(), typed), HEADERS)
        find_hits(reading, compute_totals(reading.plan), (), reference)
        return list(judged)

    monkeypatch.setattr(validate, "TEXT_RULES", {"SPL007": see})
    reference = replace(REFERENCE)
    every = cells(reference, {})

    assert cells(reference, {}) == []
    assert cells(reference, {"รายละเอียด!B2": "ใหม่"}) == ["ใหม่"]
    assert len(reference.met) == len(every)  # of the text that is gone nothing is kept


def test_every_list_of_words_judges_by_itself(tmp_path: Path) -> None:
    own = tmp_path / "words.toml"
    own.write_text('[spelling]\nright = "ปฎิบัติ"\n', "utf-8")
    reading = read_plan(type_in(clean_sheet(), {"รายละเอียด!B2": "ปฎิบัติตามแผน"}), HEADERS)
    lores = REFERENCE, replace(REFERENCE, lists=load_word_lists(office=own)), REFERENCE

    found = [
        [
            hit.found
            for hit in find_hits(reading, compute_totals(reading.plan), (), lore)
        ]
        for lore in lores
    ]

    assert found == [["ปฎิบัติ"], [], ["ปฎิบัติ"]]


def test_findings_name_the_project_and_the_column() -> None:
    sheet = type_in(clean_sheet(), {"โครงการ!D4": "", "รายละเอียด!H2": ""})

    places = [(f.rule, f.project, f.field) for f in judge(sheet)]

    assert places == [
        ("BUD002", 2, "งบประมาณ (บาท)"),
        ("DET003", 1, "ผู้รับผิดชอบ"),
    ]


def test_a_year_that_all_details_are_left_over_from_is_said_once() -> None:
    year = clean_sheet_year_cell()
    found = [f.rule for f in judge(type_in(clean_sheet(), {year: Decimal(2571)}))]
    assert found.count("YRS010") == 1
    assert not {"QTR104", "QTR105", "YRS005"} & set(found)


def test_a_detail_of_a_third_year_is_said_besides() -> None:
    typed = {
        clean_sheet_year_cell(): Decimal(2571),
        "รายละเอียด!A5": "โครงการหนึ่งของตำบล",
        "รายละเอียด!F5": "ไตรมาสที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๖๕",
        "รายละเอียด!A6": "โครงการสองของตำบล",
        "รายละเอียด!F6": "ไตรมาสที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๗๐",
    }
    found = [(f.rule, f.cell.a1) for f in judge(type_in(clean_sheet(), typed))]
    assert ("QTR105", "F5") in found
    assert ("QTR105", "F6") not in found


def clean_sheet_year_cell() -> str:
    info = clean_sheet().tabs[0]
    row = next(n for n, cells in enumerate(info.rows, 1) if cells[0] == "ปีงบประมาณ")
    return f"{info.title}!B{row}"


def test_a_habit_of_the_whole_plan_is_said_once_with_the_other_places() -> None:
    cells = [f"รายละเอียด!{column}{row}" for column in "BE" for row in (2, 3)]
    sheet = type_in(clean_sheet(), dict.fromkeys(cells, "ใช้ no gift policy"))

    (told,) = [f for f in judge(sheet) if f.rule == "TRM008"]

    assert told.message == (
        "“no gift policy” ชื่อทางการเขียนว่า “No Gift Policy”"
        " · ลักษณะเดียวกันอีก ๓ แห่ง: E2, B3, E3"
    )
    assert [str(cell) for cell in told.others] == [cells[2], cells[1], cells[3]]


def test_of_what_differs_in_the_others_nothing_is_claimed() -> None:
    typed: dict[str, Value] = {
        f"รายละเอียด!F{row}": "ต.ค. ๒๕๖๙ - ก.ย. ๒๕๗๐" for row in (2, 3, 4)
    }
    typed |= {"โครงการ!A6": "4", "โครงการ!B6": "โครงการที่สี่ของตำบล", "โครงการ!C6": "4"}
    typed |= {"โครงการ!D6": "0", "โครงการ!H6": "/", "โครงการ!A7": "รวมทั้งสิ้น"}
    typed |= dict.fromkeys(("โครงการ!E6", "โครงการ!F6", "โครงการ!G6"), "")
    typed |= {"รายละเอียด!A5": "โครงการที่สี่ของตำบล", "รายละเอียด!F5": "ตลอดปี"}

    (told,) = [f for f in judge(type_in(clean_sheet(), typed)) if f.rule == "QTR107"]

    assert told.message.endswith(
        "ยาวกว่าไตรมาสที่ทำเครื่องหมายในตาราง (๑) · ลักษณะเดียวกันอีก ๓ แห่ง: ลำดับที่ 2, 3, 4"
    )


def test_a_text_that_is_too_long_is_not_cut_inside_a_word() -> None:
    text = "ประชาชน " * 499 + "การเปิดเผยข้อมูล " * 5
    judged = judge(type_in(clean_sheet(), {"รายละเอียด!B2": text}))

    rules = {one.rule for one in judged if str(one.cell) == "รายละเอียด!B2"}

    assert "TXT001" in rules
    assert "SPL003" not in rules


def test_the_page_of_figures_counts_the_rules_there_are() -> None:
    page = (CASES.parents[2] / "docs" / "validation.md").read_text("utf-8")
    counts = Counter(text.severity for text in TEXTS["th"].values())
    told = [int(number) for number in re.findall(r"\d+", page.split("[docs")[0])]

    assert told == [sum(counts.values()), *(counts[each] for each in Severity)]
