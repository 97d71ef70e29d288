"""The program itself: it starts alone, and the readme names its commands."""

import subprocess
import sys

from sync import __version__
from tests.flow.commands.running import ROOT, Run


def test_the_command_line_starts_as_a_program_of_its_own() -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.strip().endswith(__version__)


def test_every_command_is_in_the_readme(run: Run) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    listed = run("--help").out.partition("Commands:")[2]

    commands = [line.split()[0] for line in listed.splitlines() if line.strip()]

    assert commands
    assert all(f"run.py {command}" in readme for command in commands)
