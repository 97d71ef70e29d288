"""The commands of a province, thin: many offices on one machine.

What only a province needs is loaded inside them: one office alone never loads it.
"""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sync.cli.grouping import Commands
from sync.cli.session import Session
from sync.errors import ExtraMissing
from sync.resources import CHECKOUT

if TYPE_CHECKING:
    from sync.messages import Words
    from sync.province.places import ProvincePaths
    from sync.province.values import ProvinceSettings

_HERE = (CHECKOUT or Path.cwd()) / "province"
_NEEDED = ("dbos", "pebble", "sqlalchemy")


@click.group(cls=Commands)
@click.option(
    "--province",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    default=_HERE,
    help="โฟลเดอร์ของจังหวัด · the province's folder (province/)",
)
@click.pass_context
def province(context: click.Context, folder: Path) -> None:
    """หลายหน่วยงานในเครื่องเดียว · Many offices on one machine: see docs/province.md."""
    session: Session = context.obj
    session.folder, session.settings = folder, folder / "province.toml"
    if context.invoked_subcommand not in {"run", "work"}:
        context.with_resource(session.attended())
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise ExtraMissing(missing)


@province.command("init")
@click.option(
    "--example",
    "offices",
    type=click.IntRange(1, 100),
    metavar="N",
    help="สร้างหน่วยงานตัวอย่าง N แห่งและทำงานหนึ่งคืน · make N example offices and a night over them",
)
@click.option(
    "--database",
    default="",
    metavar="ADDRESS",
    help="หลายเครื่อง: PostgreSQL ที่ใช้ร่วมกัน · several machines: postgresql://user@host/name",
)
@click.pass_obj
def init(session: Session, offices: int | None, database: str) -> None:
    """สร้างพื้นที่ทำงานของจังหวัด · Make a province; twice changes nothing."""
    from sync.messages import load_words
    from sync.province.places import ProvincePaths
    from sync.province.setting_up import create_province

    made = create_province(session.folder, database)
    words, said = load_words(session.language), "made" if made else "made_before"
    click.echo(words.say(f"province.{said}", path=str(session.folder)))
    if offices:
        from sync.province.example import create_examples

        create_examples(ProvincePaths(session.folder), offices)
        _night_over(session, ())


@province.command("add")
@click.argument("name", required=False)
@click.argument("plan", required=False, metavar="FILE|LINK")
@click.option(
    "--list",
    "list_",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.csv",
    help="หลายหน่วยงานจากรายชื่อ (name, sheet) · many at once, from a list (name, sheet)",
)
@click.pass_context
def add(
    context: click.Context, name: str | None, plan: str | None, list_: Path | None
) -> None:
    """เพิ่มหน่วยงาน · Add an office: its Google Sheet's link, or a file with its plan.

    Of a file all is said that import says, and it ends as import does.
    """
    from sync.cli import terminal
    from sync.cli.import_view import show_source
    from sync.plan.labels import load_headers
    from sync.province import setting_up

    session: Session = context.obj
    paths, _, words = _opened(session)
    if (name is None or plan is None) == (list_ is None):
        raise click.UsageError(
            "ระบุชื่อกับแผน หรือ --list · give NAME and FILE|LINK, or --list"
        )
    wanted = setting_up.listed(list_) if list_ else [(name or "", plan or "")]
    are_whole = True
    for office, source in list(wanted):
        if "://" in source:
            where = setting_up.add_at_google(paths, office, source)
        else:
            where, read = setting_up.add_from_plan(paths, office, source)
            shown = terminal.Terminal(words)
            are_whole &= show_source(read, load_headers(), shown)
        click.echo(words.say("province.added", office=office, where=where))
    context.exit(0 if are_whole else 1)


@province.command("run")
@click.pass_obj
def run(session: Session) -> None:
    """ทำงานเองตลอดเวลา · Plan and make visits for good; a second one helps the first."""
    from sync.log import logging_to
    from sync.province.keeping import Keeper
    from sync.province.work import run as work

    paths, settings, words = _opened(session)
    offices = str(len(paths.office_names()))
    said = words.say("province.at_work", path=str(paths.folder), offices=offices)
    click.echo(said, err=True)
    keeper = Keeper(paths, settings)
    with logging_to(paths.log):
        _until_stopped(lambda stopping: work(paths, settings, stopping, keeper.hear))


@province.command("work")
@click.pass_obj
def work(session: Session) -> None:
    """ช่วยทำงานที่ run จัดคิวไว้ · Only make visits that another process plans."""
    from sync.log import logging_to
    from sync.province.work import help_out

    paths, settings, words = _opened(session)
    click.echo(words.say("province.helping", path=str(paths.folder)), err=True)
    with logging_to(paths.log):
        _until_stopped(lambda stopping: help_out(paths, settings, stopping))


@province.command("now")
@click.argument("offices", nargs=-1)
@click.pass_obj
def now(session: Session, offices: tuple[str, ...]) -> None:
    """ทำรอบเต็มเดี๋ยวนี้ · A night's cycle at once, at the offices named or at all."""
    _night_over(session, offices)


