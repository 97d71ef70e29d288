"""The page on which a person agrees, to a person who always does."""

import secrets
from datetime import timedelta
from urllib.parse import urlencode

from emulator.web import Reply, Request, Routes
from emulator.world import OWNER, Token, World

ROUTES = Routes()

_LIFETIME = timedelta(minutes=10)


@ROUTES.add("GET", "/o/oauth2/auth")
@ROUTES.add("GET", "/o/oauth2/v2/auth")
def agree(world: World, request: Request) -> Reply:
    """Send the browser back with a code, good once, of the person hinted at."""
    code = f"4/0A{secrets.token_urlsafe(40)}"
    person = request.arg("login_hint") or OWNER
    scopes = frozenset((request.arg("scope") or "").split())
    world.tokens[f"code {code}"] = Token(person, scopes, world.now() + _LIFETIME)
    back = {"state": request.arg("state") or "", "code": code}
    back["scope"] = request.arg("scope") or ""
    place = f"{request.arg('redirect_uri')}?{urlencode(back)}"
    return Reply(302, b"", {"Location": place})


def redeem(world: World, code: str) -> Token | None:
    """Return what a code stands for, once."""
    granted = world.tokens.pop(f"code {code}", None)
    return granted if granted and granted.expires > world.now() else None
