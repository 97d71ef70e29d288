"""Who may do what with a file: roles, what an app sees, and Drive's refusals."""

from collections.abc import Iterator
from dataclasses import replace

from emulator.drive.roots import root_id, root_of
from emulator.web import JSON, ApiError, Request, drive_error
from emulator.world import DriveFile, World

ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")
"""From the least to the most."""

SCOPE = "https://www.googleapis.com/auth/"
WIDE_SCOPES = frozenset(
    SCOPE + name
    for name in ("drive", "drive.readonly", "drive.metadata", "drive.metadata.readonly")
)
"""With one of these an app sees every file of the person; with ``drive.file`` alone
only those that it created."""


def role(world: World, email: str, file_id: str) -> str | None:
    """Return the highest role somebody has on a file.

    ``None``: it is not theirs to see.

    Roles come down from the folders and from the shared drive that a file is in.
    """
    held = [
        ROLES.index(permission["role"])
        for permission, _ in permissions_on(world, file_id)
        if reaches(world, permission, email)
    ]
    return ROLES[max(held)] if held else None


def permissions_on(world: World, file_id: str) -> Iterator[tuple[JSON, str]]:
    """Yield the permissions that count for a file, and the file each of them is on.

    Who owns a folder is only a writer of what others put there.
    """
    waiting, seen = [file_id], set[str]()
    while waiting:
        current = waiting.pop()
        file = world.files.get(current)
        if file is None or current in seen:
            continue
        seen.add(current)
        for permission in file.permissions:
            below = current != file_id and permission["role"] == "owner"
            yield {**permission, "role": "writer"} if below else permission, current
        waiting.extend(file.resource.get("parents", ()))


def reaches(world: World, permission: JSON, email: str) -> bool:
    """Whether a permission is for this account.

    A service account is no member of any domain, whatever its address looks like.
    """
    kind = permission["type"]
    if kind == "anyone":
        return True
    if kind == "domain":
        account = world.accounts.get(email)
        person = account is None or account.kind == "user"
        return person and email.rpartition("@")[2] == permission.get("domain")
    return str(permission.get("emailAddress", "")).lower() == email.lower()


def at_least(held: str | None, needed: str) -> bool:
    """Whether a role includes another."""
    return held is not None and ROLES.index(held) >= ROLES.index(needed)


def all_drives(request: Request) -> bool:
    """Whether the caller says it knows about shared drives."""
    return request.flag("supportsAllDrives") or request.flag("supportsTeamDrives")


def app_sees(request: Request, file: DriveFile) -> bool:
    """Whether the scopes of a request reach a file."""
    if request.scopes is None or request.scopes & WIDE_SCOPES:
        return True
    if SCOPE + "drive.file" not in request.scopes:
        return True  # no scope of Drive's: not for this check to refuse
    created_by = marks(file).get("createdBy")
    return created_by is not None and created_by == request.caller


def marks(file: DriveFile) -> dict[str, object]:
    """Return what is remembered about a file beside Google's own fields."""
    found: dict[str, object] = file.resource.setdefault("marks", {})
    return found


def find(
    world: World, request: Request, file_id: str, needed: str = "reader"
) -> DriveFile:
    """Return the file that a request is about.

    Raises:
        ApiError: the caller cannot see it (404) or may not do this with it (403).
    """
    if file_id == "root":
        file_id = root_of(world, request.caller).id
    file = world.files.get(file_id)
    if file is None:
        raise not_found(file_id)
    held = role(world, request.caller, file.id)
    hidden = in_shared_drive(file) and not all_drives(request)
    if held is None or hidden:
        raise not_found(file_id)
    if not app_sees(request, file):
        raise not_found(file_id) if needed == "reader" else not_authorized(file_id)
    if not at_least(held, needed):
        raise forbidden()
    return file


def find_anywhere(
    world: World, request: Request, file_id: str, needed: str = "reader"
) -> DriveFile:
    """Return the file of a request that has no ``supportsAllDrives``, in whatever drive.

    Raises:
        ApiError: as ``find``.
    """
    query = {**request.query, "supportsAllDrives": ["true"]}
    return find(world, replace(request, query=query), file_id, needed)


def resolve_for(caller: str, file_id: str) -> str:
    """Return the id that ``root`` stands for; any other stands for itself."""
    return root_id(caller) if file_id == "root" else file_id


def in_shared_drive(file: DriveFile) -> bool:
    """Whether a file belongs to a shared drive rather than to a person."""
    return "driveId" in file.resource


def is_service_account(world: World, email: str) -> bool:
    """Whether an account is a program's: such own nothing."""
    account = world.accounts.get(email)
    return account is not None and account.kind == "service_account"


def not_found(file_id: str) -> ApiError:
    """Refuse because no such file is there, or none to be seen."""
    return drive_error(
        404,
        "notFound",
        f"File not found: {file_id}.",
        location_type="parameter",
        location="fileId",
    )


def forbidden() -> ApiError:
    """Refuse because the role of the caller does not include this."""
    message = "The user does not have sufficient permissions for this file."
    return drive_error(403, "insufficientFilePermissions", message)


def not_authorized(file_id: str) -> ApiError:
    """Refuse because the app did not create this file (scope ``drive.file``)."""
    message = f"The user has not granted the app write access to the file {file_id}."
    return drive_error(403, "appNotAuthorizedToFile", message)


def no_storage(world: World, email: str) -> ApiError:
    """Refuse because nothing more may be owned."""
    message = "The user's Drive storage quota has been exceeded."
    if is_service_account(world, email):
        message = (
            "Service Accounts do not have storage quota. Leverage shared drives "
            "(https://developers.google.com/workspace/drive/api/guides/"
            "about-shareddrives), or use OAuth delegation "
            "(http://support.google.com/a/answer/7281227) instead."
        )
    return drive_error(403, "storageQuotaExceeded", message, domain="usageLimits")


def invalid(name: str, message: str = "Invalid Value") -> ApiError:
    """Refuse a parameter's value."""
    return drive_error(
        400, "invalid", message, location_type="parameter", location=name
    )


def required(name: str) -> ApiError:
    """Refuse a request without a parameter that must be there."""
    return drive_error(
        400,
        "required",
        f"Required parameter: {name}",
        location_type="parameter",
        location=name,
    )


def bad_request(message: str = "Bad Request") -> ApiError:
    """Refuse what makes no sense."""
    return drive_error(400, "badRequest", message)
