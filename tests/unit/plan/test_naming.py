"""How projects are named to people: by what stands in their row, and never by a count."""

from collections.abc import Sequence

import pytest

from sync.messages import load_words
from sync.model.plan import Called, Project
from sync.plan.naming import (
    called,
    in_sentence,
    in_title,
    numbers_printed,
    with_names,
)

TH, EN = load_words("th"), load_words("en")


def projects(numbers: Sequence[str], first_row: int = 5) -> tuple[Project, ...]:
    return tuple(
        Project(number, f"โครงการ {row}", None, None, frozenset(), "", "", row, {})
        for row, number in enumerate(numbers, first_row)
    )


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        (["1", "2"], ["1", "2"]),
        (["1.1", "1.2", "2.1.3"], ["1.1", "1.2", "2.1.3"]),
        (["ก.1", "๑.๒"], ["ก.1", "๑.๒"]),
        (["1.", "2."], ["1", "2"]),
        (["7", "7", "8"], ["", "", "8"]),
        (["1", "๑", "1 "], ["", "", ""]),
        (["1.1", "๑.๑"], ["", ""]),
        (["", "2", ""], ["", "2", ""]),
        (["-", "…", "3"], ["", "", "3"]),
        (["ข้อความยาวที่ไม่ใช่เลขของโครงการใด", "2"], ["", "2"]),
        ([], []),
    ],
)
def test_a_number_names_a_project_where_no_other_has_it(
    typed: list[str], alone: list[str]
) -> None:
    named = called(projects(typed))

    assert [each.number for each in named.values()] == alone
    assert list(named) == [each.row for each in named.values()]


def test_a_project_is_called_by_its_number_as_it_stands_in_the_sheet() -> None:
    named = called(projects(["๑.๒"]))[5]

    assert in_sentence([named], TH) == "ลำดับที่ ๑.๒"
    assert with_names([named], TH) == "ลำดับที่ ๑.๒ “โครงการ 5”"
    assert in_title(named, TH) == "ลำดับที่ ๑.๒ โครงการ 5"
    assert in_sentence([named], EN) == "No. ๑.๒"


def test_where_no_number_names_it_its_row_and_name_do() -> None:
    one, other = called(projects(["7", "7"])).values()

    assert in_sentence([one], TH) == "แถวที่ 5 “โครงการ 5”"
    assert in_title(other, TH) == "แถวที่ 6 โครงการ 6"
    assert in_sentence([other], EN) == "row 6 of the sheet “โครงการ 6”"


def test_what_stands_in_no_row_is_called_by_its_name() -> None:
    assert in_sentence([Called("", "โครงการ ก", 0)], TH) == "“โครงการ ก”"
    assert in_title(Called("", "โครงการ ก", 0), TH) == "โครงการ ก"
    assert in_title(Called("", "", 9), TH) == "แถวที่ 9"


def test_several_numbers_stand_together_before_rows() -> None:
    named = called(projects(["1.1", "", "1.3"]))

    assert in_sentence(list(named.values()), TH) == (
        "ลำดับที่ 1.1, 1.3, แถวที่ 6 “โครงการ 6”"
    )


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (["", "", ""], ["1", "2", "3"]),
        (["1.1", "", "1.2."], ["1.1", "2", "1.2"]),
        (["1)", "", "(๓)"], ["1", "2", "๓"]),
        (["2", "", "3"], ["2", "", "3"]),
        (["2", "", "๒"], ["2", "", "๒"]),
        (["7", "7"], ["7", "7"]),
    ],
)
def test_a_document_counts_where_no_number_was_typed_and_gives_none_twice(
    typed: list[str], printed: list[str]
) -> None:
    assert numbers_printed(typed) == printed