@province.command("status")
@click.option("--json", "as_json", is_flag=True, help="ผลเป็น JSON · as JSON")
@click.option(
    "--metrics", "as_metrics", is_flag=True, help="แบบ Prometheus · for Prometheus"
)
@click.pass_obj
@click.pass_context
def status(
    context: click.Context, session: Session, *, as_json: bool, as_metrics: bool
) -> None:
    """ทุกหน่วยงานเป็นอย่างไร · How all offices are; exit status 1 when somebody is needed."""
    from sync.adapters.clock import BangkokClock
    from sync.cli import province_view
    from sync.cli.terminal import Terminal
    from sync.province.engine import lengths_in
    from sync.province.keeping import Keeper
    from sync.province.paused import ALL, read_paused
    from sync.province.records import Records
    from sync.province.sharing import sharing_of
    from sync.province.shown import as_json as to_json
    from sync.province.shown import metrics
    from sync.province.survey import Survey

    paths, settings, words = _opened(session)
    sharing = sharing_of(paths, settings)
    sharing.look()
    moment = BangkokClock().now()
    states = Survey(paths, Records(paths.records, settings.database)).states(moment)
    seen, lengths = (
        Keeper(paths, settings).write(states, moment),
        lengths_in(paths.engine, settings.database),
    )
    if as_json or as_metrics:
        click.echo((to_json if as_json else metrics)(seen, lengths))
    else:
        paused = read_paused(paths, settings)
        if ALL in paused.by_hand:
            province_view.show_paused(paused, (), Terminal(words))
        province_view.show_status(seen, lengths, paths, Terminal(words))
        province_view.show_bound(sharing.bound, Terminal(words))
    context.exit(0 if seen.is_well else 1)


@province.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="ผลเป็น JSON · as JSON")
@click.pass_obj
@click.pass_context
def doctor(context: click.Context, session: Session, *, as_json: bool) -> None:
    """ตรวจสิ่งที่ใช้ร่วมกัน · Look at what offices share, and at each one's settings."""
    from sync import doctor
    from sync.cli.doctor_view import show_examined
    from sync.cli.terminal import Terminal
    from sync.province.doctor import visit_province

    paths, settings, words = _opened(session)
    results = visit_province(paths, settings, doctor.Say(words))
    if as_json:
        found = list(results)
        click.echo(doctor.as_json(found))
        context.exit(0 if doctor.is_well(found) else 1)
    context.exit(0 if show_examined(results, Terminal(words)) else 1)


@province.command("pause")
@click.argument("offices", nargs=-1)
@click.pass_obj
def pause(session: Session, offices: tuple[str, ...]) -> None:
    """หยุดพัก · Visit the offices named, or none at all, no more; visits in hand end."""
    from sync.province import setting_up

    _change(session, offices, setting_up.pause, "paused_now")


@province.command("resume")
@click.argument("offices", nargs=-1)
@click.pass_obj
def resume(session: Session, offices: tuple[str, ...]) -> None:
    """ทำต่อ · Visit the offices named, or all, again."""
    from sync.cli.province_view import show_paused
    from sync.cli.terminal import Terminal
    from sync.province import setting_up
    from sync.province.paused import read_paused

    _change(session, offices, setting_up.resume, "resumed_now")
    paths, settings, words = _opened(session)
    asked_for = offices or paths.office_names()
    show_paused(read_paused(paths, settings), asked_for, Terminal(words))


@province.command("ledgers")
@click.argument("where", type=click.Choice(["in", "out"]))
@click.argument("offices", nargs=-1)
@click.pass_obj
def ledgers(session: Session, where: str, offices: tuple[str, ...]) -> None:
    """ย้ายสมุดบันทึกเข้าหรือออกจากฐานข้อมูล · Move ledgers into the database, or out into files."""
    from sync.province.ledgers import move_ledgers
    from sync.province.setting_up import must_be_there

    paths, _, words = _opened(session)
    names = must_be_there(paths, offices)
    for office, moved in move_ledgers(paths, names, out=where == "out"):
        if not moved:
            raise click.UsageError(
                "province.toml: ยังไม่ได้ตั้งค่า database · database is not set"
            )
        click.echo(words.say(f"province.ledger_{where}", office=office))


def _opened(session: Session) -> "tuple[ProvincePaths, ProvinceSettings, Words]":
    from sync.messages import load_words
    from sync.province.disks import must_lie_here
    from sync.province.places import ProvincePaths
    from sync.province.setting_up import load_province

    paths = ProvincePaths(session.folder)
    settings = load_province(paths)
    if settings.database:
        from sync.province.databases import must_answer

        must_answer(settings.database, paths.settings)
    else:
        must_lie_here(paths.folder)
    return paths, settings, load_words(settings.language)


def _until_stopped(work: Callable[..., None]) -> None:
    from sync.errors import Stopped
    from sync.worker.shutdown import Stopping

    stopping = Stopping()
    with stopping.on_signals():
        try:
            work(stopping)
        except Stopped:
            if not stopping.asked:
                raise


def _night_over(session: Session, names: tuple[str, ...]) -> None:
    from sync.cli.province_night import night_over

    click.get_current_context().exit(0 if night_over(*_opened(session), names) else 1)


def _change(
    session: Session,
    offices: tuple[str, ...],
    change: "Callable[[ProvincePaths, ProvinceSettings, frozenset[str]], None]",
    said: str,
) -> None:
    from sync.province.setting_up import must_be_there

    paths, settings, words = _opened(session)
    if offices:
        must_be_there(paths, offices)
    change(paths, settings, frozenset(offices or ("*",)))
    names = ", ".join(offices) or words.say("province.all_offices")
    click.echo(words.say(f"province.{said}", names=names))
