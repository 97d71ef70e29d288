import re
from datetime import date
from pathlib import Path

import pytest

from sync.rules.catalogue import choose_rules, load_rule_texts, read_rule_texts
from sync.rules.rulebook import entries, page
from sync.rules.sources import load_sources
from sync.settings.values import rule_codes

ROOT = Path(__file__).parents[3]
TEXTS = load_rule_texts()


def test_the_page_of_rules_is_what_the_rules_say() -> None:
    written = (ROOT / "docs" / "rules.md").read_text("utf-8")

    assert written == page(TEXTS["th"], TEXTS["en"])


@pytest.mark.parametrize("code", sorted(rule_codes()))
def test_every_rule_has_its_reason(code: str) -> None:
    (entry,) = [entry for entry in entries(TEXTS["en"]) if entry.code == code]

    assert len(entry.reason) > 20


PROPER_NAMES = {"COVID", "OIT", "PDF", "PlanNACC", "toml", "words"}


@pytest.mark.parametrize("code", sorted(rule_codes()))
def test_every_rule_has_its_reason_in_thai(code: str) -> None:
    (entry,) = [entry for entry in entries(TEXTS["th"]) if entry.code == code]

    assert len(re.findall("[ก-ฮ]", entry.reason)) > 10
    assert set(re.findall("[A-Za-z]{2,}", entry.reason)) <= PROPER_NAMES


def test_no_two_rules_have_one_reason_in_thai() -> None:
    reasons = [entry.reason for entry in entries(TEXTS["th"])]

    assert len(set(reasons)) == len(reasons)


@pytest.mark.parametrize("why", ["", 'why = ""\n', 'why = " "\n'])
def test_a_rule_without_its_reason_in_thai_is_refused(tmp_path: Path, why: str) -> None:
    catalogue = tmp_path / "rules.toml"
    rule = 'severity = "info"\nth = "ก"\nen = "a"\nsuggest_th = ""\nsuggest_en = ""\n'
    catalogue.write_text(f"[AAA001]\n{rule}{why}", "utf-8")

    with pytest.raises(ValueError, match="AAA001: why"):
        read_rule_texts(catalogue)


NEVER = (
    "INF001 INF002 INF003 PRJ001 PRJ002 PRJ003 DIM001 DIM002 BUD001 BUD002 BUD003 BUD005"
    " BUD006 QTR001 QTR002 DET001 DET002 DET003 DET004 DET007"
)


@pytest.mark.parametrize("code", NEVER.split())
def test_a_fact_that_is_missing_or_unreadable_is_not_confirmed_away(code: str) -> None:
    (entry,) = [entry for entry in entries(TEXTS["th"]) if entry.code == code]

    assert not entry.confirmable


def test_an_error_must_say_whether_it_can_be_confirmed(tmp_path: Path) -> None:
    catalogue = tmp_path / "rules.toml"
    rule = 'severity = "error"\nth = "ก"\nen = "a"\nsuggest_th = ""\nsuggest_en = ""\n'
    catalogue.write_text(f"[AAA001]\n{rule}", "utf-8")

    with pytest.raises(ValueError, match="AAA001: confirmable"):
        read_rule_texts(catalogue)


def test_an_office_can_turn_a_rule_off_or_weigh_it_otherwise() -> None:
    chosen = choose_rules(TEXTS["th"], {"PRJ004": "off", "QTR001": "warning"})

    assert "PRJ004" not in chosen
    assert chosen["QTR001"].severity == "warning"
    assert chosen["DIM001"] == TEXTS["th"]["DIM001"]


SOURCES = load_sources()
CITES = re.compile(r"ป\.ป\.ช\.|ราชบัณฑิต|กฎหมายถือ|ตามกฎหมาย|OIT")


@pytest.mark.parametrize("code", sorted(rule_codes()))
def test_a_rule_that_cites_somebody_says_where_that_stands(code: str) -> None:
    (entry,) = [entry for entry in entries(TEXTS["th"]) if entry.code == code]

    if CITES.search(entry.reason):
        assert entry.sources


def test_sources_are_of_rules_that_there_are_and_can_be_looked_up() -> None:
    assert SOURCES.keys() <= rule_codes()
    for source in (source for sources in SOURCES.values() for source in sources):
        assert re.fullmatch(r"https?://[^\s)|]+", source.address)
        assert date(2026, 11, 23) <= source.seen
