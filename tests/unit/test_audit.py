"""CI's audit of the lock files, against an index and an advisory service on loopback."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.serving import serving

ROOT = Path(__file__).parents[2]
AUDIT = ROOT / ".ci" / "audit.py"
GOOD = hashlib.sha256(b"good").hexdigest()
OTHER = hashlib.sha256(b"other").hexdigest()


class Index(HTTPServer):
    """A package index with the pages it was given."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.pages: dict[str, Any] = {}


class _Page(BaseHTTPRequestHandler):
    server: Index

    def do_GET(self) -> None:
        page = self.server.pages.get(self.path.strip("/").rpartition("/")[2])
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "application/vnd.pypi.simple.v1+json")
        self.end_headers()
        self.wfile.write(json.dumps(page).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Audit:
    """An audit of one lock file in a folder of its own."""

    index: Index
    folder: Path
    lock: str = f"demo==1.0 \\\n    --hash=sha256:{GOOD}\n"
    advice: list[dict[str, Any]] | None = None
    wanted: list[str] = field(default_factory=lambda: ["demo"])
    port: int | None = None

    def offer(
        self, *, sha256: str = GOOD, version: str = "1.0", **more: object
    ) -> None:
        name = f"demo-{version}-py3-none-any.whl"
        url = f"http://127.0.0.1:9/{name}"
        file = {"filename": name, "url": url, "hashes": {"sha256": sha256}, **more}
        page = self.index.pages.setdefault("demo", {"name": "demo", "files": []})
        page |= {"meta": {"api-version": "1.1"}}
        page["files"].append(file)

    def run(self) -> tuple[int, str]:
        path, program = self.folder / "lock.txt", self.folder / "pip-audit"
        path.write_text(self.lock, "utf-8")
        said = json.dumps({"dependencies": self.advice or []})
        program.write_text(f"#!{sys.executable}\nprint({said!r})\n")
        program.chmod(0o700)
        command = [sys.executable, str(AUDIT), "--with", str(program), str(path)]
        for name in self.wanted:
            command += ["--wanted", name]
        kept = {
            name: text
            for name, text in os.environ.items()
            if "PIP_" not in name.upper() and "PROXY" not in name.upper()
        }
        port = self.port or self.index.server_port
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
            env=kept
            | {
                "PIP_CONFIG_FILE": os.devnull,
                "PIP_INDEX_URL": f"http://127.0.0.1:{port}/simple",
                "PIP_NO_CACHE_DIR": "1",
            },
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def audit(tmp_path: Path) -> Iterator[Audit]:
    with serving(Index()) as index:
        yield Audit(index, tmp_path)


pytestmark = pytest.mark.skipif(os.name != "posix", reason="CI is, and its programs")
NOBODY = "NO advisory service answers: vulnerabilities were NOT looked up"


def test_what_is_offered_as_locked_passes_and_what_was_not_asked_is_said(
    audit: Audit,
) -> None:
    audit.offer()

    assert audit.run() == (
        0,
        f"1 of 1 releases compared with the package index\n{NOBODY}\n",
    )


def test_a_service_that_leaves_everything_out_has_not_answered(audit: Audit) -> None:
    audit.offer()
    audit.advice = [{"name": "demo", "skip_reason": "not found"}]

    status, said = audit.run()

    assert (status, NOBODY in said) == (0, True)


def test_what_was_looked_up_is_counted(audit: Audit) -> None:
    audit.offer()
    audit.advice = [
        {"name": "demo", "version": "1.0", "vulns": []},
        {"name": "other", "skip_reason": "not found"},
    ]

    status, said = audit.run()

    assert status == 0
    assert "1 releases looked up for known vulnerabilities" in said
    assert "NOT looked up: other" in said


def test_a_known_vulnerability_fails_with_its_cure(audit: Audit) -> None:
    audit.offer()
    known = {"id": "CVE-2026-1", "fix_versions": ["1.1"], "aliases": []}
    audit.advice = [{"name": "demo", "version": "1.0", "vulns": [known]}]

    status, said = audit.run()

    assert status == 1
    assert "✗ demo 1.0: CVE-2026-1 (mended in 1.1)" in said


def test_a_yanked_release_fails_with_the_reason(audit: Audit) -> None:
    audit.offer(yanked="wrong metadata")

    status, said = audit.run()

    assert status == 1
    assert "✗ demo 1.0: yanked (wrong metadata)" in said


def test_a_release_that_is_yanked_in_part_passes(audit: Audit) -> None:
    audit.offer(yanked=True)
    audit.offer(sha256=OTHER)

    assert audit.run()[0] == 0


def test_other_files_than_those_locked_fail(audit: Audit) -> None:
    audit.offer(sha256=OTHER)

    status, said = audit.run()

    assert status == 1
    assert "no file that is offered has a hash that is locked" in said


def test_a_release_that_is_gone_fails(audit: Audit) -> None:
    audit.offer(version="1.1")

    status, said = audit.run()

    assert status == 1
    assert "✗ demo 1.0: not offered any more" in said


def test_a_project_in_quarantine_fails_and_an_archived_one_is_said(
    audit: Audit,
) -> None:
    audit.offer()
    said = []
    for state in ("quarantined", "archived"):
        audit.index.pages["demo"]["project-status"] = {"status": state}
        said.append(audit.run())

    assert [status for status, _ in said] == [1, 0]
    assert "✗ demo 1.0: the project is quarantined" in said[0][1]
    assert "demo: its project says it is archived" in said[1][1]


def test_a_lock_without_hashes_fails(audit: Audit) -> None:
    audit.offer()
    audit.lock = "demo==1.0\n"

    status, said = audit.run()

    assert status == 1
    assert "locked without a hash" in said


@pytest.mark.parametrize(
    "line", ["demo>=1.0", "--index-url http://127.0.0.1/", "./demo"]
)
def test_a_lock_with_anything_but_releases_is_refused(audit: Audit, line: str) -> None:
    audit.offer()
    audit.lock += f"{line}\n"

    status, said = audit.run()

    assert status == 1
    assert f"not a pinned release: {line}" in said


def test_what_nothing_asks_for_fails(audit: Audit) -> None:
    audit.offer()
    audit.wanted = ["other"]

    status, said = audit.run()

    assert status == 1
    assert "✗ demo 1.0: nothing asks for it" in said


def test_an_index_that_does_not_answer_is_no_clean_bill(audit: Audit) -> None:
    audit.port = 9

    status, said = audit.run()

    assert status == 1
    assert "✗ nothing could be checked" in said


def test_the_audit_is_part_of_ci_and_its_own_lock_names_no_index() -> None:
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    own = (ROOT / ".ci" / "requirements-audit.txt").read_text("utf-8")

    assert ".ci/audit.py" in run
    for lock in ("requirements.txt", "requirements-dev.txt", "requirements-audit.txt"):
        assert f"{lock}" in run
    assert "://" not in own
    assert own.count("--hash=") > own.count("==") > 20
