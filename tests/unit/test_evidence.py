"""An assessor checks the exported history with the script of the docs, and nothing else."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sync.model.chain import export, sealed
from tests.unit.model.test_approvals import APPROVED, decided
from tests.unit.model.test_chain import FOUR

PAGE = Path(__file__).parents[2] / "docs" / "หลักฐาน.md"
(SCRIPT,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def verify(history: str, folder: Path) -> subprocess.CompletedProcess[str]:
    script, file = folder / "verify.py", folder / "history.json"
    script.write_text(SCRIPT, "utf-8")
    file.write_text(history, "utf-8")
    # -I -S: the standard library alone
    command = [sys.executable, "-I", "-S", str(script), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_script_is_twenty_lines() -> None:
    assert len([line for line in SCRIPT.splitlines() if line]) <= 20


def test_a_whole_history_ends_with_the_code_that_others_were_given(
    tmp_path: Path,
) -> None:
    done = verify(export(FOUR), tmp_path)

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[-1] for line in lines] == [link.code[:12] for link in FOUR]


@pytest.mark.parametrize("place", range(len(FOUR)))
def test_an_altered_version_is_named(place: int, tmp_path: Path) -> None:
    history = json.loads(export(FOUR))
    code = json.loads(FOUR[place].text)["content"]
    history["contents"][code] = "{}"

    done = verify(json.dumps(history), tmp_path)

    # the content of the first and the third version is the same one
    assert (done.returncode, done.stderr.split()[:2]) == (
        1,
        ["entry", str({2: 0}.get(place, place) + 1)],
    )


@pytest.mark.parametrize("place", range(len(FOUR) - 1))
def test_an_altered_entry_is_noticed_by_the_one_after_it(
    place: int, tmp_path: Path
) -> None:
    history = json.loads(export(FOUR))
    text = history["entries"][place]
    history["entries"][place] = text.replace("อบต.ตัวอย่าง", "อบต.อื่น")

    done = verify(json.dumps(history), tmp_path)

    assert done.stderr.split()[:2] == ["entry", str(place + 2)]


def test_decisions_are_verified_with_the_versions_they_are_on(tmp_path: Path) -> None:
    links = decided(APPROVED)
    done = verify(export(links), tmp_path)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split()[-3:] == [
        "approved",
        APPROVED.content[:12],
        links[-1].code[:12],
    ]

    forged = [*links, sealed(links[-1], replace(APPROVED, content="0" * 64).facts())]
    assert verify(export(forged), tmp_path).stderr.split()[:2] == ["entry", "4"]
