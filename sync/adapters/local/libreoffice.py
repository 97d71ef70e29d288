"""LibreOffice, where it is installed: a file goes in, another comes out.

Each conversion has a profile of its own, so that a window somebody has open, or a
conversion that hangs, is in nobody's way. What it opens may be anybody's: no macro runs
there, and no link of a document is followed.
"""

import logging
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

_log = logging.getLogger(__name__)

_TIME_LIMIT = 180
"""Seconds for a conversion; two thousand projects take some thirty."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"
 oor:op="fuse"><value>th-TH</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
"""Settings of its own: the same digits on every machine, and no file is trusted."""


def find_libreoffice() -> Path | None:
    """Return the path of LibreOffice's program, if it is installed."""
    return next((path for path in _candidates() if path.is_file()), None)


def _candidates() -> Iterator[Path]:
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            yield Path(found)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield Path(folder) / "LibreOffice" / "program" / "soffice.exe"
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


def convert(
    program: Path, sources: Sequence[Path], into: str, options: str = ""
) -> list[Path]:
    """Return the files that a conversion made beside their sources, if it made any.

    Args:
        program: LibreOffice's; starting it takes a second, each file little more.
        sources: the files, alone in a folder that nobody else uses.
        into: the suffix of what to make.
        options: of the filter, as LibreOffice writes them behind it.

    Raises:
        OSError, subprocess.SubprocessError: it cannot be run, or did not end well.
    """
    folder = sources[0].parent
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_PROFILE, "utf-8")
    said = _run(
        [
            str(program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            f"{into}{options}",
            "--outdir",
            str(folder),
            *map(str, sources),
        ]
    )
    made = [it for it in (s.with_suffix(f".{into}") for s in sources) if it.exists()]
    if len(made) < len(sources):
        _log.warning("not all converted program=%s said=%s", program, said[-500:])
    return made


def _run(command: list[str]) -> bytes:
    """Run a program; when its time is over, it goes with all that it started."""
    with subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the name ours
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            _, said = process.communicate(timeout=_TIME_LIMIT)
        except BaseException:
            _end(process)
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command[0])
    return said


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
