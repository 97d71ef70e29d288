"""What Google says when somebody asks too often."""

from datetime import datetime, timedelta

from emulator.web import JSON
from emulator.world import timestamp

PROJECT = "100000000000"
"""The number of the Cloud project that callers are of, as refusals name it."""
_ROBOT = ".iam.gserviceaccount.com"

MAIL_QUOTAS = {"rateLimitExceeded", "userRateLimitExceeded"}
"""The reasons for which Gmail says in its message when to come again."""


def project_of(caller: str) -> str:
    """Return the project a caller calls from: a service account's stands in its name.

    People are taken to sign in to one and the same program.
    """
    return caller.partition("@")[2].removesuffix(_ROBOT) if _ROBOT in caller else ""


def too_many_units() -> JSON:
    """Return the body for a call of Drive over its quota."""
    message = "User Rate Limit Exceeded. Rate of requests for user exceed configured project quota"
    reason = {"domain": "usageLimits", "reason": "userRateLimitExceeded"}
    item = {**reason, "message": message}
    return {"error": {"errors": [item], "code": 403, "message": message}}


def too_many(kind: str, limit: int, *, project: bool = False) -> JSON:
    """Return the body for a Sheets call over its quota; ``Read`` or ``Write``.

    ``project``: it is not the caller's quota but that of all callers of a project.
    """
    user = "" if project else " per user"
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests "
        f"per minute{user}' of service 'sheets.googleapis.com' for consumer "
        f"'project_number:{PROJECT}'."
    )
    info = error_info(
        "RATE_LIMIT_EXCEEDED",
        quota_limit_value=str(limit),
        service="sheets.googleapis.com",
        consumer=f"projects/{PROJECT}",
        quota_unit="1/min/{project}" if project else "1/min/{project}/{user}",
        quota_location="global",
        quota_metric=f"sheets.googleapis.com/{kind.lower()}_requests",
        quota_limit=f"{kind}RequestsPerMinutePer{'Project' if project else 'User'}",
    )
    link = {
        "description": "Request a higher quota limit.",
        "url": "https://cloud.google.com/docs/quotas/help/request_increase",
    }
    more = {"@type": "type.googleapis.com/google.rpc.Help", "links": [link]}
    error = {
        "code": 429,
        "message": message,
        "status": "RESOURCE_EXHAUSTED",
        "details": [info, more],
    }
    return {"error": error}


def mail_quota(now: datetime) -> JSON:
    """Return the body of Gmail's quota: when to come again is in the message alone."""
    message = "User-rate limit exceeded."
    item = {"message": message, "domain": "usageLimits", "reason": "rateLimitExceeded"}
    error = {
        "code": 403,
        "message": f"{message}  Retry after {timestamp(now + timedelta(seconds=2))}",
        "errors": [item],
        "status": "PERMISSION_DENIED",
    }
    return {"error": error}


def error_info(reason: str, **metadata: str) -> JSON:
    """Return the detail that names a reason for programs."""
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
        "metadata": metadata,
    }
