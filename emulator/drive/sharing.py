"""Who a file is shared with: adding, changing and ending it, and telling people."""

from email.message import EmailMessage

from emulator.drive.access import (
    ROLES,
    at_least,
    forbidden,
    in_shared_drive,
    is_service_account,
    marks,
    role,
)
from emulator.drive.files import note_change, permission_id
from emulator.drive.roots import user_permission
from emulator.drive.view import web_link
from emulator.web import JSON, ApiError, Request, drive_error
from emulator.world import FOLDER_TYPE, DriveFile, SentMail, World, new_id, timestamp

KINDS = ("user", "group", "domain", "anyone")

_CHANGEABLE = ("role", "expirationTime", "pendingOwner")


def check_may_share(world: World, request: Request, file: DriveFile) -> None:
    """Refuse a caller who may not share the file."""
    held = role(world, request.caller, file.id)
    needed = "writer"
    if in_shared_drive(file):
        folder = file.resource["mimeType"] == FOLDER_TYPE
        needed = "organizer" if folder else "writer"
    elif not file.resource.get("writersCanShare", True):
        needed = "owner"
    if not at_least(held, needed):
        raise forbidden()


def add(world: World, request: Request, file: DriveFile, body: JSON) -> JSON:
    """Share a file; with somebody who has it already, change the role."""
    check_may_share(world, request, file)
    _check(file, body)
    if body["role"] == "owner":
        return hand_over(world, request, file, body["emailAddress"])
    made = _resource(world, body)
    known = next((p for p in file.permissions if p["id"] == made["id"]), None)
    if known is not None and known["role"] == "owner":
        return known
    if known is None:
        file.permissions.append(made)
    else:
        known.update(made)
    if body["type"] in ("user", "group"):
        _note_shared(world, request, file, body["emailAddress"])
    note_change(world, file, request.caller)
    return made


def _check(file: DriveFile, body: JSON) -> None:
    """Refuse what is no permission."""
    for name in ("type", "role"):
        if not body.get(name):
            message = f"The permission {name} field is required."
            raise _bad(name, message, "required")
    if body["type"] not in KINDS:
        raise _bad("type", "The specified permission type is invalid.")
    if body["role"] not in ROLES:
        raise _bad("role", "The specified role is invalid.")
    wanted = {"user": "emailAddress", "group": "emailAddress", "domain": "domain"}
    name = wanted.get(body["type"], "")
    if name and not body.get(name):
        raise _bad(name, f"The permission {name} field is required.", "required")
    if name == "emailAddress" and "@" not in body[name]:
        raise _bad(name, "The specified emailAddress is invalid or not applicable.")
    if body["role"] in ("organizer", "fileOrganizer") and not in_shared_drive(file):
        message = "This role is only for items in shared drives."
        raise drive_error(403, "organizerOnNonTeamDriveItemNotSupported", message)


def _bad(name: str, message: str, reason: str = "invalid") -> ApiError:
    return drive_error(
        400, reason, message, location_type="other", location=f"permission.{name}"
    )


def _resource(world: World, body: JSON) -> JSON:
    kind = body["type"]
    if kind in ("user", "group"):
        made = user_permission(world, body["emailAddress"], body["role"])
        made["type"] = kind
    else:
        name = body.get("domain", "")
        made = {
            "kind": "drive#permission",
            "id": permission_id(kind, name),
            "type": kind,
            "role": body["role"],
            "allowFileDiscovery": bool(body.get("allowFileDiscovery", False)),
        }
        if kind == "domain":
            made |= {"domain": name, "displayName": name}
        elif made["allowFileDiscovery"]:
            made["id"] = "anyone"
    if "expirationTime" in body:
        made["expirationTime"] = body["expirationTime"]
    return made


def hand_over(world: World, request: Request, file: DriveFile, email: str) -> JSON:
    """Make somebody the owner of a file; who was it stays a writer.

    Raises:
        ApiError: the caller neither owns it nor was offered it, did not say
            ``transferOwnership``, or it would be a service account's.
    """
    if in_shared_drive(file):
        message = "Files within a shared drive may not have owners."
        raise drive_error(403, "ownerOnTeamDriveItemNotSupported", message)
    if not request.flag("transferOwnership"):
        message = (
            "The transferOwnership parameter must be enabled when the permission role "
            "is 'owner'."
        )
        raise drive_error(
            403,
            "forbidden",
            message,
            location_type="parameter",
            location="transferOwnership",
        )
    offered = email == request.caller and _is_offered(file, email)
    if not offered and role(world, request.caller, file.id) != "owner":
        raise forbidden()
    if is_service_account(world, email):
        message = 'Bad Request. User message: "ACL change not allowed."'
        raise drive_error(400, "invalidSharingRequest", message)
    made = user_permission(world, email, "owner")
    file.permissions = [p for p in file.permissions if p["id"] != made["id"]]
    for permission in file.permissions:
        if permission["role"] == "owner":
            permission["role"] = "writer"
    file.permissions.append(made)
    file.resource["owners"] = [world.user(email)]
    _note_shared(world, request, file, email)
    note_change(world, file, request.caller)
    return made


def _is_offered(file: DriveFile, email: str) -> bool:
    return any(
        p.get("pendingOwner") and p.get("emailAddress") == email
        for p in file.permissions
    )


def change(
    world: World, request: Request, file: DriveFile, permission: JSON, body: JSON
) -> JSON:
    """Return a permission another role or another end."""
    own = next((p for p in file.permissions if p["id"] == permission["id"]), None)
    if own is None:
        message = "Cannot update an inherited permission."
        raise drive_error(403, "cannotModifyInheritedPermission", message)
    check_may_share(world, request, file)
    if body.get("role") == "owner":
        return hand_over(world, request, file, own["emailAddress"])
    if own["role"] == "owner" or body.get("role", own["role"]) not in ROLES:
        raise forbidden()
    if body.get("pendingOwner") and role(world, request.caller, file.id) != "owner":
        raise forbidden()
    own.update({name: body[name] for name in _CHANGEABLE if name in body})
    note_change(world, file, request.caller)
    return own


def end(world: World, request: Request, file: DriveFile, permission: JSON) -> None:
    """Stop sharing with somebody; anybody may leave a file."""
    if permission not in file.permissions:
        message = "Cannot delete an inherited permission."
        raise drive_error(403, "cannotDeleteInheritedPermission", message)
    if permission["role"] == "owner":
        message = "The owner of a file cannot be removed."
        raise drive_error(403, "cannotRemoveOwner", message)
    if permission.get("emailAddress") != request.caller:
        check_may_share(world, request, file)
    file.permissions.remove(permission)
    note_change(world, file, request.caller)


def _note_shared(world: World, request: Request, file: DriveFile, email: str) -> None:
    """Note since when and by whom; tell them, unless that is not wanted."""
    shared: dict[str, JSON] = marks(file).setdefault("sharedWith", {})  # type: ignore[assignment]
    shared[email] = {
        "time": timestamp(world.now()),
        "by": world.user(request.caller),
    }
    silent = "false" in (
        (request.arg("sendNotificationEmail") or "").lower(),
        (request.arg("sendNotificationEmails") or "").lower(),
    )
    if silent or is_service_account(world, email):
        return
    message = EmailMessage()
    message["From"] = request.caller
    message["To"] = email
    message["Subject"] = f"Shared with you: {file.resource['name']}"
    message.set_content(f"{request.arg('emailMessage') or ''}\n\n{web_link(file)}\n")
    name = new_id(16)
    world.mail.append(
        SentMail(name, name, request.caller, message.as_bytes(), world.now())
    )
