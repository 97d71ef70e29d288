"""What went wrong at Google: one of our named stops, and whether to ask again.

Decided by Google's ``reason``. Neither status nor domain will do: a full Drive comes
as the 403 of domain ``usageLimits`` that a busy minute comes as.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from requests import ConnectTimeout, RequestException, Response

from sync.adapters.google.refusals import Refusal, read_refusal
from sync.adapters.google.unreached import unreached, was_never_sent
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
    UnexpectedAnswer,
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: ``what`` it is about, by whom, and whether it only looks."""

    what: str
    account: str
    only_looks: bool


@dataclass(frozen=True, slots=True)
class FailedRequest:
    """One request that failed.

    ``temporary``: asking again may help. ``done``: it may have been done all the same,
    though nobody said so. ``wait``: how many seconds Google asks us to wait.
    """

    error: GoogleError
    temporary: bool = False
    done: bool = False
    wait: float = 0


class StrangeToken(TransportError):
    """What was answered for a token is none; ``why`` tells nothing of it."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(why)  # type: ignore[no-untyped-call]
        self.where, self.why = where, why


_Maker: TypeAlias = Callable[[Refusal, Asked], GoogleError]


def _quota(refusal: Refusal, _asked: Asked) -> GoogleError:
    return QuotaUsedUp(refusal.message)


def _not_in_scope(_refusal: Refusal, asked: Asked) -> GoogleError:
    return ScopeMissing(asked.what, asked.account)


def _not_shared(_refusal: Refusal, asked: Asked) -> GoogleError:
    return NotShared(asked.what, asked.account)


def _off(refusal: Refusal, _asked: Asked) -> GoogleError:
    return ApiDisabled(refusal.link)


def _missing(_refusal: Refusal, asked: Asked) -> GoogleError:
    return GoogleMissing(asked.what, asked.account)


def _no_storage(_refusal: Refusal, asked: Asked) -> GoogleError:
    return NoStorage(asked.account)


def _forbidden_by_domain(_refusal: Refusal, asked: Asked) -> GoogleError:
    return DomainForbids(asked.what, asked.account)


def _withheld(refusal: Refusal, asked: Asked) -> GoogleError:
    return FileWithheld(asked.what, _code_of(refusal))


def _refused(refusal: Refusal, asked: Asked) -> GoogleError:
    # Google's own words are English and speak to programmers: they are for the log
    _log.warning("google refused code=%s says=%s", _code_of(refusal), refusal.message)
    return GoogleRefused(asked.what, _code_of(refusal), refusal.message)


def _code_of(refusal: Refusal) -> str:
    return " ".join([str(refusal.status), *sorted(refusal.reasons)])


_BY_REASON: tuple[tuple[frozenset[str], _Maker], ...] = (
    (frozenset({"SERVICE_DISABLED", "accessNotConfigured"}), _off),
    (
        frozenset(
            {
                "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "insufficientPermissions",
                "insufficientScopes",
                "appNotAuthorizedToFile",
            }
        ),
        _not_in_scope,
    ),
    (frozenset({"storageQuotaExceeded"}), _no_storage),
    (
        frozenset({"dailyLimitExceeded", "quotaExceeded", "sharingRateLimitExceeded"}),
        _quota,
    ),
    (
        frozenset(
            {
                "insufficientFilePermissions",
                "insufficientParentPermissions",
                "teamDriveMembershipRequired",
            }
        ),
        _not_shared,
    ),
    (frozenset({"domainPolicy"}), _forbidden_by_domain),
    (
        frozenset(
            {
                "cannotDownloadFile",
                "cannotDownloadAbusiveFile",
                "cannotExportFile",
                "exportSizeLimitExceeded",
                "fileNotDownloadable",
                "fileNotExportable",
            }
        ),
        _withheld,
    ),
    (frozenset({"activeItemCreationLimitExceeded"}), _refused),
)
"""Reasons that asking again does not change; the first that fits decides."""

_PLEASE_WAIT = {
    "rateLimitExceeded",
    "userRateLimitExceeded",
    "RATE_LIMIT_EXCEEDED",
    "RESOURCE_EXHAUSTED",
}
_SAYS_NO_MORE = {"PERMISSION_DENIED", "forbidden"}
"""What a refusal with the status 403 may name besides, and say nothing by it."""
_FAILS_FOR_NOW = {408, 500, 502, 503, 504}
_RETRY_AFTER = re.compile(r"[Rr]etry after (\S+)")


def from_response(response: Response, asked: Asked, now: datetime) -> FailedRequest:
    """Name what a refusal means; ``now`` is the clock's time."""
    refusal = read_refusal(response)
    for reasons, make in _BY_REASON:
        if reasons & refusal.reasons:
            return FailedRequest(make(refusal, asked))
    if refusal.status == 429 or refusal.reasons & _PLEASE_WAIT:
        wait = _asked_wait(response, refusal.message, now)
        return FailedRequest(_quota(refusal, asked), temporary=True, wait=wait)
    if refusal.status in _FAILS_FOR_NOW:
        wait = _asked_wait(response, refusal.message, now)
        return _in_the_dark(asked, refusal.message, wait)
    return FailedRequest(_for_good(refusal, asked))


