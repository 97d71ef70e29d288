"""The command line's beginning, and the one place that knows how to end."""

import sys
from typing import NoReturn

from sync.cli.commands import app
from sync.cli.session import Session
from sync.errors import Stopped, Tellable, WorkerError
from sync.log import log_what_nobody_keeps
from sync.resources import COMMAND
from sync.worker.garbage import collect_seldom


def main() -> None:
    """Run a command; a known stop ends with a sentence, not a traceback."""
    session = Session()
    collect_seldom()
    log_what_nobody_keeps()
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


def _end(session: Session, stop: Tellable) -> NoReturn:
    from sync.cli.terminal import show_stop
    from sync.messages import load_words

    show_stop(stop, load_words(session.language))
    sys.exit(stop.exit_code)
