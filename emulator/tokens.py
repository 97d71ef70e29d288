"""The token endpoint: signed assertions and refresh tokens become access tokens."""

import secrets
from datetime import timedelta
from urllib.parse import parse_qs

from emulator import scopes
from emulator.consent import redeem
from emulator.jwt import InvalidJwtError, verified_claims
from emulator.web import JSON, ApiError, Reply, Request, Routes
from emulator.world import OWNER, Token, World

LIFETIME = 3599
"""How many seconds an access token is good for."""

ROUTES = Routes()
FOR_ANYONE = Routes()
"""Takes whoever is not known here for the owner: for ``--no-auth``."""

_JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_AUDIENCES = (
    "https://oauth2.googleapis.com/token",
    "https://www.googleapis.com/oauth2/v4/token",
    "https://accounts.google.com/o/oauth2/token",
)


@ROUTES.add("POST", "/token")
@ROUTES.add("POST", "/oauth2/v4/token")
@ROUTES.add("POST", "/o/oauth2/token")
def token(world: World, request: Request) -> Reply:
    """Grant an access token."""
    return _answer(world, request)


@FOR_ANYONE.add("POST", "/token")
@FOR_ANYONE.add("POST", "/oauth2/v4/token")
@FOR_ANYONE.add("POST", "/o/oauth2/token")
def token_for_anyone(world: World, request: Request) -> Reply:
    """Grant an access token whatever is shown."""
    try:
        return _answer(world, request)
    except ApiError:
        return Reply.of_json(_grant(world, OWNER, scopes.ALL))


@ROUTES.add("GET", "/tokeninfo")
@ROUTES.add("POST", "/tokeninfo")
@ROUTES.add("GET", "/oauth2/v3/tokeninfo")
def tokeninfo(world: World, request: Request) -> JSON:
    """Return what an access token is good for."""
    known = world.tokens.get(request.arg("access_token") or "")
    if known is None or known.expires <= world.now():
        raise _refused("invalid_token", "Invalid Value")
    left = int((known.expires - world.now()).total_seconds())
    return {
        "scope": " ".join(sorted(known.scopes)),
        "expires_in": str(left),
        "email": known.email,
        "email_verified": "true",
        "access_type": "offline",
    }


@ROUTES.add("POST", "/revoke")
def revoke(world: World, request: Request) -> JSON:
    """Forget a refresh token or an access token."""
    given = _form(request).get("token") or request.arg("token") or ""
    if world.tokens.pop(given, None) is not None:
        return {}
    for account in world.accounts.values():
        if given and account.refresh_token == given:
            account.refresh_token = ""
            world.accounts.note(account.email)
            return {}
    raise _refused("invalid_token", "Token expired or revoked")


@ROUTES.add("GET", "/v1/projects/-/serviceAccounts/{email}/allowedLocations")
@ROUTES.add("POST", "/v1/projects/-/serviceAccounts/{email}/allowedLocations")
def allowed_locations(_world: World, _request: Request, email: str) -> JSON:  # noqa: ARG001
    """Answer what google-auth asks in the background: no account is bound to places."""
    return {"locations": [], "encodedLocations": "0x0"}


def issue(world: World, email: str, granted: frozenset[str]) -> str:
    """Make an access token."""
    text = f"ya29.{secrets.token_urlsafe(96)}"
    expires = world.now() + timedelta(seconds=LIFETIME)
    for old in [name for name, it in world.tokens.items() if it.expires < world.now()]:
        del world.tokens[old]
    world.tokens[text] = Token(email, granted, expires)
    return text


def _answer(world: World, request: Request) -> Reply:
    form = _form(request)
    grants = {
        _JWT_GRANT: _for_assertion,
        "refresh_token": _for_refresh_token,
        "authorization_code": _for_code,
    }
    grant = grants.get(form.get("grant_type", ""))
    if grant is None:
        kind = form.get("grant_type", "")
        raise _refused("unsupported_grant_type", f"Invalid grant_type: {kind}")
    reply = Reply.of_json(grant(world, request, form))
    return Reply(200, reply.body, {**reply.headers, "Cache-Control": "no-store"})


def _for_assertion(world: World, request: Request, form: dict[str, str]) -> JSON:
    try:
        account, claims = verified_claims(world, form.get("assertion", ""))
    except InvalidJwtError as error:
        raise _refused("invalid_grant", str(error)) from error
    own = f"http://{request.headers.get('host', '')}{request.path}"
    if claims.get("aud") not in {*_AUDIENCES, own}:
        raise _refused("invalid_grant", "Invalid JWT: Failed audience check.")
    granted = _granted(str(claims.get("scope", "")))
    subject = str(claims.get("sub") or account.email)
    if subject != account.email and not account.delegated:
        raise _refused(
            "unauthorized_client",
            "Client is unauthorized to retrieve access tokens using this method, or "
            "client not authorized for any of the scopes requested.",
            401,
        )
    if subject not in world.accounts:
        raise _refused("invalid_grant", "Invalid email or User ID")
    return _grant(world, subject, granted)


def _for_refresh_token(world: World, _request: Request, form: dict[str, str]) -> JSON:
    given = form.get("refresh_token", "")
    if not form.get("client_id"):
        raise _refused("invalid_request", "Could not determine client ID from request.")
    for account in world.accounts.values():
        if given and account.refresh_token == given:
            asked = form.get("scope", "")
            granted = _granted(asked) if asked else scopes.ALL
            answer = _grant(world, account.email, granted)
            return {**answer, "scope": " ".join(sorted(granted))}
    raise _refused("invalid_grant", "Token has been expired or revoked.")


def _for_code(world: World, _request: Request, form: dict[str, str]) -> JSON:
    agreed = redeem(world, form.get("code", ""))
    if agreed is None:
        raise _refused("invalid_grant", "Malformed auth code.")
    account = world.accounts[agreed.email]
    account.refresh_token = account.refresh_token or f"1//{secrets.token_urlsafe(48)}"
    return {
        **_grant(world, agreed.email, agreed.scopes),
        "refresh_token": account.refresh_token,
        "scope": " ".join(sorted(agreed.scopes)),
    }


def _grant(world: World, email: str, granted: frozenset[str]) -> JSON:
    return {
        "access_token": issue(world, email, granted),
        "expires_in": LIFETIME,
        "token_type": "Bearer",
    }


def _granted(asked: str) -> frozenset[str]:
    if not asked.split():
        raise _refused("invalid_scope", "Empty or missing scope not allowed.")
    if not all(scopes.is_known(scope) for scope in asked.split()):
        raise _refused(
            "invalid_scope", "Invalid OAuth scope or ID token audience provided."
        )
    return frozenset(asked.split())


def _form(request: Request) -> dict[str, str]:
    if "json" in request.headers.get("content-type", ""):
        return {name: str(value) for name, value in request.json().items()}
    fields = parse_qs(request.body.decode(errors="replace"), keep_blank_values=True)
    return {name: values[-1] for name, values in fields.items()}


def _refused(error: str, description: str, status: int = 400) -> ApiError:
    return ApiError(status, {"error": error, "error_description": description})
