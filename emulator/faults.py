"""What shall go wrong, and when: rules that make the n-th matching request fail."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from emulator.limits import MAIL_QUOTAS, mail_quota
from emulator.refusals import refusal
from emulator.web import Reply, Request


@dataclass(frozen=True, slots=True)
class Delivery:
    """A reply and how it reaches the client; without one the connection closes."""

    reply: Reply | None
    delay: float = 0
    reset: bool = False
    truncate: int | None = None


@dataclass
class Match:
    """Which requests are meant: the ``nth`` one that fits, and ``times`` in a row.

    ``path`` is a regular expression found anywhere in the path as sent; ``query`` are
    parameters that must be there with these values.
    """

    method: str = ""
    path: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    nth: int = 1
    times: int = 1
    seen: int = 0

    def hits(self, request: Request) -> bool:
        """Count the request if it fits, and tell whether it is one of those meant."""
        if not self._fits(request):
            return False
        self.seen += 1
        return self.nth <= self.seen < self.nth + self.times

    def _fits(self, request: Request) -> bool:
        return (
            self.method.upper() in {"", request.method}
            and re.search(self.path, request.path) is not None
            and all(value in request.args(name) for name, value in self.query.items())
        )


@dataclass(frozen=True, slots=True)
class Action:
    """What befalls a request.

    ``status`` (with ``reason``, ``body``, ``headers``) answers in Google's words or the
    given ones. ``reset`` and ``hang`` close the connection unanswered, at once or after
    so many seconds. ``delay`` makes the answer late; ``truncate`` and ``not_json``
    spoil it. A request that is refused or unanswered was not applied, unless ``after``
    is set: then it was, and with nothing else set it is just left unanswered.
    """

    status: int | None = None
    reason: str = ""
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0
    hang: float | None = None
    reset: bool = False
    truncate: int | None = None
    not_json: bool = False
    after: bool = False

    @property
    def needs_answer(self) -> bool:
        """Whether the request is applied, whatever is then said of it."""
        refuses = self.status is not None or self.reset or self.hang is not None
        return self.after or not refuses

    def deliver(self, request: Request, true: Reply | None, now: datetime) -> Delivery:
        """Return what the client gets in place of the true answer."""
        if self.reset:
            return Delivery(None, self.delay, reset=True)
        if self.hang is not None:
            return Delivery(None, self.hang)
        if self.not_json:
            return Delivery(_sorry(self.status or 200), self.delay)
        if self.status is not None:
            reply = self._refusal(request, self.status, now)
            headers = {**reply.headers, **self.headers}
            return Delivery(replace(reply, headers=headers), self.delay)
        if self.after and self.truncate is None:
            return Delivery(None, self.delay)
        return Delivery(true, self.delay, truncate=self.truncate)

    def _refusal(self, request: Request, status: int, now: datetime) -> Reply:
        if isinstance(self.body, str):
            return Reply(status, self.body.encode(), {"Content-Type": "text/html"})
        if self.body is not None:
            return Reply.of_json(self.body, status)
        if self.reason in MAIL_QUOTAS and "/gmail/" in request.path:
            return Reply.of_json(mail_quota(now), status)
        return refusal(request.path, status, self.reason)


@dataclass
class Fault:
    """A match and what befalls it."""

    match: Match
    action: Action

    @classmethod
    def from_json(cls, rule: Mapping[str, Any]) -> "Fault":
        """Read a rule of ``POST /_control/faults``.

        ``nth`` and ``times`` may stand beside ``match`` or in it.
        """
        return cls(match_from_json(rule), Action(**rule["action"]))


def match_from_json(rule: Mapping[str, Any]) -> Match:
    """Read which requests a rule means.

    Raises:
        ValueError, TypeError: it makes no sense.
    """
    counts = {name: rule[name] for name in ("nth", "times") if name in rule}
    match = Match(**{**rule.get("match", {}), **counts})
    match.nth, match.times = int(match.nth), int(match.times)
    try:
        re.compile(match.path)
    except re.error as error:
        raise ValueError(f"no pattern: {match.path}") from error
    return match


@dataclass
class Faults:
    """The rules in force; the first that hits decides, all count."""

    rules: list[Fault] = field(default_factory=list)

    def strike(self, request: Request) -> Action | None:
        """Return what befalls this request, if anything."""
        struck = [rule.action for rule in self.rules if rule.match.hits(request)]
        return struck[0] if struck else None


def _sorry(status: int) -> Reply:
    page = b"<html><head><title>Sorry...</title></head></html>"
    return Reply(status, page, {"Content-Type": "text/html; charset=UTF-8"})
