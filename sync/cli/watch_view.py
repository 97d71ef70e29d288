"""What a person sees while the worker works by itself.

At a terminal what happened stays, a short line each, and the last line says what it is
at now: when it looked, and when it will next. A pipe gets what happened, and nothing of
looks that found nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

from rich.console import Console
from rich.live import Live
from rich.text import Text

from sync.cli.terminal import Terminal
from sync.cycle.check import SheetUpdate
from sync.cycle.night import Report
from sync.errors import WorkerError
from sync.messages import Words
from sync.model.mail import Message
from sync.plan.days import moment_in_words
from sync.plan.findings import counts_in_words
from sync.ports import Clock
from sync.thai.folding import visible
from sync.worker.health import Job
from sync.worker.onlooker import Onlooker


class WatchView(Onlooker):
    """Shows what the worker does, in the office's language.

    ``at_rest`` is called when it has done all that was due.
    """

    def __init__(
        self, words: Words, clock: Clock, console: Console | None = None
    ) -> None:
        self._say = words.say
        self._words = words
        self._clock = clock
        self._shown = Terminal(words, console or Console(highlight=False))
        self._live = Live(
            console=self._shown.out, auto_refresh=False, redirect_stderr=False
        )
        self.at_rest: Callable[[], None] = lambda: None
        self._looked = ""
        self._told: dict[str, str] = {}

    @contextmanager
    def shown(self, where: str, look_minutes: int) -> Iterator[None]:
        """Show it, from its beginning to its end."""
        self._line(self._say("watch.begins", where=where, minutes=str(look_minutes)))
        try:
            if self._shown.out.is_terminal:
                self._live.start()
            yield
        finally:
            self._now("")
            self._live.stop()
            self._line(self._say("watch.stopped"))

    def at_work(self, stage: str) -> None:
        """Show the stage."""
        self._now(self._say(f"stages.{stage}") + "…")

    def unchanged(self) -> None:
        """Show that nothing has changed."""
        self._looked = self._say("watch.unchanged", time=self._time())

    def typing(self) -> None:
        """Show that a change waits until staff are quiet."""
        self._looked = self._say("watch.typing", time=self._time())

    def answered(self, update: SheetUpdate) -> None:
        """Tell what the answer was."""
        judgement = update.judgement
        counts = counts_in_words(
            judgement.localized_findings,
            self._words,
            len(judgement.localized_verdict.confirmed),
        )
        self._line(self._say("watch.answered", counts=counts))
        self.unchanged()

    def night_done(self, report: Report) -> None:
        """Tell what was published and mailed."""
        judgement = report.judgement
        counts = counts_in_words(
            judgement.localized_findings,
            self._words,
            len(judgement.localized_verdict.confirmed),
        )
        state = self._say("terminal.draft" if judgement.errors else "terminal.official")
        news = "published" if report.plan_document.new else "unchanged"
        self._line(
            self._say(
                "watch.night",
                counts=counts,
                document=f"{state} {self._say(f'terminal.{news}')}",
                mails=str(len(report.messages)),
            )
        )
        if report.undelivered:
            count = str(len(report.undelivered))
            self._line(self._say("watch.mail_waits", count=count), style="yellow")

    def mailed(self, sent: Sequence[Message]) -> None:
        """Tell of mail that has left."""
        if sent:
            self._line(self._say("watch.mailed", count=str(len(sent))))

    def failed(self, job: Job, stop: WorkerError, failures: int) -> None:
        """Tell of a failure, its like but once; the last line counts them."""
        self.out_of_work(self._say(f"worker.job_{job}"), stop, failures)

    def out_of_work(self, what: str, stop: WorkerError, failures: int) -> None:
        """Tell that something cannot be done, and what to do about it."""
        says, cure = self._words.say_stop(stop)
        if self._told.get(what) != says:
            self._told[what] = says
            self._line(self._say("watch.failed", job=what, says=says), style="yellow")
            self._line(self._say("watch.cure", cure=cure))
        self._looked = self._say(
            "watch.fails", job=what, count=str(failures), time=self._time()
        )

    def well_again(self, job: Job) -> None:
        """Tell that work succeeds again."""
        self.at_work_again(self._say(f"worker.job_{job}"))

    def at_work_again(self, what: str) -> None:
        """Tell that something can be done again."""
        if self._told.pop(what, None):
            self._line(self._say("watch.well_again", job=what), style="green")

    def rests(self, look: datetime, night: datetime) -> None:
        """Show when it looked, and when it will next."""
        self.at_rest()
        due = max(night, self._clock.now())
        times = {"look": f"{look:%H:%M}", "night": f"{due:%H:%M}"}
        self._now(self._say("watch.rests", looked=self._looked, **times))

    def _time(self) -> str:
        return f"{self._clock.now():%H:%M}"

    def _line(self, text: str, style: str = "") -> None:
        # who looked on may have left, and that is no reason to stop
        with suppress(OSError):
            self._shown.line(
                f"{moment_in_words(self._clock.now(), self._words)}  {text}",
                style=style,
            )
            self._shown.out.file.flush()

    def _now(self, text: str) -> None:
        if self._shown.out.is_terminal:
            with suppress(OSError):
                self._live.update(Text(visible(text), style="dim"), refresh=True)
