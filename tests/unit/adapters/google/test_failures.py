from datetime import UTC, datetime

import pytest
from google.auth.exceptions import RefreshError, TransportError
from requests import ConnectTimeout, ReadTimeout, RequestException, Response
from requests.exceptions import ConnectionError as NoConnection
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import (
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
)

from sync.adapters.google.failures import Asked, from_exception, from_response
from sync.adapters.google.refusals import thing_of
from sync.errors import (
    AccountGone,
    ApiDisabled,
    CellsProtected,
    ClockWrong,
    DomainForbids,
    FileWithheld,
    GoogleError,
    GoogleMissing,
    GoogleRefused,
    GoogleUnavailable,
    NoStorage,
    NotShared,
    OfficeFile,
    QuotaUsedUp,
    ScopeMissing,
    SignInExpired,
    SignInRefused,
    SignInStale,
    Unanswered,
)
from sync.messages import load_words
from tests.unit.adapters.google.answers import (
    ACCOUNT,
    answer,
    drive_error,
    sheets_error,
    unavailable,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WHAT = "https://docs.google.com/spreadsheets/d/1abc/edit"
LOOK = Asked(WHAT, ACCOUNT, only_looks=True)
CHANGE = Asked(WHAT, ACCOUNT, only_looks=False)
ENABLE = (
    "https://console.developers.google.com/apis/api/sheets.googleapis.com/overview"
    "?project=7"
)


def info(reason: str) -> dict[str, str]:
    kind = "type.googleapis.com/google.rpc.ErrorInfo"
    return {"@type": kind, "reason": reason, "domain": "googleapis.com"}


API_OFF = sheets_error(
    403,
    "PERMISSION_DENIED",
    f"Google Sheets API has not been used in project 7 before or it is disabled. "
    f"Enable it by visiting {ENABLE} then retry.",
    {
        "@type": "type.googleapis.com/google.rpc.Help",
        "links": [{"description": "Google developers console", "url": ENABLE}],
    },
    info("SERVICE_DISABLED"),
)
PROTECTED = (
    "Invalid requests[0].updateCells: You are trying to edit a protected cell or "
    "object. Please contact the spreadsheet owner to remove protection if you need "
    "to edit."
)


@pytest.mark.parametrize(
    ("response", "stop", "facts"),
    [
        (
            sheets_error(403, "PERMISSION_DENIED", "The caller does not have it"),
            NotShared,
            {"what": WHAT, "account": ACCOUNT},
        ),
        (
            drive_error(403, "insufficientFilePermissions"),
            NotShared,
            {"what": WHAT, "account": ACCOUNT},
        ),
        (
            sheets_error(404, "NOT_FOUND", "Requested entity was not found."),
            GoogleMissing,
            {"what": WHAT, "account": ACCOUNT},
        ),
        (
            drive_error(404, "notFound"),
            GoogleMissing,
            {"what": WHAT, "account": ACCOUNT},
        ),
        (API_OFF, ApiDisabled, {"link": ENABLE}),
        (
            drive_error(403, "accessNotConfigured", f"Enable it: {ENABLE}"),
            ApiDisabled,
            {"link": ENABLE},
        ),
        (drive_error(403, "storageQuotaExceeded"), NoStorage, {"account": ACCOUNT}),
        (drive_error(403, "dailyLimitExceeded", "Day."), QuotaUsedUp, {"why": "Day."}),
        (drive_error(403, "sharingRateLimitExceeded"), QuotaUsedUp, {"why": "No."}),
        (
            sheets_error(
                403,
                "PERMISSION_DENIED",
                "Request had insufficient authentication scopes.",
                info("ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
            ),
            ScopeMissing,
            {"what": WHAT, "account": ACCOUNT},
        ),
        (
            drive_error(403, "insufficientPermissions"),
            ScopeMissing,
            {"what": WHAT, "account": ACCOUNT},
        ),
        (
            drive_error(403, "appNotAuthorizedToFile"),
            ScopeMissing,
            {"what": WHAT, "account": ACCOUNT},
        ),
        (
            sheets_error(400, "INVALID_ARGUMENT", PROTECTED),
            CellsProtected,
            {"what": WHAT, "account": ACCOUNT},
        ),
        (
            sheets_error(401, "UNAUTHENTICATED", "Invalid Credentials"),
            SignInRefused,
            {"account": ACCOUNT, "why": "Invalid Credentials"},
        ),
        (
            drive_error(403, "domainPolicy", "The domain administrators said no."),
            DomainForbids,
            {"what": WHAT, "account": ACCOUNT},
        ),
        (
            drive_error(403, "insufficientScopes"),
            ScopeMissing,
            {"what": WHAT, "account": ACCOUNT},
        ),
        (
            drive_error(403, "cannotDownloadAbusiveFile", "This file is abusive."),
            FileWithheld,
            {"what": WHAT, "why": "403 cannotDownloadAbusiveFile"},
        ),
        (
            drive_error(403, "ofTheFuture", "Nobody knows this one."),
            GoogleRefused,
            {"what": WHAT, "why": "403 ofTheFuture"},
        ),
        (
            drive_error(403, "insufficientParentPermissions"),
            NotShared,
            {"what": WHAT, "account": ACCOUNT},
        ),
        (
            sheets_error(400, "INVALID_ARGUMENT", "Unable to parse range: X"),
            GoogleRefused,
            {"what": WHAT, "why": "400 INVALID_ARGUMENT"},
        ),
        (
            answer(418, "<html>"),
            GoogleRefused,
            {"what": WHAT, "why": "418"},
        ),
        (answer(403, ["no", "error"]), NotShared, {"what": WHAT, "account": ACCOUNT}),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_a_refusal_for_good_is_named_and_never_asked_again(
    response: Response, stop: type[GoogleError], facts: dict[str, str]
) -> None:
    failure = from_response(response, CHANGE, NOW)

    assert type(failure.error) is stop
    assert failure.error.facts == facts
    assert (failure.temporary, failure.done) == (False, False)


@pytest.mark.parametrize(
    "response",
    [
        sheets_error(429, "RESOURCE_EXHAUSTED", "m", info("RATE_LIMIT_EXCEEDED")),
        drive_error(403, "userRateLimitExceeded"),
        drive_error(403, "rateLimitExceeded"),
        drive_error(429, "rateLimitExceeded"),
        answer(429, "<html><title>Sorry...</title></html>"),
    ],
)
def test_a_busy_minute_passes_and_nothing_was_done_in_it(response: Response) -> None:
    failure = from_response(response, CHANGE, NOW)

    assert type(failure.error) is QuotaUsedUp
    assert (failure.temporary, failure.done) == (True, False)


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_a_failure_at_google_leaves_a_change_in_the_dark(status: int) -> None:
    response = sheets_error(status, "INTERNAL", "Internal error encountered.")

    change = from_response(response, CHANGE, NOW)
    look = from_response(response, LOOK, NOW)

    assert type(change.error) is Unanswered
    assert (change.temporary, change.done) == (True, True)
    assert type(look.error) is GoogleUnavailable
    assert (look.temporary, look.done) == (True, False)


@pytest.mark.parametrize(
    ("headers", "message", "seconds"),
    [
        ({}, "Later.", 0),
        ({"Retry-After": "37"}, "Later.", 37),
        ({"Retry-After": "Mon, 23 Nov 2026 12:01:30 GMT"}, "Later.", 90),
        ({"Retry-After": "soon"}, "Later.", 0),
        ({}, "User-rate limit exceeded.  Retry after 2026-11-23T12:05:00.000Z", 300),
        ({}, "Retry after 2026-11-23T11:00:00Z", 0),
        ({}, "Retry after tomorrow", 0),
        (  # the server's clock is an hour ahead of ours
            {"Date": "Mon, 23 Nov 2026 13:00:00 GMT"},
            "Retry after 2026-11-23T13:00:10Z",
            10,
        ),
    ],
)
def test_it_waits_as_long_as_google_asks(
    headers: dict[str, str], message: str, seconds: float
) -> None:
    response = drive_error(403, "userRateLimitExceeded", message)
    response.headers.update(headers)

    assert from_response(response, LOOK, NOW).wait == seconds


def test_an_overloaded_server_may_ask_to_wait_too() -> None:
    response = unavailable()
    response.headers["Retry-After"] = "5"

    assert from_response(response, LOOK, NOW).wait == 5


def connection_failed(reason: Exception) -> NoConnection:
    return NoConnection(MaxRetryError(None, "/", reason))  # type: ignore[arg-type]


CONNECTION = HTTPSConnection("sheets.googleapis.com")


@pytest.mark.parametrize(
    "error",
    [
        ConnectTimeout("slow"),
        connection_failed(NewConnectionError(CONNECTION, "refused")),
        connection_failed(NameResolutionError("x", CONNECTION, OSError("dns"))),  # type: ignore[arg-type]
        TransportError("no token: offline"),  # type: ignore[no-untyped-call]
        RefreshError("internal_failure", retryable=True),  # type: ignore[no-untyped-call]
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_was_never_sent_was_not_done(error: RequestException) -> None:
    failure = from_exception(error, CHANGE)

    assert type(failure.error) is GoogleUnavailable
    assert (failure.temporary, failure.done) == (True, False)


@pytest.mark.parametrize(
    "error",
    [
        ReadTimeout("slow"),
        NoConnection(ProtocolError("aborted", ConnectionResetError())),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_change_that_nobody_answered_may_be_done(error: RequestException) -> None:
    failure = from_exception(error, CHANGE)

    assert type(failure.error) is Unanswered
    assert (failure.temporary, failure.done) == (True, True)


@pytest.mark.parametrize(
    ("said", "stop"),
    [
        (
            "invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes) "
            "and in a reasonable timeframe. Check your iat and exp values.",
            ClockWrong,
        ),
        ("invalid_grant: Invalid JWT Signature.", SignInRefused),
        ("invalid_grant: Invalid email or User ID", SignInRefused),
        ("invalid_grant: account not found", AccountGone),
        ("invalid_grant: Invalid grant: account not found", AccountGone),
        ("invalid_grant: Account has been deleted", AccountGone),
        ("invalid_grant: reauth related error (invalid_rapt)", SignInStale),
        (
            "Reauthentication is needed. Please run `gcloud auth application-default "
            "login` to reauthenticate.",
            SignInStale,
        ),
        ("invalid_grant: Token has been expired or revoked.", SignInExpired),
        (
            "unauthorized_client: Client is unauthorized to retrieve access tokens "
            "using this method, or client not authorized for any of the scopes.",
            SignInRefused,
        ),
        ("invalid_client: The OAuth client was deleted.", SignInRefused),
    ],
)
def test_a_refused_sign_in_says_which_cure_helps(
    said: str, stop: type[GoogleError]
) -> None:
    refused = RefreshError(said, {"error": "x"})  # type: ignore[no-untyped-call]
    failure = from_exception(refused, CHANGE)

    assert type(failure.error) is stop
    assert failure.error.facts["why"].startswith(said[:100])
    assert not failure.temporary


def test_a_secret_in_an_address_is_not_repeated() -> None:
    reason = NewConnectionError(CONNECTION, "refused")
    pool = "HTTPSConnectionPool(host='oauth2.googleapis.com', port=443)"
    error = NoConnection(f"{pool}: Max retries exceeded: /t?secret=s3cr3t ({reason})")

    failure = from_exception(error, CHANGE)

    assert "s3cr3t" not in str(failure.error)


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_cure_names_the_account_to_share_with(language: str) -> None:
    words = load_words(language)

    says, cure = words.say_stop(NotShared(WHAT, ACCOUNT))

    assert WHAT in says
    assert ACCOUNT in cure


@pytest.mark.parametrize(
    ("url", "thing"),
    [
        ("https://sheets.googleapis.com/v4/spreadsheets/1abc?fields=x", WHAT),
        ("https://sheets.googleapis.com/v4/spreadsheets/1abc:batchUpdate", WHAT),
        ("https://sheets.googleapis.com/v4/spreadsheets/1abc/values/A1", WHAT),
        (
            "https://www.googleapis.com/drive/v3/files/1doc/export",
            "https://drive.google.com/open?id=1doc",
        ),
        (
            "https://www.googleapis.com/upload/drive/v3/files/1doc",
            "https://drive.google.com/open?id=1doc",
        ),
        ("https://www.googleapis.com/drive/v3/files", "Google Drive"),
        ("https://gmail.googleapis.com/gmail/v1/users/me/messages/send", "Gmail"),
    ],
)
def test_a_thing_is_named_by_the_address_people_open(url: str, thing: str) -> None:
    assert thing_of(url) == thing


@pytest.mark.parametrize(
    "said",
    [
        "This operation is not supported for this document",
        "This operation is not supported for this document. The document must not be "
        "an Office file.",
    ],
)
def test_an_excel_file_in_drive_is_told_as_such(said: str) -> None:
    refusal = sheets_error(400, "FAILED_PRECONDITION", said)

    failure = from_response(refusal, LOOK, NOW)

    assert type(failure.error) is OfficeFile
    assert "บันทึกเป็น Google ชีต" in load_words("th").say_stop(failure.error)[1]
