"""Google's own description of its interfaces: its discovery documents."""

import json
from functools import cache
from importlib.resources import files

from emulator.web import JSON

APIS = ("sheets.v4", "drive.v3", "drive.v2", "docs.v1", "gmail.v1")


@cache
def document(api: str) -> JSON:
    """Return the discovery document of an API."""
    folder = files("googleapiclient") / "discovery_cache" / "documents"
    text = (folder / f"{api}.json").read_text(encoding="utf-8")
    found: JSON = json.loads(text)
    return found
