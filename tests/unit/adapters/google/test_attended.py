"""A Google that is out of reach, and a person who waits."""

import errno
import socket
from collections.abc import Callable

import pytest
from google.auth.exceptions import TransportError
from google.oauth2.credentials import Credentials
from requests import RequestException
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ProxyError
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
)
from urllib3.exceptions import ProxyError as ProxyTrouble

from sync.adapters.google.failures import Asked, from_exception
from sync.adapters.google.session import GoogleSession, Patience
from sync.errors import (
    GoogleUnavailable,
    NoNetwork,
    ProxyRefuses,
    QuotaUsedUp,
    WorkerError,
)
from sync.net.attended import attended
from tests.unit.adapters.google.answers import (
    SHEET,
    FakeTime,
    Script,
    answer,
    session_with,
    too_many,
)

CHANGE = Asked("the sheet", "a@b.c", only_looks=False)
CONNECTION = HTTPSConnection("sheets.googleapis.com")
UNKNOWN = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
LATER = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def failed(reason: Exception) -> RequestException:
    wrapped = MaxRetryError(None, "/", reason)  # type: ignore[arg-type]
    kind = ProxyError if isinstance(reason, ProxyTrouble) else NoConnection
    return kind(wrapped)


def unconnected(cause: OSError) -> NewConnectionError:
    error = NewConnectionError(CONNECTION, f"no connection: {cause}")
    error.__cause__ = cause
    return error


def unresolved(cause: socket.gaierror = UNKNOWN) -> NameResolutionError:
    error = NameResolutionError("sheets.googleapis.com", CONNECTION, cause)
    error.__cause__ = cause
    return error


REFUSED = ConnectionRefusedError(111, "Connection refused")


def no_proxy() -> RequestException:
    return failed(ProxyTrouble("Unable to connect to proxy", unconnected(REFUSED)))


def tunnel(answered: str) -> RequestException:
    said = OSError(f"Tunnel connection failed: {answered}")
    return failed(ProxyTrouble("Unable to connect to proxy", said))


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """On a network, unless said otherwise, and with a proxy whose address has a secret."""
    monkeypatch.setenv("HTTPS_PROXY", "http://somebody:secret@proxy.example:3128")

    def be(*, off: bool) -> None:
        monkeypatch.setattr("sync.adapters.google.unreached.is_offline", lambda: off)

    be(off=False)
    return lambda off: be(off=off)


class Person:
    """Somebody who waits, and what that one was told."""

    def __init__(self) -> None:
        self.told: list[tuple[WorkerError | None, float]] = []

    def tell(self, stop: WorkerError | None, seconds: float) -> None:
        self.told.append((stop, seconds))


# --- what is in the way -------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (no_proxy(), "Connection refused"),
        (tunnel("407 Proxy Authentication Required"), "407 Proxy Authent"),
        (tunnel("403 Forbidden"), "403 Forbidden"),
        (failed(ProxyTrouble("no proxy", unresolved())), "Name or service not known"),
        (TransportError(no_proxy()), "Connection refused"),  # type: ignore[no-untyped-call]
    ],
    ids=["refused", "407", "403", "unknown", "for a token"],
)
def test_a_proxy_that_lets_nobody_through_is_named_without_its_password(
    error: RequestException, why: str
) -> None:
    failure = from_exception(error, CHANGE)

    assert type(failure.error) is ProxyRefuses
    assert failure.error.proxy == "proxy.example:3128"
    assert failure.error.why.startswith(why)
    assert (failure.temporary, failure.done) == (True, False)


def test_a_proxy_that_cannot_reach_google_just_now_is_no_proxy_that_refuses() -> None:
    failure = from_exception(tunnel("503 Service Unavailable"), CHANGE)

    assert type(failure.error) is GoogleUnavailable
    assert failure.error.why == "503 Service Unavailable"
    assert not failure.done


@pytest.mark.parametrize("off", [False, True])
def test_a_proxys_name_that_cannot_be_looked_up_just_now_is_waited_for(
    off: bool,
    offline: Callable[[bool], None],
) -> None:
    offline(off)

    failure = from_exception(failed(ProxyTrouble("none", unresolved(LATER))), CHANGE)

    assert type(failure.error) is GoogleUnavailable
    assert failure.error.why == "Temporary failure in name resolution"
    assert (failure.temporary, failure.done) == (True, False)


def test_a_proxy_that_does_not_answer_is_waited_for() -> None:
    slow = ConnectTimeoutError(CONNECTION, "no connection: timed out")
    failure = from_exception(failed(ProxyTrouble("none", slow)), CHANGE)

    assert type(failure.error) is GoogleUnavailable
    assert not failure.done


