"""That a refusal has the form in which Google refuses."""

import pytest

from emulator.contract import violations
from emulator.web import Reply
from tests.emulator.exchanges import FILES, SPREADSHEET, Json, asked, wrong

ITEM = {"domain": "global", "reason": "notFound", "message": "Not there."}
OLD = {"code": 404, "message": "Not there.", "errors": [ITEM]}
NEW = {"code": 404, "message": "Not there.", "status": "NOT_FOUND"}


@pytest.mark.parametrize(
    ("path", "error", "found"),
    [
        (FILES, OLD, []),
        (SPREADSHEET, NEW, []),
        (FILES, NEW, ["error.errors: is missing"]),
        (
            SPREADSHEET,
            OLD,
            [
                "error.status: is missing",
                "error.errors: does not belong to this service",
            ],
        ),
        (FILES, {**OLD, "reason": "a"}, ["error.reason: no such field"]),
        (
            FILES,
            {**OLD, "code": 403},
            ["error.code: is not 404, the status of the reply"],
        ),
        (FILES, {**OLD, "message": ""}, ["error.message: is missing"]),
        (
            FILES,
            {**OLD, "status": "GONE"},
            ["error.status: 'GONE' is not one of Google's"],
        ),
        (FILES, {**OLD, "errors": {}}, ["error.errors: is not of type list"]),
        (
            FILES,
            {**OLD, "errors": [{**ITEM, "why": ""}]},
            ["error.errors[0].why: no such field"],
        ),
        (
            FILES,
            {**OLD, "errors": [{"reason": "a", "message": "b"}]},
            ["error.errors[0].domain: is missing"],
        ),
        (
            SPREADSHEET,
            {**NEW, "details": [{"reason": "a"}]},
            ["error.details[0].@type: is missing"],
        ),
    ],
)
def test_a_refusal_has_googles_form(
    path: str, error: dict[str, Json], found: list[str]
) -> None:
    assert wrong(asked("GET", path), {"error": error}, 404) == found


@pytest.mark.parametrize("body", [{}, {"error": "a"}, {"error": {}, "more": 1}, []])
def test_a_refusal_without_an_error(body: Json) -> None:
    assert wrong(asked("GET", FILES), body, 404) != []


def test_what_was_asked_for_in_vain_may_be_wrong() -> None:
    request = asked("GET", FILES, {"strange": ["1"]}, {"strange": 1})

    refusal = Reply.of_json({"error": OLD}, 404)

    assert violations(request, refusal) == []
    assert len(violations(request, refusal, even_refused=True)) == 2


def test_what_failed_by_itself_may_not_be_wrong() -> None:
    failure = Reply(502, b"<html>", {"Content-Type": "text/html"})

    assert violations(asked("GET", FILES), failure) == []
    assert violations(asked("GET", FILES, {"a": ["1"]}), failure) != []
