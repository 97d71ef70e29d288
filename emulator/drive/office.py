"""Conversion by LibreOffice, where there is one."""

import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory


@lru_cache(maxsize=16)
def converted(content: bytes, extension: str, wanted: str) -> bytes | None:
    """Turn one office file into another; ``None`` without LibreOffice's help."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with TemporaryDirectory() as folder:
        source = Path(folder, f"file.{extension}")
        source.write_bytes(content)
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless"]
        command += ["--convert-to", wanted, "--outdir", folder, str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=90, check=True)
            return source.with_suffix(f".{wanted}").read_bytes()
        except (subprocess.SubprocessError, OSError):
            return None
