"""A mail server (aiosmtpd) in a thread, which can be told to do wrong at any step."""

# ruff: noqa: N802  aiosmtpd goes by these names

import asyncio
import ssl
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, AnyStr, Literal, Self, TypeAlias

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.smtp.certificates import authority

ADDRESS = "127.0.0.1"

DROP = "drop the connection"
SLEEP = "say nothing"
LATE = "say nothing for a while, then what is usual"

Stage: TypeAlias = Literal[
    "CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "BODY", "END", "RSET"
]
"""The commands; ``BODY`` is within the data, ``END`` after its last dot."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A message as the server took it, with its envelope."""

    sender: str
    recipients: tuple[str, ...]
    options: tuple[str, ...]
    content: bytes


@dataclass
class Behaviour:
    """How a server is set up: ``password`` is what it wants, if it wants one.

    ``wrongs`` are a stage and what happens there: ``DROP``, ``SLEEP``, ``LATE`` (at
    the ``END``), or an answer instead of the usual. Each happens once, in their order.
    """

    security: Literal["starttls", "tls", "none"] = "starttls"
    name: str = ADDRESS
    password: str = ""
    ways: frozenset[str] = frozenset({"PLAIN", "LOGIN"})
    utf8: bool = False
    wrongs: list[tuple[Stage, str]] = field(default_factory=list)


class MailServer:
    """A mail server on loopback; what came in can be looked at."""

    def __init__(self, behaviour: Behaviour | None = None) -> None:
        self.behaviour = behaviour or Behaviour()
        self.taken: list[Taken] = []
        self.commands: list[str] = []
        self.passwords: list[tuple[str, str, str]] = []
        self.callers: list[str] = []
        self.connections = 0
        self.lines: set[_Line] = set()
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._begun = threading.Event()
        self._stopping = asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def contents(self) -> list[bytes]:
        """The bytes of every message taken."""
        return [taken.content for taken in self.taken]

    def wrong_at(self, stage: Stage) -> str:
        """Return what shall go wrong now; each thing does so once."""
        for wrong in self.behaviour.wrongs:
            if wrong[0] == stage:
                self.behaviour.wrongs.remove(wrong)
                return wrong[1]
        return ""

    def drop_all(self) -> None:
        """Close every connection, as a server does that starts anew."""
        done = threading.Event()

        def drop() -> None:
            for line in self.lines:
                line.drop()
            done.set()

        self._loop.call_soon_threadsafe(drop)
        assert done.wait(5)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._begun.wait(5)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(5)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        shown = authority().serving(self.behaviour.name)
        server = await self._loop.create_server(
            lambda: _Line(self, shown),
            ADDRESS,
            0,
            ssl=shown if self.behaviour.security == "tls" else None,
        )
        self.port = server.sockets[0].getsockname()[1]
        self._begun.set()
        await self._stopping.wait()
        server.close()
        for line in self.lines:
            line.drop()
        while len(asyncio.all_tasks()) > 1:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.01)  # for the transports to close


class _Handler:
    """What becomes of a message that came in whole."""

    async def handle_DATA(
        self, line: "_Line", session: Session, envelope: Envelope
    ) -> str:
        del session
        content = envelope.content
        assert isinstance(content, bytes)
        return await line.judge(
            Taken(
                str(envelope.mail_from),
                tuple(envelope.rcpt_tos),
                tuple(envelope.mail_options),
                content,
            )
        )


class _Line(SMTP):
    """One connection."""

    def __init__(self, server: MailServer, shown: ssl.SSLContext) -> None:
        behaviour = server.behaviour
        self._server = server
        self._greeted = False
        super().__init__(
            _Handler(),
            loop=asyncio.get_running_loop(),
            enable_SMTPUTF8=behaviour.utf8,
            hostname="mail.example.com",
            tls_context=shown if behaviour.security == "starttls" else None,
            require_starttls=behaviour.security == "starttls",
            auth_required=bool(behaviour.password) and behaviour.security != "tls",
            auth_require_tls=behaviour.security == "starttls",
            auth_exclude_mechanism={"PLAIN", "LOGIN"} - behaviour.ways,
            authenticator=self._judge,
        )

    def drop(self) -> None:
        """Close the connection without a word."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self not in self._server.lines:
            self._server.lines.add(self)
            self._server.connections += 1
        super().connection_made(transport)

    async def push(self, status: AnyStr) -> None:
        if not self._greeted:
            self._greeted = True
            if await self._goes_wrong("CONNECT"):
                return
        await super().push(status)

    async def smtp_EHLO(self, hostname: str) -> None:
        self._server.callers.append(hostname)
        if not await self._goes_wrong("EHLO"):
            await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self._goes_wrong("STARTTLS"):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._goes_wrong("AUTH"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if not await self._goes_wrong("MAIL"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self._goes_wrong("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_RSET(self, arg: str | None) -> None:
        if not await self._goes_wrong("RSET"):
            await super().smtp_RSET(arg)

    async def smtp_QUIT(self, arg: str | None) -> None:
        self._server.commands.append("QUIT")
        await super().smtp_QUIT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if await self._goes_wrong("DATA"):
            return
        if wrong := self._server.wrong_at("BODY"):
            await super().push("354 go on")
            await self._reader.readline()
            await self._does(wrong)
            return
        await super().smtp_DATA(arg)

    async def judge(self, message: Taken) -> str:
        """Take a message, or do not; whoever hears nothing cannot know."""
        self._server.commands.append("END")
        wrong = self._server.wrong_at("END")
        if wrong not in {"", DROP, SLEEP, LATE}:
            return wrong
        self._server.taken.append(message)
        if wrong:
            await self._does(wrong)
        return "250 OK"

    async def _goes_wrong(self, stage: Stage) -> bool:
        self._server.commands.append(stage)
        wrong = self._server.wrong_at(stage)
        if wrong:
            await self._does(wrong)
        return bool(wrong)

    async def _does(self, wrong: str) -> None:
        if wrong == DROP:
            self.drop()
        elif wrong == SLEEP:
            await asyncio.sleep(60)
        elif wrong == LATE:
            await asyncio.sleep(0.6)
        else:
            await super().push(wrong)

    def _judge(
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        mechanism: str,
        given: Any,  # noqa: ANN401
    ) -> AuthResult:
        del server, session, envelope
        assert isinstance(given, LoginPassword)
        login, password = given.login.decode(), given.password.decode()
        self._server.passwords.append((mechanism, login, password))
        good = password == self._server.behaviour.password
        return AuthResult(success=good, handled=False)