@pytest.mark.parametrize("error", [no_proxy(), tunnel("403 Forbidden")])
def test_a_proxy_is_heard_on_a_machine_whose_only_way_it_is(
    error: RequestException, offline: Callable[[bool], None]
) -> None:
    offline(True)

    assert type(from_exception(error, CHANGE).error) is ProxyRefuses


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("proxy.local:3128", "proxy.local:3128"),
        ("somebody:secret@proxy.local:3128", "proxy.local:3128"),
        ("http://somebody:secret@proxy.local:99999/", "proxy.local:99999"),
        ("http://proxy.local:abc", "proxy.local:abc"),
        ("http://somebody:se/c@r#et@[fd00::1", "[fd00::1"),
        ("proxy.local", "proxy.local"),
    ],
)
def test_a_proxy_is_named_however_its_address_is_written(
    address: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", address)

    stop = from_exception(no_proxy(), CHANGE).error

    assert type(stop) is ProxyRefuses
    assert stop.proxy == shown


@pytest.mark.parametrize("error", [unresolved(), unconnected(OSError(101, "no way"))])
def test_a_machine_on_no_network_is_said_to_be(
    error: NewConnectionError, offline: Callable[[bool], None]
) -> None:
    assert type(from_exception(failed(error), CHANGE).error) is GoogleUnavailable

    offline(True)

    assert type(from_exception(failed(error), CHANGE).error) is NoNetwork


def test_who_refuses_a_connection_is_there_without_any_network(
    offline: Callable[[bool], None],
) -> None:
    offline(True)

    stop = from_exception(failed(unconnected(REFUSED)), CHANGE).error

    assert type(stop) is GoogleUnavailable


def test_the_systems_own_words_say_why() -> None:
    stop = from_exception(failed(unresolved()), CHANGE).error

    assert stop.facts == {"why": "Name or service not known"}


# --- who waits ----------------------------------------------------------------------


def test_a_person_hears_soon_and_once_until_when_it_is_tried() -> None:
    person, clock = Person(), FakeTime()
    with attended(person.tell):
        session = session_with(Script(failed(unresolved())), clock)

    with pytest.raises(GoogleUnavailable):
        session.get(SHEET)

    [(stop, seconds)] = person.told
    assert isinstance(stop, GoogleUnavailable)
    assert 60 <= sum(clock.slept) <= 90
    assert 75 <= seconds <= 90


def test_an_answer_that_does_not_come_is_told_while_it_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.adapters.google.session._SOON", 0)
    person = Person()
    patience = Patience(look=2, change=2, budget=1)
    credentials = Credentials(token="t")  # type: ignore[no-untyped-call]  # noqa: S106
    with socket.create_server(("127.0.0.1", 0)) as silent, attended(person.tell):
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with (
            GoogleSession(credentials, "a", address=address, patience=patience) as it,
            pytest.raises(GoogleUnavailable),
        ):
            it.get(SHEET)

    [(stop, _)] = person.told
    assert stop is None


def test_what_is_done_soon_is_done_in_silence() -> None:
    person, clock = Person(), FakeTime()
    with attended(person.tell):
        session = session_with(Script(failed(unresolved()), answer(200)), clock)

    session.get(SHEET)

    assert person.told == []


def test_a_proxy_that_no_network_leads_to_is_not_what_is_wrong(
    offline: Callable[[bool], None],
) -> None:
    no_way = unconnected(OSError(errno.ENETUNREACH, "Network is unreachable"))
    error = failed(ProxyTrouble("Unable to connect to proxy", no_way))
    assert type(from_exception(error, CHANGE).error) is GoogleUnavailable

    offline(True)

    assert type(from_exception(error, CHANGE).error) is NoNetwork


@pytest.mark.parametrize("error", [no_proxy(), failed(unresolved())])
def test_a_person_need_not_wait_for_what_a_person_must_mend(
    error: RequestException, offline: Callable[[bool], None]
) -> None:
    offline(True)
    person, clock = Person(), FakeTime()
    with attended(person.tell):
        session = session_with(Script(error), clock)

    with pytest.raises((ProxyRefuses, NoNetwork)):
        session.get(SHEET)

    assert (clock.slept, person.told) == ([], [])


@pytest.mark.parametrize("error", [no_proxy(), failed(unresolved())])
def test_where_nobody_waits_it_is_tried_for_five_minutes(
    error: RequestException, offline: Callable[[bool], None]
) -> None:
    offline(True)
    clock = FakeTime()
    session = session_with(Script(error), clock)

    with pytest.raises(GoogleUnavailable):
        session.get(SHEET)

    assert 250 <= sum(clock.slept) <= 300


def test_a_person_waits_until_a_quota_of_a_minute_is_there_again() -> None:
    person, clock = Person(), FakeTime()

    class Minute(Script):
        def send(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]
            self._answers = [answer(200) if sum(clock.slept) > 60 else too_many()]
            return super().send(*args, **kwargs)  # type: ignore[arg-type]

    with attended(person.tell):
        session = session_with(Minute(too_many()), clock)

    session.get(SHEET)

    [(stop, _)] = person.told
    assert isinstance(stop, QuotaUsedUp)
