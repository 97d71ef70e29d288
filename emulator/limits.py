"""What Google says when somebody asks too often."""

from datetime import datetime, timedelta

from emulator.web import JSON
from emulator.world import timestamp

PROJECT = "100000000000"
"""The number of the Cloud project that every caller is of."""

MAIL_QUOTAS = {"rateLimitExceeded", "userRateLimitExceeded"}
"""The reasons for which Gmail says in its message when to come again."""


def too_many(kind: str, limit: int) -> JSON:
    """Return the body for a Sheets call over its quota; ``Read`` or ``Write``."""
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests "
        "per minute per user' of service 'sheets.googleapis.com' for consumer "
        f"'project_number:{PROJECT}'."
    )
    info = error_info(
        "RATE_LIMIT_EXCEEDED",
        quota_limit_value=str(limit),
        service="sheets.googleapis.com",
        consumer=f"projects/{PROJECT}",
        quota_unit="1/min/{project}/{user}",
        quota_location="global",
        quota_metric=f"sheets.googleapis.com/{kind.lower()}_requests",
        quota_limit=f"{kind}RequestsPerMinutePerUser",
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
