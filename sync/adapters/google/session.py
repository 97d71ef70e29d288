"""One signed-in line to Google that waits, but never for ever.

Answers that come out of it are good ones: everything else is one of our stops. A look
is asked again while Google fails for a moment; a change only if Google surely did not
make it, unless the caller says that making it twice is the same as once.
"""

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import AuthorizedSession
from requests import PreparedRequest, RequestException, Response
from tenacity import RetryCallState, Retrying, retry_if_exception

from sync.adapters.google.answers import LARGEST, read_within
from sync.adapters.google.failures import (
    Asked,
    FailedRequest,
    from_exception,
    from_garbled,
    from_response,
    is_garbled,
)
from sync.adapters.google.loopback import carrier_to
from sync.adapters.google.refusals import thing_of
from sync.adapters.google.tokens import TokenRequest
from sync.adapters.google.unreached import NEEDS_A_PERSON
from sync.errors import CertificatesMissing, GoogleError
from sync.net.attended import whom_to_tell
from sync.net.web import Bounds, bind

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_TOKEN = 60
"""Seconds for a token, which is short."""
_SHEETS = "sheets.googleapis.com"
"""Whose quotas are small: Drive's are thousands of times as large."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for Google, in seconds.

    ``connect``: for a connection. ``look``: for the answer to a question, which can be
    asked again. ``change``: for word of a change; Sheets itself gives up after 180, so
    when this ends no word is coming. ``whole``: for one exchange from its beginning to
    its end, however it trickles. ``pause``: the longest pause between attempts,
    unless Google asks for more. ``budget``: no attempt begins later than this.
    """

    connect: float = 5
    look: float = 60
    change: float = 190
    whole: float = 240
    pause: float = 32
    budget: float = 300


_ALONE = Patience()
"""Where nobody waits: long enough for a router that starts anew."""
_OF_A_PERSON = Patience(budget=90)
"""Longer than Google's quotas take to fill again, which they do each minute."""
_SOON = 10
"""Seconds until the person who waits hears that it takes longer."""


