"""The command line: thin commands, and one place that knows how to end.

Heavy imports stand inside the commands, so that ``--help`` comes at once.
"""

import gc
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from sync import __version__
from sync.errors import Stopped, Told, WorkerError
from sync.resources import CHECKOUT, COMMAND

if TYPE_CHECKING:
    from sync.cycle.services import Services
    from sync.ledger import Ledger
    from sync.worker.health import Health
    from sync.worker.shutdown import Stopping

EXAMPLE_OFFICE = (CHECKOUT or Path.cwd()) / "office"

F = Callable[..., Any]


@dataclass(slots=True)
class Session:
    """Which office this process works for; known once the arguments are read."""

    folder: Path = EXAMPLE_OFFICE

    def at(self, office: Path | None) -> Path:
        """Take an ``--office`` if one was given; give the office's folder."""
        self.folder = office or self.folder
        return self.folder

    @property
    def language(self) -> str:
        """The office's language, Thai while its settings cannot be read."""
        from sync.paths import OfficePaths
        from sync.settings.office_file import language_of

        return language_of(OfficePaths(self.folder).settings)


def _office_option(command: F) -> F:
    return click.option(
        "--office",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="โฟลเดอร์หน่วยงาน · the office's folder (office/)",
    )(command)


class _Commands(click.Group):
    """The commands; Ctrl-C before a command hears it by itself stops it all the same."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  the library's
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:  # click would say “Aborted!”
            raise Stopped from None


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@_office_option
@click.option("--once", is_flag=True, help="หนึ่งรอบ สำหรับ cron · one cycle, for cron")
@click.option(
    "--quiet",
    is_flag=True,
    help="เงียบเมื่อเรียบร้อย · says nothing when all went well, for cron",
)
@click.version_option(__version__)
@click.pass_context
def app(
    context: click.Context, office: Path | None, *, once: bool, quiet: bool
) -> None:
    """ตรวจแผน รวมยอด จัดทำเอกสาร และแจ้งผู้บริหาร · The plan's worker.

    Without a command: one cycle. Reads the office's spreadsheet, checks it, adds it
    up, writes status back, makes the document and mails its link. Makes an example
    office if there is none, unless --once is given.
    """
    folder = context.obj.at(office)
    if context.invoked_subcommand is None:
        if office is None and not once:
            _create_example_in(folder)
        context.exit(_run(folder, once=once, quiet=quiet))


def _run(folder: Path, *, once: bool, quiet: bool) -> int:
    from sync import wiring
    from sync.cli.terminal import show_stop
    from sync.log import log_to
    from sync.paths import OfficePaths
    from sync.worker.health import Job
    from sync.worker.shutdown import Stopping

    paths, stopping = OfficePaths(folder), Stopping()
    with (
        stopping.on_signals(),
        wiring.open_office(folder, stopping.sleep) as services,
    ):
        log_to(paths.log, services.settings.log, quiet=quiet)
        outbox = paths.outbox if services.settings.mail.way == "outbox" else None
        if not once:
            services.ledger.outbox.make_due()  # a person may have put something right
            return _one_cycle(services, stopping, outbox, None, quiet=quiet)
        health = wiring.health_of(services, stopping)
        untended: list[int] = []

        def hear(_: Job, stop: WorkerError, __: int) -> None:
            show_stop(stop, services.words)
            untended.append(stop.exit_code)

        with health.noting(Job.NIGHT):
            health.tend_ledger(hear)
            status = _one_cycle(services, stopping, outbox, health, quiet=quiet)
        return status or sum(untended)


def _one_cycle(
    services: "Services",
    stopping: "Stopping",
    outbox: Path | None,
    health: "Health | None",
    *,
    quiet: bool,
) -> int:
    """Run a cycle, and show it unless it went well and is to be ``quiet``."""
    from sync.cli import cycle_view, terminal
    from sync.cycle import night

    with terminal.progress(services.words) as tell:

        def begin(stage: str) -> None:
            services.begun(stage)
            tell(stage)

        report = night.run_cycle(services, stopping.between(begin))
    if health:
        health.note_mail(report.mail_stop)
    status = _status_of_mail(services.ledger)
    if report.refused or status or not quiet:
        cycle_view.show_report(report, outbox, terminal.Terminal(services.words))
    if report.refused:
        raise report.refused
    if report.mail_stop:
        terminal.show_stop(report.mail_stop, services.words)
        return report.mail_stop.exit_code
    return status


def _status_of_mail(ledger: "Ledger") -> int:
    """Return the exit status where mail waits or was given up, whoever found it."""
    from sync.errors import MailError

    left = ledger.outbox.waiting() or ledger.outbox.undelivered()
    return MailError.exit_code if left else 0


@app.command()
@_office_option
@click.pass_obj
def watch(session: Session, office: Path | None) -> None:
    """ทำงานเองตลอดเวลา · Work by itself: answer staff within minutes, publish every night."""
    from sync.cli import watching
    from sync.worker.shutdown import Stopping

    stopping = Stopping()
    with stopping.on_signals():
        watching.watch(session.at(office), stopping)


@app.command()
@_office_option
@click.option(
    "--again",
    default="",
    metavar="ADDRESS|all",
    help="ส่งฉบับที่เลิกส่งหรือไม่แน่ชัดอีกครั้ง · send once more what was given up or is in doubt",
)
@click.option(
    "--arrived",
    default="",
    metavar="ADDRESS|all",
    help="ผู้รับได้รับแล้ว ไม่ต้องส่งอีก · it did arrive, nothing is to be sent",
)
@click.pass_obj
@click.pass_context
def mail(
    context: click.Context,
    session: Session,
    office: Path | None,
    again: str,
    arrived: str,
) -> None:
    """ส่งอีเมลที่รออยู่เดี๋ยวนี้ · Send what waits now; list what waits, what failed, why."""
    from sync import wiring
    from sync.cli import history, settling, terminal
    from sync.errors import GoogleError, MailError

    folder = session.at(office)
    trouble: WorkerError | None = None
    try:
        at_work = wiring.flush_mail(folder, settling.settle(again, arrived))
    except (MailError, GoogleError) as stop:
        trouble, at_work = stop, ""
    with wiring.open_record(folder) as (ledger, words):
        found = ledger.outbox.waiting(), ledger.outbox.undelivered()
        history.show_mail(*found, at_work, terminal.Terminal(words))
        status = _status_of_mail(ledger)
    if trouble:
        raise trouble
    context.exit(status)


@app.command()
@_office_option
@click.pass_obj
@click.pass_context
def status(context: click.Context, session: Session, office: Path | None) -> None:
    """ระบบเป็นอย่างไร · How the worker is; exit status 1 when it needs somebody."""
    from sync import wiring
    from sync.cli import history, terminal

    found, words = wiring.status_at(session.at(office))
    history.show_status(found, terminal.Terminal(words))
    context.exit(0 if found.is_well else 1)


def _create_example_in(folder: Path) -> None:
    """Make the example office, unless there is an office in the folder."""
    from sync import wiring
    from sync.importing.example import load_example
    from sync.messages import load_words
    from sync.paths import OfficePaths
    from sync.plan.labels import load_headers
    from sync.settings.frames import load_frames

    paths = OfficePaths(folder)
    if paths.workbook.exists() or paths.settings.exists():
        return
    plan = load_example(load_headers(), load_frames()[0].dimensions)
    wiring.create_office(folder, plan)
    click.echo(load_words("th").say("terminal.office_made", path=str(folder)), err=True)


@app.command()
@_office_option
@click.pass_obj
def preview(session: Session, office: Path | None) -> None:
    """ดูว่าจะเกิดอะไรขึ้น โดยไม่เขียนหรือส่งสิ่งใด · A whole cycle, nothing written or sent."""
    from sync import wiring
    from sync.cli import cycle_view, terminal
    from sync.cycle import night

    shown = Path(tempfile.mkdtemp(prefix="plan-preview-"))
    with wiring.open_preview(session.at(office), shown) as services:
        with terminal.progress(services.words) as tell:
            report = night.run_cycle(services, tell)
        cycle_view.show_preview(report, shown, terminal.Terminal(services.words))


@app.command("preview-mail")
@_office_option
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="โฟลเดอร์สำหรับไฟล์ .eml · where the .eml files go (a new folder)",
)
@click.pass_obj
def preview_mail(session: Session, office: Path | None, folder: Path | None) -> None:
    """ดูว่าคืนนี้จะส่งอีเมลอะไรให้ใคร โดยไม่ส่ง · Tonight's mail as files, nothing sent."""
    from sync import wiring
    from sync.adapters.local.outbox import LocalOutbox
    from sync.cli import cycle_view, terminal
    from sync.cycle import night

    shown = folder or Path(tempfile.mkdtemp(prefix="plan-mail-"))
    with (
        tempfile.TemporaryDirectory() as documents,
        wiring.open_preview(session.at(office), Path(documents)) as services,
    ):
        with terminal.progress(services.words) as tell:
            messages = night.run_cycle(services, tell).messages
        outbox = LocalOutbox(shown.resolve())
        for message in messages:
            outbox.send(message)
        cycle_view.show_mail(messages, shown, terminal.Terminal(services.words))


