"""`watch`: at work until it is asked to stop."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.children import killed_at_last
from tests.flow.commands.running import ROOT, Run


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_watch_works_at_once_says_who_it_is_and_stops_well(
    run: Run, office: Path
) -> None:
    (office / "office.toml").write_text("[document]\npdf = false\n", "utf-8")
    command = [sys.executable, "run.py", "watch", "--office", str(office)]
    with (
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process,
        killed_at_last(process),
    ):
        deadline = time.monotonic() + 60
        while run("status", "--office", str(office)).status:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        at_work = run("status", "--office", str(office)).out
        second = run("--office", str(office))
        process.send_signal(signal.SIGTERM)
        said, log = process.communicate(timeout=15)

    assert process.returncode == 0
    assert b"stopped as asked" in log
    first, *_, last = said.decode().splitlines()
    assert f"เริ่มดูแลแผนที่ {office}" in first
    assert "หยุดตามที่สั่งแล้ว" in last
    assert str(process.pid) in at_work
    assert second.status == 6
    assert "ไม่ต้องสั่งเอง" in second.err
    assert str(process.pid) in second.err
