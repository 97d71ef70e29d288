"""A night's cycle that a person asked for, at offices of a province."""

import click

from sync.adapters.clock import BangkokClock
from sync.cli import province_view
from sync.cli.terminal import Terminal
from sync.log import logging_to
from sync.messages import Words
from sync.province.engine import lengths_in
from sync.province.keeping import Keeper
from sync.province.paused import read_paused
from sync.province.places import ProvincePaths
from sync.province.records import Records
from sync.province.setting_up import must_be_there
from sync.province.sharing import sharing_of
from sync.province.survey import Survey
from sync.province.values import ProvinceSettings
from sync.province.visits import Ended
from sync.province.work import visit_now
from sync.worker.shutdown import Stopping


def night_over(
    paths: ProvincePaths,
    settings: ProvinceSettings,
    words: Words,
    names: tuple[str, ...],
) -> bool:
    """Have a night made at once, show each office as it ends, and all in the end.

    Args:
        paths: the province's.
        settings: its settings.
        words: of the language it is told in.
        names: the offices; all that are not paused, of none given.

    Returns:
        Whether each had its night, and nobody is needed anywhere.
    """
    sharing_of(paths, settings).look()
    asked_for, shown, stopping = (
        must_be_there(paths, names),
        Terminal(words),
        Stopping(),
    )
    offices = province_view.show_paused(read_paused(paths, settings), asked_for, shown)
    if asked_for and not offices:
        return False
    said = words.say("province.night_begins", offices=str(len(offices)))
    click.echo(said, err=True)
    ended: list[Ended] = []

    def hear(visit: Ended) -> None:
        ended.append(visit)
        province_view.show_visit(visit, shown)

    began = BangkokClock().now()
    with stopping.on_signals(), logging_to(paths.log, quiet=True):
        visit_now(paths, settings, offices, stopping, hear)
    moment = BangkokClock().now()
    states = Survey(paths, Records(paths.records, settings.database)).states(moment)
    seen = Keeper(paths, settings).write(states, moment)
    province_view.show_night(ended, moment - began, shown)
    lengths = lengths_in(paths.engine, settings.database)
    province_view.show_status(seen, lengths, paths, shown)
    # who names none means those that are not paused
    none_left_out = not names or len(offices) == len(names)
    return none_left_out and seen.is_well and not any(it.code for it in ended)