@app.command()
@_office_option
@click.option("--json", "as_json", is_flag=True, help="ผลเป็น JSON · findings as JSON")
@click.pass_obj
@click.pass_context
def check(
    context: click.Context, session: Session, office: Path | None, *, as_json: bool
) -> None:
    """อ่านและตรวจเท่านั้น · Read and validate only; exit status 1 when there are errors."""
    from sync import wiring
    from sync.cli import findings_view, terminal
    from sync.cycle import check as checking

    with (
        wiring.open_preview(session.at(office), Path()) as services,
        terminal.progress(services.words) as tell,
    ):
        judgement = checking.judge(services, tell)
    if as_json:
        click.echo(
            findings_view.findings_json(
                judgement.localized_findings,
                services.words,
                judgement.told.confirmed,
            )
        )
    else:
        findings_view.show_checked(judgement, terminal.Terminal(services.words))
    context.exit(1 if judgement.errors else 0)


@app.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_office_option
@click.pass_obj
@click.pass_context
def import_(
    context: click.Context, session: Session, office: Path | None, file: Path
) -> None:
    """นำแผนเดิมเข้าแผ่นงาน · Fill a new office's sheet from a plan (.txt, .docx)."""
    from sync import wiring
    from sync.cli import terminal
    from sync.cli.import_view import show_import
    from sync.importing import import_plan
    from sync.messages import load_words
    from sync.plan.labels import load_headers
    from sync.settings.frames import load_frames

    target = session.at(office)
    headers = load_headers()
    plan = import_plan(file, headers, load_frames()[0].dimensions)
    where = wiring.create_office(target, plan)
    shown = terminal.Terminal(load_words(session.language))
    context.exit(0 if show_import(plan, where, headers, shown) else 1)


