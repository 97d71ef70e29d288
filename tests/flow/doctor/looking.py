"""What the doctor says of an office."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from sync.cli.commands import app
from sync.cli.session import Session

on_posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes of POSIX")


def doctor(office: Path, *options: str) -> tuple[int, str]:
    ran = CliRunner().invoke(
        app, ["--office", str(office), "doctor", *options], obj=Session()
    )
    return ran.exit_code, ran.output


def levels(office: Path) -> dict[str, str]:
    _, out = doctor(office, "--json")
    return {result["name"]: result["level"] for result in json.loads(out)}
