"""Drive v3: channels by which programs on this machine are told of changes.

https://developers.google.com/workspace/drive/api/guides/push. Google calls servers
over HTTPS; here only addresses on loopback are called, and nothing else is.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from emulator.drive.access import bad_request, find, not_found, required
from emulator.drive.answer import masked
from emulator.drive.log import changed, count, removed
from emulator.drive.v3 import FILE, body
from emulator.web import JSON, Reply, Request, Routes, drive_error
from emulator.world import World, new_id

ROUTES = Routes()
HOME = "https://www.googleapis.com/drive/v3/"
LIVES = {"changes": timedelta(days=7), "files": timedelta(days=1)}
"""How long a channel lives at most."""
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}

Channel = dict[str, Any]


@ROUTES.add("POST", FILE + "/watch")
def watch_file(world: World, request: Request, file_id: str) -> JSON:
    """Have a program on this machine be told of each change of a file."""
    file = find(world, request, file_id)
    channel = opened(world, request, body(request), f"files/{file_id}")
    channel |= {"file": file.id, "seen": count(world)}
    return masked(request, channel["resource"], "*", "Channel")


@ROUTES.add("POST", "/drive/v3/channels/stop")
def stop(world: World, request: Request) -> Reply:
    """Tell nobody any longer."""
    asked = body(request)
    channel = world.channels.get(str(asked.get("id")))
    known = channel and channel["resource"]["resourceId"] == asked.get("resourceId")
    if not channel or not known or channel["asking"].caller != request.caller:
        raise not_found(str(asked.get("id")))
    del world.channels[channel["resource"]["id"]]
    return Reply(204)


def opened(world: World, request: Request, asked: JSON, what: str) -> Channel:
    """Open a channel, over which "sync" is said at once.

    Raises:
        ApiError: it has no id or one that is taken, or its address is not loopback's.
    """
    for name in ("id", "type", "address"):
        if not asked.get(name):
            raise required(name)
    if asked["type"] not in {"web_hook", "webhook"}:
        raise bad_request()
    if asked["id"] in world.channels:
        message = f"Channel id {asked['id']} not unique"
        raise drive_error(400, "channelIdNotUnique", message)
    if not _is_here(asked["address"]):
        message = "The emulator calls addresses on loopback alone."
        raise drive_error(400, "push.webhookUrlUnauthorized", message)
    latest = world.now() + LIVES[what.partition("/")[0].partition("?")[0]]
    expires = int(latest.timestamp() * 1000)
    if asked.get("expiration"):
        expires = min(expires, int(asked["expiration"]))
    resource: JSON = {
        "kind": "api#channel",
        "id": asked["id"],
        "resourceId": new_id(27),
        "resourceUri": f"{HOME}{what}",
        "expiration": str(expires),
    }
    if asked.get("token"):
        resource["token"] = asked["token"]
    channel = {
        "resource": resource,
        "address": asked["address"],
        "asking": request,
        "messages": 0,
        "due": ["sync"],
    }
    world.channels[asked["id"]] = channel
    return channel


def _is_here(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in _LOOPBACK


def messages(world: World) -> list[tuple[str, dict[str, str]]]:
    """Return what is to be said now, to which address and in which headers."""
    said = []
    for name, channel in list(world.channels.items()):
        expires = int(channel["resource"]["expiration"]) / 1000
        if world.now().timestamp() >= expires:
            del world.channels[name]
            continue
        for state in [*channel.pop("due", ()), *_news(world, channel)]:
            channel["messages"] += 1
            said.append((channel["address"], _headers(channel, state)))
    return said


def _news(world: World, channel: Channel) -> list[str]:
    following, since = count(world), channel["seen"]
    channel["seen"] = following
    if following == since:
        return []
    files = {file.id for file in changed(world, channel["asking"], since)}
    gone = {each["id"] for each in removed(world, channel["asking"], since)}
    if "file" not in channel:
        return ["change"] if files or gone else []
    if channel["file"] in gone:
        return ["remove"]
    return ["update"] if channel["file"] in files else []


def _headers(channel: Channel, state: str) -> dict[str, str]:
    resource = channel["resource"]
    made = {
        "X-Goog-Channel-ID": resource["id"],
        "X-Goog-Message-Number": str(channel["messages"]),
        "X-Goog-Resource-ID": resource["resourceId"],
        "X-Goog-Resource-State": state,
        "X-Goog-Resource-URI": resource["resourceUri"],
    }
    if "token" in resource:
        made["X-Goog-Channel-Token"] = resource["token"]
    return made
