"""What the worker ships besides code: ``config`` and ``templates``, and where they are.

In a checkout they stand beside the code, where people look for them; installed, the
wheel has them in the package's own ``data``.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = (_PACKAGE / "data").is_dir()
_ROOT = _PACKAGE / "data" if _INSTALLED else _PACKAGE.parent

CONFIG = _ROOT / "config"
TEMPLATES = _ROOT / "templates"

CHECKOUT = None if _INSTALLED else _ROOT
"""The folder of the whole project; ``None`` where only the package is installed."""

COMMAND = "plan-sync" if _INSTALLED else "run.py"
"""What people type to run the worker."""