@dataclass(frozen=True, slots=True)
class Time:
    """The clocks that waiting goes by; ``check`` may raise to break it off."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    check: Callable[[], None] = lambda: None


class Pace(Protocol):
    """Holds requests to Sheets back until an account may send them.

    Whoever shares its quotas with others, as offices of a province do, shares a pace
    with them: so nobody is refused, and nobody waits longer than need be.
    """

    def __call__(self, account: str, *, writes: bool) -> None:
        """Wait until the account may send one request more, a look or a change."""
        ...


def unpaced(account: str, *, writes: bool) -> None:
    """Hold nothing back: whoever is alone with its quotas hardly uses them."""


class _Failed(Exception):
    """A request failed; passes between an attempt and what repeats it."""

    def __init__(self, failure: FailedRequest) -> None:
        super().__init__(str(failure.error))
        self.failure = failure


class GoogleSession(AuthorizedSession):
    """A session in the name of ``account``; ``sent`` counts what it sent to Google.

    ``address`` is where an emulator listens on this machine: all that is meant for
    Google goes there instead.
    """

    def __init__(
        self,
        credentials: Credentials,
        account: str,
        *,
        address: str | None = None,
        patience: Patience | None = None,
        time: Time | None = None,
        pace: Pace = unpaced,
    ) -> None:
        super().__init__(credentials)  # type: ignore[no-untyped-call]
        self.account = account
        self.sent = 0
        self._tell = whom_to_tell()
        self._patience = patience or (_OF_A_PERSON if self._tell else _ALONE)
        self._time = time or Time()
        self._pace = pace
        self._held = 0.0
        self._end = 0.0
        self._told = True
        self._persevering = False
        self._same_when_repeated = False
        for session, seconds in (
            (self, self._patience.whole),
            (self._auth_request_session, min(_TOKEN, self._patience.whole)),
        ):
            bounds = Bounds(seconds, LARGEST, self._check)
            bind(session, partial(carrier_to, address, bounds))
        # with a key's word for it, which is good for whoever gets it
        self._auth_request_session.max_redirects = 0
        self._auth_request = TokenRequest(self._auth_request_session)

    def persevere(self, attempt: Callable[[], _T]) -> _T:
        """Do something made of several requests; begin it anew when one fails.

        Nothing in it is repeated by itself, even if it was left unanswered: each
        attempt looks first how things stand.

        Raises:
            GoogleError: it could not be done.
        """

        def whole() -> _T:
            self._persevering = True
            try:
                return attempt()
            finally:
                self._persevering = False

        return self._repeated(whole, lambda failure: failure.temporary)

    @contextmanager
    def same_when_repeated(self) -> Iterator[None]:
        """Have changes made within repeated: making one twice is as making it once."""
        self._same_when_repeated = True
        try:
            yield
        finally:
            self._same_when_repeated = False

    def request(  # type: ignore[override]
        self,
        method: str,
        url: str,
        **kwargs: Any,  # noqa: ANN401  what requests takes
    ) -> Response:
        """Ask Google for something and give its good answer.

        A ``timeout`` is not heeded: gspread's is to wait for ever.

        Raises:
            GoogleError: it could not be had.
        """
        if "_credential_refresh_attempt" in kwargs:  # the same attempt, a fresh token
            return self._signed(method, url, **kwargs)
        looks = method.upper() in {"GET", "HEAD", "OPTIONS"}
        asked = Asked(thing_of(url), self.account, looks)

        def attempt() -> Response:
            return self._exchange(asked, method, url, **kwargs)

        if self._persevering:
            return attempt()
        safe = looks or self._same_when_repeated
        return self._repeated(
            attempt, lambda it: it.temporary and (safe or not it.done)
        )

    def close(self) -> None:
        """Hang up, where tokens are had from as well."""
        super().close()  # type: ignore[no-untyped-call]
        self._auth_request_session.close()

    def send(
        self,
        request: PreparedRequest,
        **kwargs: Any,  # noqa: ANN401  what requests takes
    ) -> Response:
        """Send one request, count it, and read its answer if that is not too large.

        One to Sheets is sent when the pace lets it.
        """
        if urlsplit(request.url or "").hostname == _SHEETS:
            began = self._time.monotonic()
            self._pace(self.account, writes=request.method != "GET")
            self._held += self._time.monotonic() - began
        self.sent += 1
        response = super().send(request, **{**kwargs, "stream": True})
        read_within(response)
        return response

    def _exchange(
        self,
        asked: Asked,
        method: str,
        url: str,
        **kwargs: Any,  # noqa: ANN401
    ) -> Response:
        wait = self._patience.look if asked.only_looks else self._patience.change
        kwargs["timeout"] = (self._patience.connect, wait)
        # a look goes on to another host unsigned; a change is for Google alone
        kwargs["allow_redirects"] = asked.only_looks
        try:
            response = self._signed(method, url, **kwargs)
        except (RequestException, GoogleAuthError) as error:
            raise _Failed(from_exception(error, asked)) from error
        except OSError as error:  # before anything was sent: requests' own files
            raise _Failed(FailedRequest(CertificatesMissing(str(error)))) from error
        if is_garbled(response):
            raise _Failed(from_garbled(asked))
        if not response.ok:
            raise _Failed(from_response(response, asked, self._time.now()))
        return response

    def _signed(
        self,
        method: str,
        url: str,
        **kwargs: Any,  # noqa: ANN401
    ) -> Response:
        response: Response = super().request(  # type: ignore[no-untyped-call]
            method, url, **kwargs
        )
        return response

    def _repeated(
        self, attempt: Callable[[], _T], may_repeat: Callable[[FailedRequest], bool]
    ) -> _T:
        self._end = self._time.monotonic() + self._patience.budget - self._held
        self._told = False

        def is_too_late(state: RetryCallState) -> bool:
            return self._left(state.upcoming_sleep) < 0

        def is_worth_it(error: BaseException) -> bool:
            if not isinstance(error, _Failed) or not may_repeat(error.failure):
                return False
            # whoever waits can see to it, and sooner than it mends itself
            return not (self._tell and isinstance(error.failure.error, NEEDS_A_PERSON))

        def before_sleep(state: RetryCallState) -> None:
            error = _failure_of(state).error
            sleeps = state.upcoming_sleep
            _log.info("google later seconds=%.1f stop=%s", sleeps, error.code)
            self._tell_in_time(error, sleeps)

        retrying = Retrying(
            retry=retry_if_exception(is_worth_it),
            wait=self._pause,
            stop=is_too_late,
            sleep=self._time.sleep,
            before_sleep=before_sleep,
            reraise=True,
        )
        try:
            return retrying(attempt)
        except _Failed as failed:
            raise failed.failure.error from failed.__cause__
        finally:
            self._told = True

    def _left(self, ahead: float = 0) -> float:
        """Return how many seconds of patience are left, so many seconds from now."""
        # waiting for one's turn is no failure of Google's
        return self._end - (self._time.monotonic() + ahead - self._held)

    def _check(self) -> None:
        """Be asked about each second of an exchange."""
        self._time.check()
        self._tell_in_time(None)

    def _tell_in_time(self, stop: GoogleError | None, ahead: float = 0) -> None:
        """Tell whoever waits, once each time, that it takes longer than soon."""
        if self._tell is None or self._told:
            return
        if self._patience.budget - self._left(ahead) >= _SOON:
            self._told = True
            self._tell(stop, max(0, self._left()))

    def _pause(self, state: RetryCallState) -> float:
        """Wait as Google says, else twice as long each time and a little by chance."""
        chance = random.random()  # noqa: S311  spreads load, hides nothing
        usual = min(2.0 ** (state.attempt_number - 1), self._patience.pause) + chance
        return max(usual, _failure_of(state).wait)


def _failure_of(state: RetryCallState) -> FailedRequest:
    error = state.outcome.exception() if state.outcome else None
    if not isinstance(error, _Failed):
        raise TypeError(error)
    return error.failure
