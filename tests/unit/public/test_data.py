"""What machines are given: tables that Excel opens, and JSON as its schema says."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sync.messages import load_words
from sync.model.progress import Reason, Reported, State
from sync.public.catalogue import (
    Dataset,
    data_package,
    dcat_catalog,
    for_registration,
    said_of,
    said_of_all,
    with_metadata,
)
from sync.public.data import (
    PLAN_COLUMNS,
    REPORT_COLUMNS,
    as_csv,
    as_json,
    columns_of,
    rows_of,
)
from sync.public.editions import Edition
from sync.settings.public import PublicSettings
from tests.sheets import clean_sheet, type_in
from tests.unit.progress.test_figures import SIX, row
from tests.unit.public.publishing import edition_of, plan_of, report_of

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "config" / "public" / "schema.json").read_text("utf-8")
)
STATE = {
    "state": "approved",
    "approved_on": "2026-12-02",
    "approved_by": "นายตัวอย่าง รักสุจริต",
    "approver_position": "นายก",
    "approval_evidence": "guarded",
    "announcement": "",
    "announced_on": "",
}
PLAN = edition_of(plan_of(clean_sheet()))
REPORT = edition_of(
    report_of(
        [
            row(
                state=State.DONE,
                ordinance=Decimal("18000.50"),
                paid=Decimal(0),
                completed=date(2026, 2, 20),
                evidence=("https://example.com/1", "https://example.com/2"),
                texts={Reported.RESULT: "อบรม ๔๕ คน\nครบ", Reported.PROBLEMS: "ไม่มี"},
            ),
            row("k2", name="อีกโครงการ", number="2", planned=None, dimension=None),
        ],
        SIX,
    )
)


def label(word: State | Reason) -> str:
    return f"<{word}>"


def rows(edition: Edition) -> Sequence[Mapping[str, Any]]:
    return rows_of(edition, label, problems=True)


def wrong(value: object, schema: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Yield what in a value is not as a schema says: as much of it as ours uses."""
    known = {
        *("$schema", "title", "description", "$defs", "type", "required", "format"),
        *("additionalProperties", "properties", "enum", "minimum", "maximum"),
        *("pattern", "items", "anyOf", "$ref"),
    }
    assert schema.keys() <= known
    if "$ref" in schema:
        yield from wrong(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], at)
    if "anyOf" in schema and all(list(wrong(value, it, at)) for it in schema["anyOf"]):
        yield f"{at}: none of any"
    yield from _wrong_in_itself(value, schema, at)
    if isinstance(value, dict):
        yield from _wrong_inside(value, schema, at)
    if isinstance(value, list) and "items" in schema:
        for place, inner in enumerate(value):
            yield from wrong(inner, schema["items"], f"{at}[{place}]")


def _wrong_in_itself(
    value: object, schema: Mapping[str, Any], at: str
) -> Iterator[str]:
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        yield f"{at}: {value!r} is no {kinds}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r}"
    if isinstance(value, int | float) and value < schema.get("minimum", value):
        yield f"{at}: {value} is too small"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{at}: {value}"
    if schema.get("format") == "date" and isinstance(value, str):
        date.fromisoformat(value)


def _wrong_inside(
    value: Mapping[str, object], schema: Mapping[str, Any], at: str
) -> Iterator[str]:
    properties = schema.get("properties", {})
    for name in set(schema.get("required", ())) - value.keys():
        yield f"{at}.{name}: missing"
    for name, inner in value.items():
        if name in properties:
            yield from wrong(inner, properties[name], f"{at}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{at}.{name}: unknown"


def _is(value: object, kind: str) -> bool:
    types: Mapping[str, tuple[type, ...]] = {
        "object": (dict,),
        "array": (list,),
        "string": (str,),
        "integer": (int,),
        "number": (int, float),
        "boolean": (bool,),
        "null": (type(None),),
    }
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, types[kind])


@pytest.mark.parametrize("edition", [PLAN, REPORT], ids=["plan", "report"])
def test_json_is_as_its_schema_says(edition: Edition) -> None:
    whole = json.loads(as_json(rows(edition), edition, STATE))

    assert list(wrong(whole, SCHEMA)) == []
    assert whole["content_code"] == edition.code
    assert len(whole["projects"]) == len(edition.says()["projects"])


def test_the_schema_refuses_what_is_not_so() -> None:
    whole = json.loads(as_json(rows(PLAN), PLAN, STATE))

    for name, value in (
        ("as_of", 1),
        ("state", "?"),
        ("content_code", "abc"),
        ("e", 1),
    ):
        assert list(wrong({**whole, name: value}, SCHEMA)) != []
    del whole["projects"][0]["project_name"]
    assert list(wrong(whole, SCHEMA)) != []


def test_the_schema_names_every_column() -> None:
    for name, columns in (("planned", PLAN_COLUMNS), ("reported", REPORT_COLUMNS)):
        described = SCHEMA["$defs"][name]
        assert set(described["properties"]) == set(columns)
        assert set(described["required"]) == set(columns)


