from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sync.model.changes import Change, Facts
from sync.plan.changes import compare, plan_facts
from sync.sheet.read import read_plan
from sync.sheet.write_back import give_keys
from tests.sheets import HEADERS, NAMES, PROJECTS, clean_sheet, type_in


def facts_of(**typed: object) -> Facts:
    keys = {f"{PROJECTS}!L{row}": f"KEYS{row}" for row in (3, 4, 5)}
    cells = {address.replace("_", "!"): value for address, value in typed.items()}
    sheet = type_in(clean_sheet(), {**keys, **cells})
    reading = read_plan(sheet, HEADERS)
    return plan_facts(give_keys(reading.plan, {}), reading.matching, HEADERS)


def changes(before: Facts, after: Facts) -> list[Change]:
    return list(compare(before, after, added="เพิ่ม", gone="ออก"))


def test_the_same_plan_has_no_changes() -> None:
    assert changes(facts_of(), facts_of()) == []


def test_a_changed_field_is_told_by_project_with_old_and_new() -> None:
    after = facts_of(**{f"{PROJECTS}_D3": Decimal(30000), "รายละเอียด_H2": "กองคลัง"})

    assert changes(facts_of(), after) == [
        Change(NAMES[0], "งบประมาณ (บาท)", "20,000.00", "30,000.00"),
        Change(NAMES[0], "ผู้รับผิดชอบ", "สำนักปลัด", "กองคลัง"),
    ]


def test_a_new_project_is_one_change() -> None:
    without = {f"{PROJECTS}_{column}5": "" for column in "ABCDEFGHL"}

    assert changes(facts_of(**without), facts_of()) == [
        Change(NAMES[2], "เพิ่ม", "", NAMES[2])
    ]
    assert changes(facts_of(), facts_of(**without)) == [
        Change(NAMES[2], "ออก", NAMES[2], "")
    ]


def test_a_detail_that_is_gone_is_told_by_what_it_said() -> None:
    without = {f"รายละเอียด_{column}2": "" for column in "ABCDEFGHIJ"}

    told = changes(facts_of(), facts_of(**without))

    assert {change.project for change in told} == {NAMES[0]}
    assert {change.new for change in told} == {""}
    assert Change(NAMES[0], "ผู้รับผิดชอบ", "สำนักปลัด", "") in told
    back = changes(facts_of(**without), facts_of())
    assert [(c.field, c.new) for c in back] == [(c.field, c.old) for c in told]


TEXTS = st.text(st.sampled_from("กข่\0é\ud800 1"), max_size=3)
KEPT = st.lists(
    st.tuples(
        st.sampled_from(["", "A", "B", "C", "D"]),
        TEXTS,
        st.dictionaries(st.sampled_from(["x", "y", "z\0"]), TEXTS, max_size=3),
    ),
    max_size=5,
    unique_by=lambda project: project[0],
).map(
    lambda projects: tuple(
        (key, name if key else "", field, text)
        for key, name, fields in projects
        for field, text in fields.items()
    )
)


@given(KEPT, KEPT)
def test_changes_equal_an_independent_comparison(before: Facts, after: Facts) -> None:
    old = {(key, field): text for key, _, field, text in before}
    old_names = {key: name for key, name, _, _ in before if key}
    new_names = {key: name for key, name, _, _ in after if key}
    new = {(key, field): name for key, name, field, _ in after}
    kept = {key: name for key, name, _, _ in after}

    assert changes(before, after) == [
        *(
            Change(name, field, old.get((key, field), ""), text)
            for key, name, field, text in after
            if (not key or key in old_names) and text != old.get((key, field), "")
        ),
        *(
            Change(kept[key], field, text, "")
            for key, _, field, text in before
            if text and key in kept and (key, field) not in new
        ),
        *(
            Change(it, "เพิ่ม", "", it)
            for key, it in new_names.items()
            if key not in old_names
        ),
        *(
            Change(it, "ออก", it, "")
            for key, it in old_names.items()
            if key not in new_names
        ),
    ]


def test_a_fact_that_was_kept_twice_is_told_once() -> None:
    kept = (("A", "โครงการ", "งบ", "1"), ("A", "โครงการ", "งบ", "2"))

    assert changes(kept, (("A", "โครงการ", "งบ", "3"),)) == [
        Change("โครงการ", "งบ", "2", "3")
    ]
    assert changes((("A", "โครงการ", "งบ", "3"),), kept) == [
        Change("โครงการ", "งบ", "3", "2")
    ]


def test_the_order_of_rows_alone_is_no_change_of_any_project() -> None:
    swapped = {
        f"{PROJECTS}_{column}{row}": value
        for row, other in ((3, 4), (4, 3))
        for column, value in zip(
            "BCDEFL",
            (
                NAMES[other - 3],
                other - 2,
                (20000, 0)[other - 3],
                other == 3,
                other == 4,
                f"KEYS{other}",
            ),
            strict=True,
        )
    }

    told = changes(facts_of(), facts_of(**swapped))

    assert {change.field for change in told} == {"ลำดับ"}
