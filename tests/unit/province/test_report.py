"""How a province stands: a row an office, sums by district, a page without persons."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from lxml import html

from sync.adapters.clock import BANGKOK
from sync.messages import load_words
from sync.model.records import Outcome
from sync.province.report import Health, Overview, by_district, overview
from sync.province.shown import as_json, metrics, page, table, why
from sync.province.values import ProvinceSettings
from sync.province.visits import Ended, Kind, Night, OfficeState, PlanState, Standing
from sync.thai.dates import short_date

NOW = datetime(2026, 11, 29, 9, tzinfo=BANGKOK)
LAST = NOW - timedelta(hours=7)
GOOD = Standing(
    title="อบต.หนึ่ง",
    district="ตัวอย่าง",
    province="แบบแผน",
    year=2570,
    nights=(Night(LAST, Outcome.DONE),),
    good_night=LAST,
    errors=2,
    projects=16,
    budget=Decimal("192000.10"),
    plan=PlanState.COMPLETE,
)
WORDS = load_words("th")


def visit(code: str) -> Ended:
    return Ended("x", Kind.NIGHT, "here", LAST, LAST, code)


def seen(*states: OfficeState, paused: tuple[str, ...] = ()) -> Overview:
    return overview(states, ProvinceSettings(), NOW, paused)


@pytest.mark.parametrize(
    ("state", "health"),
    [
        (OfficeState("a", GOOD, (visit(""),)), Health.WELL),
        (OfficeState("a"), Health.NEW),
        (OfficeState("a", GOOD, (visit("config"),)), Health.FAILING),
        (OfficeState("a", GOOD, (visit("office_busy"), visit(""))), Health.WELL),
        (OfficeState("a", replace(GOOD, code="ledger_damaged")), Health.FAILING),
        (
            OfficeState("a", replace(GOOD, good_night=NOW - timedelta(hours=26))),
            Health.LATE,
        ),
        (OfficeState("a", replace(GOOD, good_night=None)), Health.LATE),
        (OfficeState("a", replace(GOOD, undelivered=1)), Health.MAIL),
    ],
)
def test_how_an_office_is(state: OfficeState, health: Health) -> None:
    (row,) = seen(state).rows

    assert row.health is health


def test_who_is_paused_needs_nobody() -> None:
    failing = OfficeState("a", GOOD, (visit("config"),))

    assert seen(failing, paused=("a",)).is_well
    assert seen(failing, paused=("*",)).is_well
    assert not seen(failing, paused=("b",)).is_well


def test_districts_add_up_to_the_satang() -> None:
    other = replace(GOOD, district="แบบฉบับ", plan=PlanState.DRAFT)
    rows = seen(
        OfficeState("a", GOOD), OfficeState("b", other), OfficeState("c", GOOD)
    ).rows

    sums = {it.district: it for it in by_district(rows)}

    assert sums["ตัวอย่าง"].offices == 2
    assert sums["ตัวอย่าง"].budget == Decimal("384000.20")
    assert sums["ตัวอย่าง"].complete == 2
    assert (sums["แบบฉบับ"].complete, sums["แบบฉบับ"].errors) == (0, 2)


def test_a_province_without_offices_has_a_page_too() -> None:
    assert WORDS.say("province.no_trouble") in page(seen(), WORDS)


EVERY = (
    OfficeState("a", GOOD, (visit(""),)),
    OfficeState("b", replace(GOOD, title="<b>=1+1</b>"), (visit("too_slow"),)),
    OfficeState("c", Standing(code="config")),
)


def test_the_page_is_one_that_everybody_can_read() -> None:
    shown: Any = html.document_fromstring(page(seen(*EVERY), WORDS))

    assert shown.get("lang") == "th"
    assert shown.xpath("//title")[0].text.strip()
    assert len(shown.xpath("//h1")) == len(shown.xpath("//main")) == 1
    assert shown.xpath("//script | //img | //b[text()='=1+1']") == []
    ids = shown.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(shown.xpath("//@aria-labelledby")) <= set(ids)
    for each in shown.xpath("//table"):
        assert each.xpath("./caption")
        assert all(it.get("scope") for it in each.xpath(".//th"))
        # a table that scrolls is reached by the keyboard
        assert each.getparent().get("tabindex") == "0"
        columns = len(each.xpath("./thead/tr/th"))
        assert {len(row) for row in each.xpath("./tbody/tr")} == {columns}


def test_who_needs_somebody_stands_first_with_the_reason() -> None:
    shown: Any = html.document_fromstring(page(seen(*EVERY), WORDS))

    trouble = shown.xpath("//section[@aria-labelledby='trouble']//tbody/tr")
    named = [row.xpath("./th")[0].text_content().split()[-1] for row in trouble]
    assert named == ["b", "c"]
    assert why("too_slow", WORDS) in trouble[0].text_content()
    assert why("config", WORDS) in trouble[1].text_content()
    assert "config" not in trouble[1].text_content()


def test_green_is_who_has_nothing_left_to_do_and_none_of_something_is_grey() -> None:
    clean, draft = replace(GOOD, errors=0), replace(GOOD, errors=10)
    states = (OfficeState("a", clean), OfficeState("b", draft))
    shown: Any = html.document_fromstring(page(seen(*states), WORDS))

    rows = shown.xpath("//table[@class='every']/tbody/tr/td[2]")
    assert [it.get("class") for it in rows] == ["well", "none"]
    assert {it.text for it in rows} == {"ระบบทำงานปกติ"}
    counts = shown.xpath("//ul[@class='counts']/li[b='0']/@class")
    assert set(counts) == {"none"}


def test_a_moment_is_written_as_people_write_it() -> None:
    assert f"{short_date(NOW)} {NOW:%H:%M} น." in page(seen(*EVERY), WORDS)
    assert f"{NOW:%Y-%m-%d %H:%M}" in page(seen(*EVERY), load_words("en"))


def test_what_is_not_understood_of_the_list_stands_on_the_page_as_text() -> None:
    noticed = replace(seen(*EVERY), notices=("แถว 3: <b>หนองบัว</b>",))

    shown: Any = html.document_fromstring(page(noticed, WORDS))
    without: Any = html.document_fromstring(page(seen(*EVERY), WORDS))

    told = shown.xpath("//section[@aria-labelledby='notices']//li")
    assert [it.text_content() for it in told] == ["แถว 3: <b>หนองบัว</b>"]
    assert without.xpath("//section[@aria-labelledby='notices']") == []
    assert json.loads(as_json(noticed, {}))["notices"] == ["แถว 3: <b>หนองบัว</b>"]


@pytest.mark.parametrize(
    ("days", "half_year", "overdue"),
    [
        (-1, PlanState.DRAFT, (6,)),
        (-1, PlanState.NONE, (6,)),
        (-1, PlanState.COMPLETE, ()),
        (0, PlanState.NONE, ()),
    ],
)
def test_a_report_is_late_when_its_last_day_is_over_and_it_is_not_complete(
    days: int, half_year: PlanState, overdue: tuple[int, ...]
) -> None:
    closes = (NOW + timedelta(days=days)).date()
    stands = replace(GOOD, half_year=half_year, half_year_closes=closes)

    (row,) = seen(OfficeState("a", stands)).rows

    assert row.overdue == overdue
    assert f",{' '.join(map(str, overdue))}," in table(seen(OfficeState("a", stands)))


def test_days_without_an_edit_count_from_the_last_that_anybody_knows_of() -> None:
    seen_ = replace(GOOD, changed=NOW - timedelta(days=9))
    told = (NOW - timedelta(days=2)).astimezone(UTC)
    states = [
        OfficeState("a", seen_),
        OfficeState("b", seen_, edited=told),
        OfficeState("c", GOOD),
    ]

    assert [row.quiet_days for row in seen(*states).rows] == [9, 2, None]


def test_a_table_that_a_spreadsheet_opens_takes_nothing_for_a_formula() -> None:
    evil = OfficeState("a", replace(GOOD, title='=HYPERLINK("http://x")'))

    line = table(seen(evil)).splitlines()[1]

    assert ",=" not in line
    assert "'=HYPERLINK" in line


def test_programs_get_the_same() -> None:
    told: Any = json.loads(as_json(seen(*EVERY), {"here": 3}))

    assert told["well"] is False
    assert told["counts"]["failing"] == 2
    assert told["waiting"] == {"here": 3}
    assert [it["office"] for it in told["offices"]] == ["a", "b", "c"]
    assert told["offices"][0]["budget"] == "192000.10"
    text = metrics(seen(*EVERY), {"here": 3})
    assert 'plan_sync_offices{health="failing"} 2\n' in text
    assert 'plan_sync_visits_waiting{lane="here"} 3\n' in text
    assert "plan_sync_oldest_good_night_seconds 25200\n" in text


@pytest.mark.parametrize(
    ("code", "about"),
    [
        ("config", "settings"),
        ("sign_in_refused", "sign_in"),
        ("quota", "google"),
        ("workbook_missing", "sheet"),
        ("document_gone", "document"),
        ("ledger_lost", "ledger"),
        ("disk_full", "disk"),
        ("mail_secret_missing", "mail"),
        ("died", "died"),
        ("defect", "other"),
        ("a code of tomorrow", "other"),
    ],
)
def test_every_code_is_said_in_a_few_words(code: str, about: str) -> None:
    assert why(code, WORDS) == WORDS.say(f"province.why_{about}")
