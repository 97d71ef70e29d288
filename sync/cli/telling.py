"""The commands that tell what is known already: no spreadsheet is read for them.

Thin, as all commands are; heavy imports stand inside them, so that ``--help`` comes at
once.
"""

from pathlib import Path

import click

from sync.cli.session import Session, json_option, office_option


@click.command()
@office_option
@json_option
@click.pass_obj
@click.pass_context
def status(
    context: click.Context, session: Session, office: Path | None, *, as_json: bool
) -> None:
    """ระบบเป็นอย่างไร · How the worker is; exit status 1 when it needs somebody."""
    from sync import wiring
    from sync.cli import history, terminal

    found, words = wiring.status_at(session.at(office))
    if as_json:
        from sync.cli.as_json import status_json

        click.echo(status_json(found, words))
    else:
        history.show_status(found, terminal.Terminal(words))
    context.exit(0 if found.is_well else 1)


@click.command()
@office_option
@click.argument("code", required=False)
@click.option("--page", is_flag=True, help="หน้าเอกสาร · the page docs/rules.md")
@json_option
@click.pass_obj
def rules(
    session: Session,
    office: Path | None,
    code: str | None,
    *,
    page: bool,
    as_json: bool,
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
    words = load_words(settings.language)
    if as_json:
        from sync.cli.as_json import rules_json

        click.echo(rules_json(wanted, words))
        return
    shown = terminal.Terminal(words)
    show_rules(wanted, shown, whole=code is not None)


@click.command()
@office_option
@click.option("-n", "most", default=20, show_default=True, help="จำนวนรอบ · how many")
@click.option("--show", type=int, metavar="CYCLE", help="แผนในรอบนั้น · the plan then")
@click.option("--verify", is_flag=True, help="ตรวจว่าไม่มีใครแก้ประวัติ · check the chain")
@click.option(
    "--export", type=click.Path(path_type=Path), help="ให้ผู้อื่นตรวจ · for others"
)
@json_option
@click.pass_obj
def history(  # noqa: PLR0913  an option each
    session: Session,
    office: Path | None,
    most: int,
    show: int | None,
    export: Path | None,
    *,
    verify: bool,
    as_json: bool,
) -> None:
    """รอบที่ผ่านมาและสิ่งที่เปลี่ยน · Past cycles, what changed, and a plan as it was."""
    from sync import wiring
    from sync.cli import chain_view, history, terminal
    from sync.errors import NoSuchCycle

    if as_json and (verify or export or show):
        raise click.UsageError(
            "--json: ใช้กับรายการรอบเท่านั้น · of the list of cycles only"
        )
    with wiring.open_record(session.at(office)) as (ledger, words):
        if as_json:
            from sync.cli.as_json import history_json

            click.echo(history_json(ledger.cycles.last(most)))
            return
        shown = terminal.Terminal(words)
        if verify or export:
            whole = chain_view.show_chain(ledger.chain.links(), export, shown)
            click.get_current_context().exit(0 if whole else 1)
        if show is None:
            history.show_history(ledger.cycles.last(most), shown)
            return
        facts = ledger.snapshots.at(show)
        if facts is None:
            raise NoSuchCycle(show)
        history.show_plan(facts, shown)


@click.command()
@office_option
@click.option("--year", type=int, metavar="YEAR", help="ปีที่ประเมิน · the year assessed")
@click.option(
    "--no-ask", is_flag=True, help="ไม่เปิดดูเว็บ · no address is asked whether it answers"
)
@json_option
@click.pass_obj
@click.pass_context
def oit(
    context: click.Context,
    session: Session,
    office: Path | None,
    year: int | None,
    *,
    no_ask: bool,
    as_json: bool,
) -> None:
    """ตรวจก่อนตอบ OIT · What assessors look for, where it is, and what it still lacks."""
    from sync.cli import oit_view, terminal
    from sync.thai.dates import buddhist_year
    from sync.wiring.assessing import assess, put_page

    wanted = buddhist_year(year) if year else None
    if year and wanted is None:
        raise click.BadParameter(f"{year}", param_hint="YEAR")
    folder = session.at(office)
    found = assess(folder, wanted, asks=not no_ask)
    if as_json:
        click.echo(oit_view.assessment_json(found))
    else:
        shown = terminal.Terminal(found.words)
        oit_view.show_assessment(found, shown)
        if said := put_page(folder, found):
            shown.line(said)
    context.exit(1 if any(item.missing for item, _ in found.items) else 0)
