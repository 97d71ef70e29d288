"""What others are told of the emulator is so: the page of methods, the five lines."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from emulator.contract_methods import all_methods
from emulator.gateway import Gateway
from emulator.served import is_served, page
from emulator.world import World

ROOT = Path(__file__).parents[2]
README = (ROOT / "emulator" / "README.md").read_text(encoding="utf-8")


def test_the_page_tells_what_is_served_today() -> None:
    held = (ROOT / "emulator" / "SERVED.md").read_text(encoding="utf-8")

    assert held == page(), "python -m emulator.served > emulator/SERVED.md"


def test_a_method_is_not_served_for_looking_like_another() -> None:
    """``files/generateCseToken`` would be taken for a file of that name."""
    services = Gateway(World()).services
    served = {m.id for m in all_methods() if is_served(m, services)}

    assert "drive.files.generateIds" in served
    assert "drive.files.generateCseToken" not in served


BESIDE = """
import pytest, requests
def test_a_session_goes_nowhere_but_to_the_emulator(google_workspace):
    session = google_workspace.session("a@example.com")
    with pytest.raises(requests.ConnectionError, match="not Google's"):
        session.get("https://example.com/")
    about = "https://www.googleapis.com/drive/v3/about?fields=user"
    assert session.get(about).json()["user"]["emailAddress"] == "a@example.com"
    assert google_workspace.contract.broken == []
"""


def test_the_five_lines_run_as_they_are_printed(tmp_path: Path) -> None:
    conftest, test = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    files = {"conftest.py": conftest, "test_it.py": test, "test_beside.py": BESIDE}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert len(test.partition(":\n")[2].strip().splitlines()) == 5
    assert "2 passed" in run.stdout, run.stdout + run.stderr


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)]+)\)", README))))
def test_links_of_the_readme_lead_somewhere(link: str) -> None:
    assert (ROOT / "emulator" / link).exists()


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"`([\w/]+\.py|\w+/)`", README)) - {"conftest.py"})
)
def test_rooms_of_the_readme_are_there(name: str) -> None:
    tried = [ROOT / name, ROOT / "emulator" / name, ROOT / "emulator/sheets" / name]

    assert any(path.exists() for path in tried)


def test_the_image_takes_what_is_there() -> None:
    lines = (ROOT / "emulator" / "Containerfile").read_text().splitlines()
    taken = [line.split()[1] for line in lines if line.startswith("COPY")]
    command = next(line for line in lines if line.startswith("CMD"))

    assert all((ROOT / name).exists() for name in taken)
    options = set(re.findall(r'"(--\w+)"', command))
    told = subprocess.run(
        [sys.executable, "-m", "emulator", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    assert options <= set(re.findall(r"--\w+", told))
