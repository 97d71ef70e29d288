"""The commands of a checkout: its tests and its benchmarks."""

import subprocess
import sys

import click

from sync.resources import CHECKOUT


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
