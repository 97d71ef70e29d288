"""The emulator's own switches: what the tests do besides calling the services.

Each is a method, and a path under ``/_control``:

=======================  ==========================================================
``POST   /faults``       add rules (a list, or one) that make requests fail
``DELETE /faults``       drop the rules
``GET    /requests``     what came in, oldest first
``DELETE /requests``     forget it
``POST   /edit``         change a spreadsheet as its owner would, now or around the
                         n-th matching request
``POST   /clock``        ``{"advance": seconds}``, ``{"skew": seconds}``
``POST   /quotas``       ``{"on": true, "reads": 60, "writes": 60}``
                         and more: the fields of ``emulator.quotas.Quotas``
``POST   /lag``          ``{"seconds": 180}``: Drive shows edits of sheets late
``POST   /changes``      ``{"skip": [ids]}``: their next change is in no log;
                         ``{"expire": true}``: page tokens so far are too old
``POST   /unsearched``   ``{"drives": [ids]}``: a search in all drives leaves them out
``POST   /conversion``   ``{"exact": true}``: a document is the Word file uploaded;
                         ``{"spoil": {"right": "wrong"}}``: what comes out otherwise
``POST   /accounts``     make an account; the answer is its key file
``GET    /mail``         the messages sent
``POST   /mail``         ``{"keepsMessageIds": true}``: sent under the caller's id
``POST   /reset``        forget all but the accounts and their sign-ins
=======================  ==========================================================
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from emulator import auth
from emulator.clock import clock_of
from emulator.drive.log import count
from emulator.faults import Fault, match_from_json
from emulator.gateway import Gateway, Interruption
from emulator.mail_view import encoded
from emulator.quotas import Quotas
from emulator.web import JSON, Reply, Request, Routes
from emulator.world import OWNER, World, timestamp

_LONGEST_LAG = 10**9


class Control:
    """The switches of one server."""

    def __init__(self, gateway: Gateway, address: Callable[[], str]) -> None:
        self._gateway = gateway
        self._world = gateway.world
        self._address = address
        gateway.control = self._routes()

    def add_faults(self, rules: Sequence[Mapping[str, Any]]) -> None:
        """Add rules: ``{"match": {…}, "nth": 1, "times": 1, "action": {…}}``."""
        faults = [Fault.from_json(rule) for rule in rules]
        with self._world.lock:
            self._gateway.faults.rules += faults

    def clear_faults(self) -> None:
        """Drop every rule and every edit that still waits."""
        with self._world.lock:
            self._gateway.faults.rules.clear()
            self._gateway.interruptions.clear()

    def edit(self, edit: Mapping[str, Any]) -> None:
        """Change a spreadsheet as its owner would.

        ``{"spreadsheetId", "tab", "cell", "value"}`` types into one cell,
        ``{"spreadsheetId", "tab", "range", "values"}`` into several;
        ``{"spreadsheetId", "requests"}`` does what a batchUpdate does.

        Raises:
            ValueError: Sheets refused it.
        """
        with self._world.lock:
            reply = self._gateway.call(self._as_request(edit))
        if reply.status != 200:
            raise ValueError(f"the edit was refused: {reply.body.decode()}")

    def queue_edit(
        self, edit: Mapping[str, Any], match: Mapping[str, Any], *, before: bool = True
    ) -> None:
        """Have an edit happen right before (or after) the n-th matching request."""
        rule = match if "match" in match else {"match": match}
        due = Interruption(match_from_json(rule), lambda: self.edit(edit), before)
        with self._world.lock:
            self._gateway.interruptions.append(due)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        clock = clock_of(self._world)
        clock.move(clock.advanced + timedelta(seconds=seconds), clock.skew)

    def skew(self, seconds: float) -> None:
        """Put the server's clock ahead of (or behind) the client's."""
        clock = clock_of(self._world)
        clock.move(clock.advanced, timedelta(seconds=seconds))

    def leave_out(self, *drives: str) -> None:
        """Have searches in all drives leave some out, and say they are incomplete."""
        with self._world.lock:
            self._world.unsearched = set(_texts(drives))

    def set_quotas(self, *, on: bool, **limits: int) -> None:
        """Switch the per-minute quotas on or off; ``limits`` are fields of ``Quotas``."""
        with self._world.lock:
            numbers = {name: int(limit) for name, limit in limits.items()}
            self._gateway.quotas = Quotas(self._world, on, **numbers)

    def set_lag(self, seconds: float) -> None:
        """Let Drive show what is written into sheets so many seconds late, at most."""
        if not 0 <= seconds < _LONGEST_LAG:
            raise ValueError(f"no lag: {seconds}")
        with self._world.lock:
            self._world.lag = seconds

    def skip_changes(self, *file_ids: str) -> None:
        """Leave the next change of files out of every log."""
        with self._world.lock:
            count(self._world)  # what changed before is told
            self._world.skipped_changes |= set(_texts(file_ids))

    def expire_tokens(self) -> None:
        """Make the page tokens of changes that were given so far too old (410)."""
        with self._world.lock:
            self._world.following_change += 1
            self._world.oldest_token = self._world.following_change

    def reset(self) -> None:
        """Forget all but the accounts and their sign-ins."""
        world, gateway = self._world, self._gateway
        with world.lock:
            self.clear_faults()
            gateway.visits.clear()
            gateway.quotas = Quotas(world)
            world.mail.clear()
            world.drafts.clear()
            for fault in (world.unsearched, world.skipped_changes, world.unseen):
                fault.clear()
            world.spoilt = {}
            world.keeps_uploads = world.keeps_message_ids = False
            world.removed.clear()
            world.channels.clear()
            world.lag = 0
            for kept in (world.files, world.spreadsheets, world.drives, world.uploads):
                kept.clear()
            clock = clock_of(world)
            clock.advanced = clock.skew = timedelta()

    def _as_request(self, edit: Mapping[str, Any]) -> Request:
        file_id = edit["spreadsheetId"]
        path = f"/v4/spreadsheets/{quote(file_id, safe='')}"
        owners = self._world.files[file_id].resource.get("owners") or [{}]
        who = owners[0].get("emailAddress", OWNER)
        if "requests" in edit:
            body = json.dumps({"requests": edit["requests"]}).encode()
            return Request("POST", f"{path}:batchUpdate", body=body, caller=who)
        tab = str(edit["tab"]).replace("'", "''")
        cells = edit.get("range") or edit["cell"]
        values = edit["values"] if "values" in edit else [[edit["value"]]]
        place = quote(f"'{tab}'!{cells}", safe="")
        typed = {"valueInputOption": ["USER_ENTERED"]}
        body = json.dumps({"values": values}).encode()
        return Request("PUT", f"{path}/values/{place}", typed, body=body, caller=who)

    def _routes(self) -> Routes:
        routes = Routes()
        for method, path, handler in (
            ("POST", "faults", self._post_faults),
            ("DELETE", "faults", self._delete_faults),
            ("GET", "requests", self._get_requests),
            ("DELETE", "requests", self._delete_requests),
            ("POST", "edit", self._post_edit),
            ("POST", "clock", self._post_clock),
            ("POST", "quotas", self._post_quotas),
            ("POST", "unsearched", self._post_unsearched),
            ("POST", "lag", self._post_lag),
            ("POST", "changes", self._post_changes),
            ("POST", "conversion", self._post_conversion),
            ("POST", "accounts", self._post_accounts),
            ("GET", "mail", self._get_mail),
            ("POST", "mail", self._post_mail),
            ("POST", "reset", self._post_reset),
        ):
            routes.add(method, f"/_control/{path}")(handler)
        return routes

    def _post_faults(self, _world: World, request: Request) -> JSON:
        given = json.loads(request.body)
        self.add_faults(given if isinstance(given, list) else [given])
        return {"rules": len(self._gateway.faults.rules)}

    def _delete_faults(self, _world: World, _request: Request) -> Reply:
        self.clear_faults()
        return Reply(204)

    def _get_requests(self, _world: World, _request: Request) -> Reply:
        visits = [
            {**asdict(visit), "at": timestamp(visit.at)}
            for visit in self._gateway.visits
        ]
        return Reply.of_json(visits)

    def _delete_requests(self, _world: World, _request: Request) -> Reply:
        self._gateway.visits.clear()
        return Reply(204)

    def _post_edit(self, _world: World, request: Request) -> JSON:
        given = request.json()
        for moment in ("before", "after"):
            if moment in given:
                before = moment == "before"
                self.queue_edit(given["edit"], given[moment], before=before)
                return {"queued": True}
        self.edit(given)
        return {"queued": False}

    def _post_clock(self, world: World, request: Request) -> JSON:
        given = request.json()
        if "advance" in given:
            self.advance(given["advance"])
        if "skew" in given:
            self.skew(given["skew"])
        return {"now": timestamp(world.now())}

    def _post_quotas(self, _world: World, request: Request) -> JSON:
        self.set_quotas(**request.json())
        return request.json()

    def _post_lag(self, _world: World, request: Request) -> JSON:
        self.set_lag(request.json()["seconds"])
        return request.json()

    def _post_changes(self, _world: World, request: Request) -> JSON:
        given = request.json()
        self.skip_changes(*given.get("skip", ()))
        if given.get("expire"):
            self.expire_tokens()
        return given

    def _post_unsearched(self, _world: World, request: Request) -> JSON:
        self.leave_out(*request.json()["drives"])
        return request.json()

    def _post_conversion(self, world: World, request: Request) -> JSON:
        given = request.json()
        spoilt = dict(given.get("spoil", {}))
        _texts([*spoilt, *spoilt.values()])
        world.keeps_uploads, world.spoilt = bool(given.get("exact")), spoilt
        return given

    def _post_accounts(self, world: World, request: Request) -> JSON:
        given = request.json()
        (email,), uri = _texts([given["email"]]), f"{self._address()}/token"
        if given.get("kind", "service_account") == "user":
            name = given.get("name", "")
            return auth.add_user(world, email, token_uri=uri, name=name)
        delegated = bool(given.get("delegated"))
        return auth.add_service_account(
            world, email, token_uri=uri, delegated=delegated
        )

    def _get_mail(self, world: World, _request: Request) -> Reply:
        messages = [
            {
                "id": mail.id,
                "threadId": mail.thread_id,
                "sender": mail.sender,
                "at": timestamp(mail.at),
                "raw": encoded(mail.raw),
            }
            for mail in world.mail
        ]
        return Reply.of_json(messages)

    def _post_mail(self, world: World, request: Request) -> JSON:
        world.keeps_message_ids = bool(request.json()["keepsMessageIds"])
        return request.json()

    def _post_reset(self, _world: World, _request: Request) -> Reply:
        self.reset()
        return Reply(204)


def _texts(given: Sequence[str]) -> Sequence[str]:
    """Return names as they came.

    Raises:
        TypeError: one is no text.
    """
    for each in given:
        if not isinstance(each, str):
            raise TypeError(f"no text: {each!r}")
    return given
