"""All the permissions that count for a file, its own and those from above."""

from emulator.drive.access import ROLES, in_shared_drive, permissions_on
from emulator.web import JSON
from emulator.world import DriveFile, World


def effective(world: World, file: DriveFile) -> list[JSON]:
    """Return all permissions of a file with those from above, one for each person."""
    best: dict[str, JSON] = {}
    details: dict[str, list[JSON]] = {}
    for permission, source in permissions_on(world, file.id):
        known = best.get(permission["id"])
        if known is None or _rank(permission) > _rank(known):
            best[permission["id"]] = permission
        details.setdefault(permission["id"], []).append(
            _detail(world, file, permission, source)
        )
    if not in_shared_drive(file):
        return [dict(permission) for permission in best.values()]
    return [
        {**permission, "permissionDetails": details[name]}
        for name, permission in best.items()
    ]


def _rank(permission: JSON) -> int:
    return ROLES.index(permission["role"])


def _detail(world: World, file: DriveFile, permission: JSON, source: str) -> JSON:
    of_drive = not world.files[source].resource.get("parents")
    detail = {
        "permissionType": "member" if of_drive else "file",
        "role": permission["role"],
        "inherited": source != file.id,
    }
    return detail | ({"inheritedFrom": source} if source != file.id else {})
