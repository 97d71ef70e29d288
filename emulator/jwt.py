"""JSON Web Tokens as service accounts sign them (RS256)."""

import base64
import binascii
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from emulator.clock import clock_of
from emulator.world import Account, World

_SKEW = 300
_LONGEST = 3600


class InvalidJwtError(Exception):
    """A token is not good; the text says it in Google's words."""


def verified_claims(world: World, token: str) -> tuple[Account, dict[str, Any]]:
    """Return who signed a token, and what it claims.

    Raises:
        InvalidJwtError: malformed, by nobody known, forged, or not of this hour.
    """
    claims, signed, signature = _parts(token)
    account = world.accounts.get(str(claims.get("iss")))
    if account is None or not account.certificate:
        raise InvalidJwtError("Invalid grant: account not found")
    if not _is_signature_of(account, signed, signature):
        raise InvalidJwtError("Invalid JWT Signature.")
    if not _is_timely(claims, clock_of(world).signing_time().timestamp()):
        raise InvalidJwtError(
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a "
            "reasonable timeframe. Check your iat and exp values in the JWT claim."
        )
    return account, claims


def _parts(token: str) -> tuple[dict[str, Any], bytes, bytes]:
    try:
        head, body, signature = token.split(".")
        claims = json.loads(_decoded(body))
        if json.loads(_decoded(head))["alg"] != "RS256" or not isinstance(claims, dict):
            raise InvalidJwtError("Invalid JWT Signature.")
        return claims, f"{head}.{body}".encode(), _decoded(signature)
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise InvalidJwtError("Bad Request") from error


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _is_signature_of(account: Account, signed: bytes, signature: bytes) -> bool:
    key = serialization.load_pem_public_key(account.certificate.encode())
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def _is_timely(claims: dict[str, Any], now: float) -> bool:
    issued, expires = claims.get("iat"), claims.get("exp")
    if not isinstance(issued, int | float) or not isinstance(expires, int | float):
        return False
    lasts = expires - issued
    return 0 < lasts <= _LONGEST and issued - _SKEW <= now <= expires + _SKEW