@app.command()
@_office_option
@click.pass_obj
def init(session: Session, office: Path | None) -> None:
    """เตรียมแผ่นงาน · Add the tabs that are missing, and nothing else."""
    from sync import wiring
    from sync.messages import load_words

    where, done = wiring.set_up_office(session.at(office))
    words = load_words(session.language)
    said = words.say("terminal.set_up") if done else words.say("terminal.set_up_before")
    click.echo(f"{said} {where}")


@app.command()
@_office_option
@click.option("--json", "as_json", is_flag=True, help="ผลเป็น JSON · as JSON")
@click.pass_obj
@click.pass_context
def doctor(
    context: click.Context, session: Session, office: Path | None, *, as_json: bool
) -> None:
    """ตรวจว่าทุกอย่างพร้อม · Look at everything, say what to do; status 1 if wrong."""
    from sync import doctor
    from sync.cli import terminal
    from sync.cli.doctor_view import show_examined
    from sync.doctor.visit import visit
    from sync.messages import load_words

    folder = session.at(office)
    words = load_words(session.language)
    results = visit(folder, doctor.Say(words))
    if as_json:
        found = list(results)
        click.echo(doctor.as_json(found))
        context.exit(0 if doctor.is_well(found) else 1)
    well = show_examined(results, terminal.Terminal(words))
    context.exit(0 if well else 1)


@app.command("sign-in")
@click.argument("client", type=click.Path(dir_okay=False, path_type=Path))
@_office_option
@click.pass_obj
def sign_in(session: Session, office: Path | None, client: Path) -> None:
    """เข้าใช้ Google ในนามบุคคล · Sign in to Google as a person, with an OAuth client file."""
    from sync import wiring
    from sync.messages import load_words

    folder = session.at(office)
    words = load_words(session.language)
    prompt = words.say("terminal.open_to_agree", url="{url}")
    account, path = wiring.sign_in_person(folder, client, prompt)
    click.echo(words.say("terminal.signed_in", account=account, path=str(path)))