def _for_good(refusal: Refusal, asked: Asked) -> GoogleError:
    if refusal.status == 401:
        return SignInRefused(asked.account, refusal.message)
    if refusal.status == 400 and "protected cell" in refusal.message:
        return CellsProtected(asked.what, asked.account)
    if refusal.status == 400 and "not supported for this document" in refusal.message:
        return OfficeFile(asked.what)
    if refusal.status == 404:
        return _missing(refusal, asked)
    if refusal.status == 403 and refusal.reasons <= _SAYS_NO_MORE:
        return _not_shared(refusal, asked)
    return _refused(refusal, asked)


def is_garbled(response: Response) -> bool:
    """Whether somebody in between answered: a web page, or that it is elsewhere."""
    kind = response.headers.get("Content-Type", "")
    return response.ok and (kind.startswith("text/html") or response.is_redirect)


def from_garbled(asked: Asked) -> FailedRequest:
    """Name an answer that is not Google's; of a change it says nothing."""
    if asked.only_looks:
        return FailedRequest(UnexpectedAnswer("a web page", asked.what), temporary=True)
    return _in_the_dark(asked, "a web page")


def from_exception(
    error: RequestException | GoogleAuthError, asked: Asked
) -> FailedRequest:
    """Name what it means that no answer came, or that signing in failed."""
    if isinstance(error, RefreshError):
        return _from_refresh(error, asked)
    if isinstance(error, StrangeToken):
        return FailedRequest(UnexpectedAnswer(error.why, error.where), temporary=True)
    # asked for a token only: the request itself was never sent
    if isinstance(error, TransportError | ConnectTimeout) or was_never_sent(error):
        return FailedRequest(unreached(error, _short(error)), temporary=True)
    if isinstance(error, GoogleAuthError):
        return FailedRequest(SignInRefused(asked.account, _short(error)))
    return _in_the_dark(asked, _short(error))


def _from_refresh(error: RefreshError, asked: Asked) -> FailedRequest:
    why = _short(error)
    if error.retryable:
        return FailedRequest(GoogleUnavailable(why), temporary=True)
    if "short-lived token" in why:
        return FailedRequest(ClockWrong(why))
    if "invalid_rapt" in why or "eauthentication is needed" in why:
        return FailedRequest(SignInStale(asked.account, why))
    if any(gone in why.casefold() for gone in _GONE):
        return FailedRequest(AccountGone(asked.account, why))
    if "invalid_grant" in why and "JWT" not in why and "email" not in why:
        return FailedRequest(SignInExpired(asked.account, why))
    return FailedRequest(SignInRefused(asked.account, why))


_GONE = (
    "account not found",
    "account has been deleted",
    "account is disabled",
    "account_disabled",
    "user has been deleted",
    "user does not exist",
)
"""Google's words for an account that is no more, in small letters."""


def _in_the_dark(asked: Asked, why: str, wait: float = 0) -> FailedRequest:
    """A look can be repeated; of a change nobody knows whether it was made."""
    if asked.only_looks:
        return FailedRequest(GoogleUnavailable(why), temporary=True, wait=wait)
    return FailedRequest(Unanswered(asked.what), temporary=True, done=True, wait=wait)


def _asked_wait(response: Response, message: str, now: datetime) -> float:
    """Read ``Retry-After``, or the time in Gmail's message; 0 where neither is."""
    given = response.headers.get("Retry-After", "")
    if given.isdigit():
        return float(given)
    until = _moment(given) or _moment_in(message)
    # by the server's own clock, where it says what time it is there
    here = _moment(response.headers.get("Date", "")) or now
    return max(0.0, (until - here).total_seconds()) if until else 0.0


def _moment(header: str) -> datetime | None:
    try:
        return parsedate_to_datetime(header).astimezone(UTC)
    except ValueError:
        return None


def _moment_in(message: str) -> datetime | None:
    match = _RETRY_AFTER.search(message)
    try:
        return datetime.fromisoformat(match[1]).astimezone(UTC) if match else None
    except ValueError:
        return None


def _short(error: Exception) -> str:
    """Return an error's words, without an address with parameters or a whole answer."""
    text = str(error.args[0]) if error.args else ""
    text = re.sub(r"\(Caused by (\w+)\(.*", r"(\1)", text.split("\n")[0])
    return re.sub(r"\?\S+", "", text)[:200] or type(error).__name__
