"""What a world holds, and a folder that keeps one."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from emulator.storage import Store

ROOT = Path(__file__).parents[2]


Opened: TypeAlias = Callable[[], Store]
"""Opens the folder of a test, as often as it likes."""