def test_a_table_opens_in_excel_and_says_what_the_plan_says() -> None:
    table = as_csv(rows(PLAN), columns_of(PLAN))

    assert table.startswith(b"\xef\xbb\xbffiscal_year,project_no,project_name,")
    assert b"\r\n" in table
    read = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert [it["budget_plan_baht"] for it in read] == ["20000.00", "0.00", "5000.00"]
    assert [it["quarter_2"] for it in read] == ["false", "true", "false"]
    assert all(re.fullmatch("[a-z0-9_]+", name) for name in read[0])


def test_a_report_s_table_has_its_money_lines_and_links() -> None:
    table = as_csv(rows(REPORT), columns_of(REPORT)).decode("utf-8-sig")

    done, waiting = csv.DictReader(io.StringIO(table, newline=""))
    assert (done["status"], done["completed_on"]) == ("<done>", "2026-02-20")
    assert (done["budget_ordinance_baht"], done["paid_baht"]) == ("18000.50", "0.00")
    assert done["result"] == "อบรม 45 คน\nครบ"
    assert done["evidence_url"] == "https://example.com/1 https://example.com/2"
    assert (waiting["status"], waiting["budget_plan_baht"]) == ("", "")
    assert waiting["dimension"] == ""


@pytest.mark.parametrize(
    "typed", ["=1+1", "+66", "-อบรม", "@cmd", "＝1+1", "＋66", "－1", "＠x"]
)
def test_no_text_is_a_formula(typed: str) -> None:
    sheet = type_in(clean_sheet(), {"โครงการ!I3": typed})

    table = as_csv(rows(edition_of(plan_of(sheet))), PLAN_COLUMNS).decode("utf-8-sig")

    first = next(csv.DictReader(io.StringIO(table, newline="")))
    assert first["remark"] == f" {typed}"


def dataset(**more: object) -> Dataset:
    files = {"plan-2570.csv": b"1", "plan-2570.json": b"{}", "plan-2570.html": b"<"}
    facts: dict[str, Any] = {
        "name": "plan-2570",
        "title": "แผน <2570> & </script>",
        "description": "ทุกโครงการ",
        "keywords": ("ความโปร่งใส",),
        "publisher": "อบต.ตัวอย่าง",
        "licence": "",
        "base": "https://www.example.go.th/public",
        "as_of": date(2026, 12, 1),
        "version": "1",
        "is_report": False,
        "columns": PLAN_COLUMNS,
        "files": files,
    }
    return Dataset(**{**facts, **more})


def test_a_package_names_tables_with_their_columns_and_check_sums() -> None:
    package = json.loads(data_package("แผน", [dataset()]))

    table, whole = package["resources"]
    assert (table["path"], table["bytes"]) == ("plan-2570.csv", 1)
    assert table["hash"].startswith("sha256:6b86b273ff34fce1")
    assert [it["name"] for it in table["schema"]["fields"]] == list(PLAN_COLUMNS)
    assert whole["jsonSchema"] == "schema.json"
    assert all(re.fullmatch("[a-z0-9._-]+", it["name"]) for it in package["resources"])
    assert package["homepage"] == "https://www.example.go.th/public/index.html"


def test_a_page_tells_machines_what_is_on_it_and_nothing_ends_its_script() -> None:
    page = with_metadata("<head></head>", said_of(dataset()))

    assert page.count("</script>") == 1
    said = json.loads(page.partition('json">')[2].partition("</script>")[0])
    assert (said["@type"], said["name"]) == ("Dataset", "แผน <2570> & </script>")
    assert [it["contentUrl"] for it in said["distribution"]] == [
        "https://www.example.go.th/public/plan-2570.csv",
        "https://www.example.go.th/public/plan-2570.json",
    ]
    assert json.loads(said_of_all([dataset()]))["dataset"][0]["name"] == said["name"]


def test_a_catalogue_has_relative_addresses_where_the_office_names_none() -> None:
    catalogue = json.loads(dcat_catalog("แผน", [dataset(base="")]))

    (told,) = catalogue["dcat:dataset"]
    assert told["dcat:landingPage"] == {"@id": "plan-2570.html"}
    assert told["dcat:distribution"][0]["dcat:byteSize"] == 1


def test_every_field_that_registration_asks_for_is_filled_or_left_to_choose() -> None:
    text = for_registration(
        [dataset()], PublicSettings(licence="OGL"), load_words("th")
    )

    fields = re.findall(r"^[^\n(]+ \(([a-z_]+)\): (.+)$", text, re.MULTILINE)
    assert [name for name, _ in fields if name != "resource"] == [
        *("data_type", "title", "maintainer", "maintainer_email", "tag_string"),
        *("notes", "objective", "update_frequency_unit", "geo_coverage"),
        *("data_source", "data_format", "data_category", "license_id"),
    ]
    assert dict(fields)["license_id"] == "OGL"
    assert dict(fields)["maintainer_email"] == "(เลือกในระบบ)"
