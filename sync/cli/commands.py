"""The commands, thin.

Heavy imports stand inside them, so that ``--help`` comes at once.
"""

import hashlib
import shutil
import tempfile
from pathlib import Path

import click

from sync import __version__
from sync.cli import development, telling
from sync.cli.grouping import Commands
from sync.cli.province import province
from sync.cli.session import Session, json_option, office_option
from sync.errors import SourceWithoutTable, WorkerError
from sync.resources import CHECKOUT

_UNATTENDED = frozenset({"watch", province.name})
"""Commands that go on for years; a province's own say for themselves."""


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@office_option
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
    if context.invoked_subcommand not in _UNATTENDED and not (once or quiet):
        context.with_resource(context.obj.attended())
    if context.invoked_subcommand is None:
        if office is None and not once:
            _create_example_in(folder)
        from sync.cli.running import run_once

        context.exit(run_once(folder, once=once, quiet=quiet))


@app.command()
@office_option
@click.pass_obj
def watch(session: Session, office: Path | None) -> None:
    """ทำงานเองตลอดเวลา · Work by itself: answer staff within minutes, publish every night."""
    from sync.cli import watching
    from sync.worker.shutdown import Stopping

    stopping = Stopping()
    with stopping.on_signals():
        watching.watch(session.at(office), stopping)


@app.command()
@office_option
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
    from sync.cli.running import status_of_mail
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
        status = status_of_mail(ledger)
    if trouble:
        raise trouble
    context.exit(status)


def _create_example_in(folder: Path) -> None:
    """Make the example office, unless there is an office in the folder."""
    from sync.messages import load_words
    from sync.paths import OfficePaths

    paths = OfficePaths(folder)
    if paths.workbook.exists() or paths.settings.exists():
        return
    # reads a plan as an import does, which no other night needs
    from sync.wiring.example import create_example

    create_example(folder)
    click.echo(load_words("th").say("terminal.office_made", path=str(folder)), err=True)


@app.command()
@office_option
@click.pass_obj
def preview(session: Session, office: Path | None) -> None:
    """ดูว่าจะเกิดอะไรขึ้น โดยไม่เขียนหรือส่งสิ่งใด · A whole cycle, nothing written or sent."""
    from sync import wiring
    from sync.cli import cycle_view, terminal
    from sync.cycle import night

    shown = _folder_to_look_in("plan-preview", session.at(office))
    with wiring.open_preview(session.at(office), shown) as services:
        with terminal.progress(services.words) as tell:
            report = night.run_cycle(services, tell)
        cycle_view.show_preview(report, shown, terminal.Terminal(services.words))


def _folder_to_look_in(what: str, office: Path) -> Path:
    """Make a new folder that stays, to open files from, and clear the last one away."""
    whose = hashlib.sha256(str(office.resolve()).encode()).hexdigest()[:8]
    prefix = f"{what}-{whose}-"
    for last in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        shutil.rmtree(last, ignore_errors=True)  # a file may be open still
    return Path(tempfile.mkdtemp(prefix=prefix))


@app.command("preview-mail")
@office_option
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

    shown = folder or _folder_to_look_in("plan-mail", session.at(office))
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
@office_option
@json_option
@click.pass_obj
@click.pass_context
def check(
    context: click.Context, session: Session, office: Path | None, *, as_json: bool
) -> None:
    """อ่านและตรวจเท่านั้น · Read and validate only; exit status 1 when there are errors."""
    from sync import wiring
    from sync.cli import findings_view, terminal
    from sync.cycle import judging
    from sync.model.findings import Severity
    from sync.plan.findings import count

    with (
        wiring.open_preview(session.at(office), Path()) as services,
        terminal.progress(services.words) as tell,
    ):
        judgement = judging.judge(services, tell)
    if as_json:
        click.echo(
            findings_view.findings_json(
                judgement.localized_findings,
                services.words,
                judgement.localized_verdict.confirmed,
            )
        )
    else:
        findings_view.show_checked(judgement, terminal.Terminal(services.words))
    context.exit(1 if count(judgement.localized_findings, Severity.ERROR) else 0)


@app.command("import")
@click.argument("source", metavar="FILE|LINK")
@office_option
@click.option(
    "--tab",
    metavar="TITLE",
    help="แท็บที่มีตารางโครงการ · the tab with the table, where there are several",
)
@click.option(
    "--yes",
    "write",
    is_flag=True,
    help="เขียนลงไฟล์แผนใหม่ · write it, do not only show it",
)
@click.pass_obj
@click.pass_context
def import_(
    context: click.Context,
    session: Session,
    office: Path | None,
    source: str,
    tab: str | None,
    *,
    write: bool,
) -> None:
    """นำแผนเดิมเข้าไฟล์แผน · Show a plan in a file or Google Sheet; --yes brings it in."""
    from sync import wiring
    from sync.cli import terminal
    from sync.cli.import_view import show_imported, show_source
    from sync.messages import load_words
    from sync.plan.labels import load_headers
    from sync.wiring.bringing import read_source

    target = session.at(office)
    wiring.must_be_new(target)
    plan = read_source(source, tab, target)
    shown = terminal.Terminal(load_words(session.language))
    is_whole = show_source(plan, load_headers(), shown)
    if write and not plan.projects:
        raise SourceWithoutTable(source)
    where = wiring.create_office(target, plan) if write else None
    show_imported(plan, where, shown)
    context.exit(0 if is_whole else 1)


@app.command()
@office_option
@click.pass_obj
def init(session: Session, office: Path | None) -> None:
    """เตรียมไฟล์แผน · Add the tabs that are missing, and nothing else."""
    from sync import wiring
    from sync.messages import load_words

    where, done = wiring.set_up_office(session.at(office))
    words = load_words(session.language)
    said = words.say("terminal.set_up") if done else words.say("terminal.set_up_before")
    click.echo(f"{said} {where}")


@app.command("next-year")
@office_option
@click.option("--yes", is_flag=True, help="ทำจริง · do it, not only show it")
@click.pass_obj
def next_year(session: Session, office: Path | None, *, yes: bool) -> None:
    """เริ่มแผนปีถัดไปจากแผนปีนี้ · Make the sheet the next year's; the old plan is kept whole."""
    from sync import wiring
    from sync.cli import terminal, turn_view
    from sync.cycle import turn
    from sync.errors import YearNotOver
    from sync.thai.dates import long_date

    with wiring.open_office(session.at(office)) as services:
        shown = terminal.Terminal(services.words)
        turning = turn.find_turn(services)
        turn_view.show_turn(turning, shown)
        if early := turn.usual_of(services, turning):
            turn_view.show_early(turning, early, shown)
            told = turn.was_told(services, turning)
            turn.note_told(services, turning)
            if yes and not told:
                raise YearNotOver(turning.year, long_date(early.ends))
        if not yes:
            shown.line("")
            shown.line(services.words.say("rollover.ask"), style="bold")
            return
        kept = turn.make_turn(services, turning)
        turn_view.show_turned(turning, kept, shown)


@app.command()
@office_option
@json_option
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
@office_option
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


for command in (telling.status, telling.rules, telling.history, telling.oit, province):
    app.add_command(command)
if CHECKOUT:  # what is installed has neither tests nor benchmarks
    app.add_command(development.test)
    app.add_command(development.bench)
