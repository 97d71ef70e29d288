"""Properties of files: those that everybody sees, and those of one app alone."""

from collections.abc import Mapping
from typing import Any

from emulator.drive.access import marks
from emulator.web import JSON, drive_error
from emulator.world import DriveFile

LONGEST = 124
"""Bytes that a property takes at most, its name with it."""
MOST = 30


def set_properties(file: DriveFile, changes: Mapping[str, Any], caller: str) -> None:
    """Set the properties that a request names; ``None`` removes one.

    Raises:
        ApiError: one would be too long, or there would be too many.
    """
    if "properties" in changes:
        _merge(file.resource.setdefault("properties", {}), changes["properties"])
    if "appProperties" in changes:
        _merge(own_mark(file, "appProperties", caller), changes["appProperties"])


def own_mark(file: DriveFile, name: str, caller: str) -> JSON:
    """Return what one caller alone has noted on a file."""
    everybody: Any = marks(file).setdefault(name, {})
    own: JSON = everybody.setdefault(caller, {})
    return own


def _merge(held: JSON, changes: Mapping[str, str | None] | None) -> None:
    """Set properties within their limits.

    https://developers.google.com/workspace/drive/api/guides/properties; for how many
    there are Google's reason is reported, its words are not.
    """
    after = dict(held)
    for name, value in (changes or {}).items():
        if len(f"{name}{value or ''}".encode()) > LONGEST:
            message = (
                "Properties and app properties are limited to 124 bytes in UTF-8 "
                "encoding, counting both the key and the value."
            )
            raise drive_error(403, "propertyLengthLimitExceeded", message)
        after.pop(name, None)
        if value is not None:
            after[name] = str(value)
    if len(after) > MOST:
        message = "The number of properties exceeds the limit."
        raise drive_error(403, "propertyCountLimitExceeded", message)
    held.clear()
    held.update(after)