@app.command()
@_office_option
@click.argument("code", required=False)
@click.option("--page", is_flag=True, help="หน้าเอกสาร · the page docs/rules.md")
@click.pass_obj
def rules(
    session: Session, office: Path | None, code: str | None, *, page: bool
) -> None:
    """ข้อตรวจทั้งหมด หรือคำอธิบายข้อเดียว · List the rules, or explain one."""
    from sync.cli import terminal
    from sync.cli.rules_view import show_rules
    from sync.messages import load_words
    from sync.paths import OfficePaths
    from sync.rules import rulebook
    from sync.rules.catalogue import choose_rules, load_rule_texts
    from sync.settings.office_file import load_settings

    texts = load_rule_texts()
    if page:
        click.echo(rulebook.page(texts["th"], texts["en"]), nl=False)
        return
    settings = load_settings(OfficePaths(session.at(office)).settings)
    chosen = choose_rules(texts[settings.language], settings.rules)
    every = rulebook.entries(chosen)
    wanted = [entry for entry in every if code is None or entry.code == code.upper()]
    if not wanted:
        raise click.BadParameter(f"ไม่มีข้อตรวจ {code} · no such rule", param_hint="CODE")
    shown = terminal.Terminal(load_words(settings.language))
    show_rules(wanted, shown, whole=code is not None)


@app.command()
@_office_option
@click.option("-n", "most", default=20, show_default=True, help="จำนวนรอบ · how many")
@click.option("--show", type=int, metavar="CYCLE", help="แผนในรอบนั้น · the plan then")
@click.pass_obj
def history(session: Session, office: Path | None, most: int, show: int | None) -> None:
    """รอบที่ผ่านมาและสิ่งที่เปลี่ยน · Past cycles, what changed, and a plan as it was."""
    from sync import wiring
    from sync.cli import history, terminal
    from sync.errors import NoSuchCycle

    with wiring.open_record(session.at(office)) as (ledger, words):
        shown = terminal.Terminal(words)
        if show is None:
            history.show_history(ledger.cycles.last(most), shown)
            return
        facts = ledger.snapshots.at(show)
        if facts is None:
            raise NoSuchCycle(show)
        history.show_plan(facts, shown)


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True}
)
@click.option(
    "--all", "slow_too", is_flag=True, help="Those that take minutes as well."
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(*, slow_too: bool, arguments: tuple[str, ...]) -> None:
    """ทดสอบระบบ · Run the tests; arguments go to pytest."""
    every_core = ("-n", "auto", "--dist", "worksteal")
    which = ("-m", "slow or not slow") if slow_too else ()
    command = [sys.executable, "-m", "pytest", *(arguments or every_core), *which]
    sys.exit(subprocess.call(command, cwd=CHECKOUT))


@click.command()
@click.argument("subject", required=False)
def bench(subject: str | None) -> None:
    """วัดความเร็วและหน่วยความจำ · Measure speed and memory; writes docs/performance.md."""
    command = [sys.executable, "-m", "benchmarks", *([subject] if subject else [])]
    sys.exit(subprocess.call(command, cwd=CHECKOUT))


if CHECKOUT:  # what is installed has neither tests nor benchmarks
    app.add_command(test)
    app.add_command(bench)


def collect_seldom() -> None:
    """Let Python look for dead cycles when there are many more of them.

    Plans and sheets have none, and the larger they are the longer looking takes: a
    sixth of all the time, for a thousand projects and more. Where something large dies
    in a cycle, it is looked for then: after a document is made (``documents.word``), and
    after a night, whether it went well or not (``worker.loop``).
    """
    gc.set_threshold(50_000, 10, 100)


def main() -> None:
    """Run a command; a known stop ends with a sentence, not a traceback."""
    session = Session()
    collect_seldom()
    try:
        app(prog_name=COMMAND, obj=session)
    except (WorkerError, Stopped) as stop:
        _end(session, stop)
    except KeyboardInterrupt:
        _end(session, Stopped())
    except Exception as error:  # noqa: BLE001  the outermost edge
        from sync.adapters.clock import BangkokClock
        from sync.storage.defects import stop_for

        _end(session, stop_for(error, session.folder, BangkokClock().now()))


def _end(session: Session, stop: Told) -> NoReturn:
    from sync.cli.terminal import show_stop
    from sync.messages import load_words

    show_stop(stop, load_words(session.language))
    sys.exit(stop.exit_code)
