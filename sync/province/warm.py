"""All that a visit needs, loaded before children are forked, and shared by them.

Imported where children come from, and nowhere else: the example office is made there
once, which reads, judges and prints a plan. A child that is forked after that begins
its first visit as if it were its tenth, and holds little memory of its own.
"""

import logging
import os
import tempfile
from pathlib import Path

import sync.adapters.google.office
import sync.adapters.google.shown
import sync.province.children
import sync.province.pace  # noqa: F401
from sync.wiring.example import create_example
from sync.worker.garbage import collect_seldom, keep_what_is_left

_log = logging.getLogger(__name__)

# NumPy comes with what adds up; none of its threads is of use there, and a process that
# has threads must not be forked
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
collect_seldom()
try:
    with tempfile.TemporaryDirectory(prefix="plan-warm-") as folder:
        create_example(Path(folder) / "office")
except Exception:  # noqa: BLE001  children that load by themselves are slower, no worse
    _log.exception("children begin cold")
keep_what_is_left()
