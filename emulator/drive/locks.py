"""Files whose content somebody has locked: ``contentRestrictions`` (Drive v3).

https://developers.google.com/workspace/drive/api/guides/content-restrictions
"""

from emulator.drive.access import at_least, forbidden, role
from emulator.web import JSON
from emulator.world import DriveFile, World, timestamp

_TYPE = "globalContentRestriction"


def is_locked(file: DriveFile) -> bool:
    """Whether a file takes no new content, no new name and no comments."""
    locks: list[JSON] = file.resource.get("contentRestrictions", [])
    return any(each.get("readOnly") for each in locks)


def lock(world: World, file: DriveFile, by: str, asked: JSON | None = None) -> None:
    """Lock a file in somebody's name."""
    made = {
        **(asked or {}),
        "readOnly": True,
        "restrictingUser": world.user(by),
        "restrictionTime": timestamp(world.now()),
        "type": _TYPE,
    }
    file.resource["contentRestrictions"] = [made]


def restrict(world: World, file: DriveFile, asked: list[JSON] | None, by: str) -> None:
    """Lock a file, or open it, as ``files.update`` asks.

    Raises:
        ApiError: only the owner may, by the lock that is held or asked for.
    """
    locks = [each for each in asked or [] if each.get("readOnly")]
    held: list[JSON] = file.resource.get("contentRestrictions", [])
    if any(each.get("ownerRestricted") for each in [*held, *locks]):
        needed = "organizer" if "driveId" in file.resource else "owner"
        if not at_least(role(world, by, file.id), needed):
            raise forbidden()
    file.resource.pop("contentRestrictions", None)
    if locks:
        chosen = {
            k: v for k, v in locks[0].items() if k in ("reason", "ownerRestricted")
        }
        lock(world, file, by, chosen)


def refuse_locked(file: DriveFile) -> None:
    """Refuse what a locked file does not take.

    What is refused stands in the guide, in which words does not; of Sheets it is
    reported (googleapis/google-api-nodejs-client#3437).

    Raises:
        ApiError: the file is locked (403).
    """
    if is_locked(file):
        raise forbidden()
