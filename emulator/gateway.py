"""What happens to a request between the wire and the service that answers it."""

import json
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Event
from urllib.parse import parse_qs

from emulator import batch, consent, docs, drive, gmail, sheets, tokens
from emulator.auth import Doorkeeper
from emulator.drive import channels
from emulator.faults import Action, Delivery, Faults, Match
from emulator.messenger import Messenger
from emulator.parameters import bound
from emulator.quotas import Quotas
from emulator.refusals import page, refusal
from emulator.web import ApiError, Reply, Request, Routes
from emulator.world import World

Observer = Callable[[Request, Reply], None]

_MOST_VISITS = 100_000
_HARMLESS = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class Visit:
    """A line of the list of what came in; ``status`` 0: left unanswered."""

    method: str
    path: str
    query: dict[str, list[str]]
    status: int
    caller: str
    bytes: int
    at: datetime


@dataclass
class Interruption:
    """Something to be done right before or after the n-th matching request."""

    match: Match
    act: Callable[[], object]
    before: bool = True


class Gateway:
    """Faults, sign-in, quotas, then the services; and a list of what came in.

    ``keep`` is called after each call that may have changed the world. ``crashes`` are
    the emulator's own defects, answered with status 500.
    """

    def __init__(self, world: World, *, no_auth: bool = False) -> None:
        self.world = world
        self.doorkeeper = Doorkeeper(world, no_auth=no_auth)
        self.faults = Faults()
        self.quotas = Quotas(world)
        self.interruptions: list[Interruption] = []
        self.visits: list[Visit] = []
        self.observers: list[Observer] = []
        self.crashes: list[Exception] = []
        self.keep: Callable[[], None] = lambda: None
        self.stopping = Event()
        self.messenger = Messenger()
        self.control: Routes | None = None
        self.services = [
            consent.ROUTES,
            tokens.ROUTES,
            *sheets.ROUTES,
            *drive.ROUTES,
            docs.ROUTES,
            gmail.ROUTES,
        ]
        if no_auth:
            self.services.insert(0, tokens.FOR_ANYONE)

    def now(self) -> datetime:
        """Return the time that an answer bears."""
        return self.world.now()

    def wait(self, seconds: float) -> None:
        """Wait, but not after the server was told to stop."""
        if seconds > 0:
            self.stopping.wait(seconds)

    def deliver(self, request: Request) -> Delivery:
        """Answer a request, and say how the answer is to be delivered."""
        with self.world.lock:
            self.world.forget_looks()
            self.world.settle()
            if request.path.startswith("/_control"):
                delivery = Delivery(self._controlled(request))
            else:
                request = _as_meant(request)
                delivery = self._befall(request)
                self._note(request, delivery)
            for address, headers in channels.messages(self.world):
                self.messenger.say(address, headers)
            return delivery

    def exchange(self, request: Request) -> Reply:
        """Let one call in and answer it; its observers see both."""
        try:
            request = self.doorkeeper.admit(request)
            reply = self.quotas.refuse(request) or self._applied(request)
        except ApiError as error:
            reply = error.reply
        self._observe(request, reply)
        return reply

    def call(self, request: Request) -> Reply:
        """Call a service from within: not listed, not counted, never refused."""
        try:
            return self._served(request)
        except ApiError as error:
            return error.reply

    def _befall(self, request: Request) -> Delivery:
        action = self.faults.strike(request) or Action()
        if action.needs_answer:
            true = _laid_out(request, self._uninterrupted(request))
            delivery = action.deliver(request, true, self.world.now())
        else:
            delivery = action.deliver(request, None, self.world.now())
            self._observe(request, delivery.reply)
        return delivery

    def _uninterrupted(self, request: Request) -> Reply:
        due = [each for each in self.interruptions if each.match.hits(request)]
        self._interrupt(each for each in due if each.before)
        if request.path.startswith("/batch"):
            reply = batch.answer(request, self.exchange)
        else:
            reply = self.exchange(request)
        self._interrupt(each for each in due if not each.before)
        return reply

    def _interrupt(self, due: Iterable[Interruption]) -> None:
        for each in due:
            try:
                each.act()
                self.keep()
            except Exception as error:  # noqa: BLE001  nobody waits for the answer
                self._crashed(error)

    def _applied(self, request: Request) -> Reply:
        """Let the services answer; what a mutating call did is kept."""
        try:
            return self._served(request)
        finally:
            if request.method not in _HARMLESS:
                self.keep()

    def _served(self, request: Request) -> Reply:
        if request.method == "OPTIONS":
            return Reply(200, headers={"Allow": "GET, POST, PUT, PATCH, DELETE"})
        if request.method == "HEAD":
            request = replace(request, method="GET")
        try:
            request = bound(request)
            for routes in self.services:
                if reply := routes.answer(self.world, request):
                    return reply
        except ApiError:
            raise
        except Exception as error:  # noqa: BLE001  a defect of the emulator's own
            self._crashed(error)
            return refusal(request.path, 500)
        return page(404)

    def _crashed(self, error: Exception) -> None:
        self.crashes.append(error)
        traceback.print_exception(error)

    def _controlled(self, request: Request) -> Reply:
        try:
            reply = self.control.answer(self.world, request) if self.control else None
        except ApiError as error:
            return error.reply
        except (KeyError, OverflowError, TypeError, ValueError) as error:
            return Reply.of_json({"error": f"{type(error).__name__}: {error}"}, 400)
        if request.method not in _HARMLESS:
            self.keep()
        return reply or page(404)

    def _observe(self, request: Request, reply: Reply | None) -> None:
        if reply is not None:
            for observe in self.observers:
                observe(request, reply)

    def _note(self, request: Request, delivery: Delivery) -> None:
        reply = delivery.reply
        visit = Visit(
            request.method,
            request.path,
            dict(request.query),
            reply.status if reply else 0,
            self.doorkeeper.caller_of(request),
            len(request.body),
            self.world.now(),
        )
        if len(self.visits) >= _MOST_VISITS:
            del self.visits[: _MOST_VISITS // 2]
        self.visits.append(visit)


def _as_meant(request: Request) -> Request:
    """Take a request as it was meant, where Google does.

    Some clients join their paths with a slash too many, and send a GET that is too long
    for a URL as a POST that says so.
    """
    path = request.path.replace("/:", ":")
    request = replace(request, path=path.rstrip("/") or "/")
    override = request.headers.get("x-http-method-override", "")
    if request.method != "POST" or override != "GET":
        return request
    query = parse_qs(request.body.decode(errors="replace"), keep_blank_values=True)
    return replace(request, method="GET", query={**request.query, **query}, body=b"")


def _laid_out(request: Request, reply: Reply) -> Reply:
    """Lay JSON out for people as Google does, unless ``prettyPrint=false``."""
    kind = reply.headers.get("Content-Type", "")
    if "application/json" not in kind or not request.flag("prettyPrint", default=True):
        return reply
    text = json.dumps(json.loads(reply.body), ensure_ascii=False, indent=2)
    return replace(reply, body=text.encode())
