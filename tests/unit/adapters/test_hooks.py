"""Commands of the office's own: what they are told, and that none holds the worker up."""

import json
import os
import sys
import time
from pathlib import Path

import pytest

from sync.adapters.hooks import HookCalls
from sync.errors import MessageDelayed, Stopped
from sync.model.mail import Message, Way
from sync.settings.telling import HookSettings

FACTS = {"hook": "after_check", "event": "check-7", "errors": 2, "documents": [1]}
KEEP = (
    "import json, os, sys;"
    "told = {k: v for k, v in os.environ.items() if k.startswith(('PLAN_', 'SECRET'))};"
    "facts = json.load(sys.stdin);"
    "open('told.json', 'w').write(json.dumps([told, facts, sys.argv[1:], os.getcwd()]))"
)


def call(office: Path, *words: str, seconds: float = 20, **more: object) -> None:
    settings = HookSettings(after_check=words, seconds=seconds)
    hooks = HookCalls(settings, office, {"SECRET_KEY"}, **more)  # type: ignore[arg-type]
    content = json.dumps(FACTS).encode()
    hooks.send(Message("1", "after_check", "check-7", content, way=Way.HOOK))


def why(office: Path, *words: str, seconds: float = 20) -> str:
    with pytest.raises(MessageDelayed) as stop:
        call(office, *words, seconds=seconds)
    return stop.value.answer


def test_a_command_is_told_the_facts_and_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "very secret")

    call(tmp_path, sys.executable, "-c", KEEP, "$HOME; rm -rf *", "a b")

    told, facts, words, folder = json.loads((tmp_path / "told.json").read_text())
    assert facts == FACTS
    assert told == {
        "PLAN_SYNC_HOOK": "after_check",
        "PLAN_SYNC_EVENT": "check-7",
        "PLAN_SYNC_ERRORS": "2",
    }
    assert words == ["$HOME; rm -rf *", "a b"]  # as they stand: there is no shell
    assert Path(folder).samefile(tmp_path)


def test_a_command_that_fails_or_is_missing_is_named_by_why(tmp_path: Path) -> None:
    (tmp_path / "no-program").write_text("no program")

    assert why(tmp_path, sys.executable, "-c", "raise SystemExit(3)") == "status 3"
    assert why(tmp_path, "no-such-program-anywhere") == "missing"
    assert why(tmp_path, "./gone") == "missing"
    assert why(tmp_path, "./no-program") == "denied"


@pytest.mark.skipif(os.name != "posix", reason="groups of processes")
def test_a_command_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    child = "import time; time.sleep(2); open('lived', 'w')"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    began = time.monotonic()

    assert why(tmp_path, sys.executable, "-c", start, seconds=0.8) == "time"

    assert time.monotonic() - began < 5
    time.sleep(max(0, began + 3.2 - time.monotonic()))
    assert not (tmp_path / "lived").exists()


def test_a_command_that_reads_nothing_and_prints_much_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FACTS, "documents", ["x" * 1_000_000])

    call(tmp_path, sys.executable, "-c", "print('y' * 1_000_000)", seconds=10)


def test_asked_to_stop_the_worker_ends_the_command_at_once(tmp_path: Path) -> None:
    def stop() -> None:
        raise Stopped

    began = time.monotonic()
    with pytest.raises(Stopped):
        call(tmp_path, sys.executable, "-c", "import time; time.sleep(60)", check=stop)

    assert time.monotonic() - began < 5
