"""A province's folder, and its commands."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sync.cli.commands import app
from sync.cli.session import Session
from sync.province.places import ProvincePaths
from tests.flow.province_commands.running import Run


@pytest.fixture
def paths(tmp_path: Path) -> ProvincePaths:
    return ProvincePaths(tmp_path / "province")


@pytest.fixture
def run(paths: ProvincePaths) -> Run:
    def run(*arguments: str) -> Result:
        command = ["province", "--province", str(paths.folder), *arguments]
        return CliRunner().invoke(app, command, obj=Session())

    return run
