"""Ways by which the public folder leaves: a push that forces nothing, and a hook."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from sync.adapters.publishing.git import GitWay
from sync.adapters.publishing.hook import HookWay
from sync.errors import PublicUndelivered, Stopped
from sync.model.public import LIST, digest_of, listed
from sync.settings.public import GitSettings, TakerSettings

FILES = {"index.html": b"one", "plan-2570.csv": b"a\r\nb\r\n", "แผน.txt": b"2"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "public").mkdir()
    return tmp_path / "public"


def put(folder: Path, files: Mapping[str, bytes]) -> Mapping[str, str]:
    digests = {name: digest_of(content) for name, content in files.items()}
    for name, content in {**files, LIST: listed(digests)}.items():
        (folder / name).write_bytes(content)
    return digests


_GIT = shutil.which("git") or ""
needs_git = pytest.mark.skipif(not _GIT, reason="needs git")


def git(*arguments: str) -> bytes:
    said = subprocess.run(
        [_GIT, *arguments], capture_output=True, check=True, timeout=30
    )
    return said.stdout


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    git("init", "--quiet", "--bare", str(tmp_path / "remote"))
    return tmp_path / "remote"


def shown_at(remote: Path) -> dict[str, bytes]:
    listed = git("-C", str(remote), "ls-tree", "-r", "-z", "--name-only", "public")
    names = [name for name in listed.decode().split("\0") if name]
    read = {name: git("-C", str(remote), "show", f"public:{name}") for name in names}
    return {name: content for name, content in read.items() if name != LIST}


@needs_git
def test_a_push_brings_our_files_byte_by_byte_and_leaves_others_alone(
    tmp_path: Path, folder: Path, remote: Path
) -> None:
    way = GitWay(GitSettings(remote=str(remote)), tmp_path)
    (folder / "by-hand.txt").write_bytes(b"not for the branch")
    way.deliver(folder, put(folder, FILES))
    assert shown_at(remote) == FILES

    # somebody adds a file of theirs at the other end
    git("clone", "--quiet", "-b", "public", str(remote), str(tmp_path / "theirs"))
    (tmp_path / "theirs" / "CNAME").write_bytes(b"www.example.go.th")
    theirs = ("-C", str(tmp_path / "theirs"))
    git(*theirs, "add", "CNAME")
    who = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    git(*theirs, *who, "commit", "--quiet", "-m", "Name it")
    git(*theirs, "push", "--quiet")

    later = {"index.html": b"two", "plan-2570.csv": b"c"}
    (folder / "แผน.txt").unlink()
    way.deliver(folder, put(folder, later))
    way.deliver(folder, put(folder, later))

    assert shown_at(remote) == {**later, "CNAME": b"www.example.go.th"}
    commits = git("-C", str(remote), "rev-list", "--count", "public")
    assert commits.strip() == b"3"


@needs_git
def test_somebody_elses_page_on_the_branch_is_left_alone(
    tmp_path: Path, folder: Path, remote: Path
) -> None:
    theirs = tmp_path / "theirs"
    git("clone", "--quiet", str(remote), str(theirs))
    (theirs / "index.html").write_bytes(b"the office's front page")
    (theirs / "plan-2570.csv").write_bytes(FILES["plan-2570.csv"])
    git("-C", str(theirs), "-c", "core.autocrlf=false", "add", ".")
    who = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    git("-C", str(theirs), *who, "commit", "--quiet", "-m", "Begin")
    git("-C", str(theirs), "push", "--quiet", "origin", "HEAD:public")
    way = GitWay(GitSettings(remote=str(remote)), tmp_path)

    with pytest.raises(PublicUndelivered) as stop:
        way.deliver(folder, put(folder, FILES))

    assert stop.value.why == "index.html: not ours"
    assert shown_at(remote)["index.html"] == b"the office's front page"
    without = {name: it for name, it in FILES.items() if name != "index.html"}
    way.deliver(folder, put(folder, without))
    assert shown_at(remote).keys() == FILES.keys()


@needs_git
def test_a_repository_out_of_reach_is_told_without_its_password(
    tmp_path: Path, folder: Path
) -> None:
    remote = "http://clerk:secret@127.0.0.1:1/public.git"
    way = GitWay(GitSettings(remote=remote, timeout=20), tmp_path)

    with pytest.raises(PublicUndelivered) as stop:
        way.deliver(folder, put(folder, FILES))

    said = f"{stop.value} {way.name}"
    assert "127.0.0.1" in said
    assert "secret" not in said
    assert "clerk" not in said


def hook(program: str, tmp_path: Path, timeout: float = 20) -> HookWay:
    command = (sys.executable, "-c", program)
    return HookWay(TakerSettings(command=command, timeout=timeout), tmp_path)


def test_a_hook_hears_where_the_folder_is_and_what_is_in_it(
    tmp_path: Path, folder: Path
) -> None:
    program = (
        "import json, os, sys; told = json.load(sys.stdin);"
        "told['variable'] = os.environ['PLAN_SYNC_FOLDER'];"
        "json.dump(told, open('told.json', 'w'))"
    )
    digests = put(folder, FILES)

    hook(program, tmp_path).deliver(folder, digests)

    told = json.loads((tmp_path / "told.json").read_text("utf-8"))
    assert told == {
        "folder": str(folder),
        "files": digests,
        "variable": str(folder),
    }


def test_a_hook_has_the_environment_of_the_worker_but_for_its_secrets(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "very secret")
    monkeypatch.setenv("SITE", "www")
    program = "import json, os; json.dump(dict(os.environ), open('told.json', 'w'))"
    settings = TakerSettings(command=(sys.executable, "-c", program))

    way = HookWay(settings, tmp_path, {"SMTP_PASSWORD"})
    way.deliver(folder, put(folder, FILES))

    told = json.loads((tmp_path / "told.json").read_text("utf-8"))
    assert told["SITE"] == "www"
    assert "very secret" not in told.values()


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import sys; sys.exit('no room at //clerk:secret@host')", "no room at //host"),
        (
            "import sys; sys.exit('no room at //clerk:p@ss@host/a')",
            "no room at //host/a",
        ),
        ("import sys; sys.exit(3)", "–"),
        ("import time; time.sleep(60)", "> 0.5 s"),
    ],
    ids=["says why", "an @ within", "says nothing", "never ends"],
)
def test_a_hook_that_ends_badly_or_never_is_told(
    tmp_path: Path, folder: Path, program: str, why: str
) -> None:
    timeout = 0.5 if "sleep" in program else 20

    with pytest.raises(PublicUndelivered) as stop:
        hook(program, tmp_path, timeout).deliver(folder, put(folder, FILES))

    assert stop.value.why == why


def test_a_hook_that_is_not_there_is_told(tmp_path: Path, folder: Path) -> None:
    way = HookWay(TakerSettings(command=(str(tmp_path / "nothing"),)), tmp_path)

    with pytest.raises(PublicUndelivered):
        way.deliver(folder, put(folder, FILES))


def test_asked_to_stop_the_worker_ends_a_hook_at_once(
    tmp_path: Path, folder: Path
) -> None:
    def stop() -> None:
        raise Stopped

    program = "import sys, time; sys.stdin.read(); time.sleep(60)"
    settings = TakerSettings(command=(sys.executable, "-c", program))
    began = time.monotonic()
    with pytest.raises(Stopped):
        HookWay(settings, tmp_path, check=stop).deliver(folder, put(folder, FILES))

    assert time.monotonic() - began < 5


def test_a_hook_that_takes_its_time_hears_all_and_is_heard(
    tmp_path: Path, folder: Path
) -> None:
    program = "import sys, time; time.sleep(1.2); sys.exit(str(len(sys.stdin.read())))"
    many = {f"{number}.csv": "0" * 64 for number in range(9000)}

    with pytest.raises(PublicUndelivered) as stop:
        hook(program, tmp_path).deliver(folder, many)

    said = json.dumps({"folder": str(folder), "files": many})
    assert stop.value.why == str(len(said))
