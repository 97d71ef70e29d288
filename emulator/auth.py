"""Who is asking: bearer tokens, signed JWTs and API keys; and the making of accounts."""

import secrets
from dataclasses import replace

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from emulator import scopes
from emulator.jwt import InvalidJwtError, verified_claims
from emulator.limits import error_info
from emulator.refusals import STATUSES, scope_insufficient, speaks_new_dialect
from emulator.web import JSON, ApiError, Request
from emulator.world import OWNER, Account, Token, World

GOOGLE_TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105

_REALM = 'Bearer realm="https://accounts.google.com/"'


class Doorkeeper:
    """Lets calls in: tells whose they are and whether their scopes suffice."""

    def __init__(self, world: World, *, no_auth: bool = False) -> None:
        self._world = world
        self._no_auth = no_auth

    def admit(self, request: Request) -> Request:
        """Return the request with its caller and scopes.

        Raises:
            ApiError: 401 without a valid credential, 403 without a fitting scope.
        """
        content = request.arg("alt") == "media"
        wanted = scopes.needed(request.method, request.path, content=content)
        if wanted is None:
            return request
        bearer = _bearer(request)
        if not bearer and request.arg("upload_id"):
            return request  # the address of an upload's session is enough
        if not bearer and request.arg("key"):
            return _anonymous(request)
        token = self._token(bearer)
        if token is None and self._no_auth:
            return replace(request, caller=OWNER, scopes=None)
        if not bearer and request.path.startswith(scopes.PAGES):
            return _anonymous(request)  # what is public anybody may save
        if token is None:
            raise _refuse(request, invalid=bool(bearer))
        if token.scopes.isdisjoint(wanted):
            raise _scope_insufficient(request, wanted)
        return replace(request, caller=token.email, scopes=token.scopes)

    def caller_of(self, request: Request) -> str:
        """Return whose call it is for the list of requests; ``""`` when unknown."""
        token = self._token(_bearer(request))
        if token is not None:
            return token.email
        return OWNER if self._no_auth and not request.arg("key") else ""

    def _token(self, bearer: str) -> Token | None:
        if bearer.count(".") == 2 and bearer not in self._world.tokens:
            return self._self_signed(bearer)
        token = self._world.tokens.get(bearer)
        return token if token and token.expires > self._world.now() else None

    def _self_signed(self, bearer: str) -> Token | None:
        """Read a token that a service account signed itself, without ``/token``.

        It names either scopes or, as its audience, the service: then it is good for
        all of that service.
        """
        try:
            account, claims = verified_claims(self._world, bearer)
        except InvalidJwtError:
            return None
        granted = frozenset(str(claims.get("scope", "")).split()) or scopes.ALL
        return Token(account.email, granted, self._world.now())


def add_service_account(
    world: World,
    email: str,
    *,
    token_uri: str = GOOGLE_TOKEN_URI,
    delegated: bool = False,
) -> JSON:
    """Make a service account and give the contents of its key file.

    ``delegated``: the domain's administrator lets it act for the domain's people.
    """
    # guards nothing, and is loaded several times as fast as one that would
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    world.accounts[email] = Account(
        email,
        "service_account",
        certificate=public.decode(),
        delegated=delegated,
        storage_limit=0,
    )
    return {
        "type": "service_account",
        "project_id": "plan-sync-example",
        "private_key_id": secrets.token_hex(20),
        "private_key": private.decode(),
        "client_email": email,
        "client_id": str(secrets.randbelow(9 * 10**20) + 10**20),
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": token_uri,
        "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
        "client_x509_cert_url": (
            f"https://www.googleapis.com/robot/v1/metadata/x509/{email}"
        ),
        "universe_domain": "googleapis.com",
    }


def add_user(
    world: World, email: str, *, token_uri: str = GOOGLE_TOKEN_URI, name: str = ""
) -> JSON:
    """Make a person (or sign a known one in) and give an authorized_user file."""
    account = world.accounts.setdefault(email, Account(email))
    account.name = name or account.name
    account.refresh_token = account.refresh_token or f"1//{secrets.token_urlsafe(48)}"
    return {
        "type": "authorized_user",
        "client_id": "100000000000-plan-sync.apps.googleusercontent.com",
        "client_secret": "example",
        "refresh_token": account.refresh_token,
        "token_uri": token_uri,
        "account": email,
        "universe_domain": "googleapis.com",
    }


def _bearer(request: Request) -> str:
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    return request.arg("access_token") or ""


def _anonymous(request: Request) -> Request:
    """An API key names nobody: it may look at what is public, never change it."""
    if request.method not in {"GET", "HEAD"}:
        raise _refuse(request, invalid=False)
    return replace(request, caller="", scopes=None)


def _refuse(request: Request, *, invalid: bool) -> ApiError:
    """Refuse a credential that is not (or no longer) good, or that there is none."""
    if not invalid and request.method in {"GET", "HEAD"} and not request.arg("key"):
        return _unregistered(request)
    message = STATUSES[401][1]
    if invalid:
        item = _item("authError", "Invalid Credentials")
        details = error_info("ACCESS_TOKEN_EXPIRED")
        challenge = f'{_REALM}, error="invalid_token"'
    else:
        message = message.replace("had invalid", "is missing required").replace(
            "credentials.", "credential.", 1
        )
        item = _item("required", "Login Required.")
        details = error_info("CREDENTIALS_MISSING")
        challenge = _REALM
    error: JSON = {"code": 401, "message": message}
    if speaks_new_dialect(request.path):
        error |= {"status": "UNAUTHENTICATED", "details": [details]}
    else:
        error |= {"message": item["message"], "errors": [item]}
    return ApiError(401, {"error": error}, {"WWW-Authenticate": challenge})


def _unregistered(request: Request) -> ApiError:
    """Refuse a look by somebody who shows nothing, not even an API key."""
    message = (
        "Method doesn't allow unregistered callers (callers without established "
        "identity). Please use API Key or other form of API consumer identity to call "
        "this API."
    )
    error: JSON = {"code": 403, "message": message, "status": "PERMISSION_DENIED"}
    if not speaks_new_dialect(request.path):
        item = {"message": message, "domain": "global", "reason": "forbidden"}
        error["errors"] = [item]
    return ApiError(403, {"error": error})


def _item(reason: str, message: str) -> JSON:
    return {
        "domain": "global",
        "reason": reason,
        "message": message,
        "locationType": "header",
        "location": "Authorization",
    }


def _scope_insufficient(request: Request, wanted: frozenset[str]) -> ApiError:
    accepted = " ".join(sorted(wanted))
    challenge = f'{_REALM}, error="insufficient_scope", scope="{accepted}"'
    body = scope_insufficient(request.path)
    return ApiError(403, body, {"WWW-Authenticate": challenge})
