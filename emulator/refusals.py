"""Google's own words when it refuses: by status and reason, in the service's dialect."""

from emulator.limits import PROJECT, error_info, too_many
from emulator.web import JSON, Reply

STATUSES = {
    400: ("INVALID_ARGUMENT", "Request contains an invalid argument."),
    401: (
        "UNAUTHENTICATED",
        "Request had invalid authentication credentials. Expected OAuth 2 access "
        "token, login cookie or other valid authentication credential. See "
        "https://developers.google.com/identity/sign-in/web/devconsole-project.",
    ),
    403: ("PERMISSION_DENIED", "The caller does not have permission"),
    404: ("NOT_FOUND", "Requested entity was not found."),
    408: ("DEADLINE_EXCEEDED", "Request timed out."),
    409: ("ABORTED", "The operation was aborted."),
    410: ("FAILED_PRECONDITION", "What was asked for is there no longer."),
    413: ("INVALID_ARGUMENT", "Request payload size exceeds the limit."),
    429: ("RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
    500: ("INTERNAL", "Internal error encountered."),
    501: ("UNIMPLEMENTED", "Operation is not implemented, or supported, or enabled."),
    503: ("UNAVAILABLE", "The service is currently unavailable."),
    504: ("DEADLINE_EXCEEDED", "Deadline expired before operation could complete."),
}

_DEFAULT_REASONS = {
    400: "badRequest",
    401: "authError",
    403: "insufficientFilePermissions",
    404: "notFound",
    408: "requestTimeout",
    409: "fileIdInUse",
    410: "gone",
    413: "uploadTooLarge",
    429: "rateLimitExceeded",
    500: "internalError",
    503: "backendError",
    504: "backendError",
}

_REASONS = {
    "activeItemCreationLimitExceeded": (
        "global",
        "This account has exceeded the creation limit of items.",
    ),
    "appNotAuthorizedToFile": (
        "global",
        "The user has not granted the app 0 write access to the file.",
    ),
    "authError": ("global", "Invalid Credentials"),
    "backendError": ("global", "Backend Error"),
    "badRequest": ("global", "Bad Request"),
    "cannotExportFile": ("global", "This file cannot be exported by the user."),
    "dailyLimitExceeded": ("usageLimits", "Daily Limit Exceeded"),
    "domainPolicy": (
        "global",
        "The domain administrators have disabled Drive apps.",
    ),
    "exportSizeLimitExceeded": (
        "global",
        "This file is too large to be exported.",
    ),
    "failedPrecondition": ("global", "Precondition check failed."),
    "fileIdInUse": ("global", "A file already exists with the provided ID."),
    "forbidden": ("global", "Forbidden"),
    "insufficientFilePermissions": (
        "global",
        "The user does not have sufficient permissions for this file.",
    ),
    "internalError": ("global", "Internal Error"),
    "invalidSharingRequest": (
        "global",
        'Bad Request. User message: "Sorry, the items were successfully shared but '
        'emails could not be sent."',
    ),
    "notFound": ("global", "File not found: ."),
    "quotaExceeded": ("usageLimits", "The user's Drive storage quota is exceeded."),
    "rateLimitExceeded": ("usageLimits", "Rate Limit Exceeded"),
    "requestTimeout": ("global", "Request Timeout"),
    "sharingRateLimitExceeded": (
        "global",
        'Rate limit exceeded. User message: "Sorry, you have exceeded your sharing '
        'quota."',
    ),
    "storageQuotaExceeded": (
        "usageLimits",
        "The user's Drive storage quota has been exceeded.",
    ),
    "teamDriveMembershipRequired": (
        "global",
        "The attempted action requires shared drive membership.",
    ),
    "uploadTooLarge": ("global", "The upload is too large."),
    "userRateLimitExceeded": ("usageLimits", "User Rate Limit Exceeded"),
}

_HTML_ONLY = {502}


def speaks_new_dialect(path: str) -> bool:
    """Whether the service at a path answers as Sheets does, not as Drive."""
    return path.startswith(("/v4/", "/v1/documents"))


def refusal(path: str, status: int, reason: str = "") -> Reply:
    """Return the reply with which Google refuses."""
    if reason in _BODIES:
        return Reply.of_json(_BODIES[reason](path), status)
    if status in _HTML_ONLY or status not in STATUSES:
        return page(status)
    if speaks_new_dialect(path):
        return Reply.of_json(_new(status, reason), status)
    return Reply.of_json(_old(status, reason), status)


def page(status: int) -> Reply:
    """Return the page that Google's front end shows where no service answers."""
    words = "Not Found" if status == 404 else "Server Error"
    if status < 500 and status != 404:
        words = "Bad Request"
    text = (
        "<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n"
        f"  <title>Error {status} ({words})!!1</title>\n"
        f"  <p><b>{status}.</b> <ins>That's an error.</ins>\n"
    )
    return Reply(status, text.encode(), {"Content-Type": "text/html; charset=UTF-8"})


def scope_insufficient(path: str) -> JSON:
    """Return the body for a token that is good, but not for this."""
    error: JSON = {
        "code": 403,
        "message": "Request had insufficient authentication scopes.",
        "status": "PERMISSION_DENIED",
        "details": [error_info("ACCESS_TOKEN_SCOPE_INSUFFICIENT")],
    }
    if not speaks_new_dialect(path):
        item = {
            "message": "Insufficient Permission",
            "domain": "global",
            "reason": "insufficientPermissions",
        }
        error["errors"] = [item]
    return {"error": error}


def service_disabled(path: str) -> JSON:
    """Return the body where the project has not switched the service on."""
    name, host = _service(path)
    link = (
        f"https://console.developers.google.com/apis/api/{host}/overview"
        f"?project={PROJECT}"
    )
    message = (
        f"{name} has not been used in project {PROJECT} before or it is disabled. "
        f"Enable it by visiting {link} then retry. If you enabled this API recently, "
        "wait a few minutes for the action to propagate to our systems and retry."
    )
    console = {"description": "Google developers console API activation", "url": link}
    error: JSON = {
        "code": 403,
        "message": message,
        "status": "PERMISSION_DENIED",
        "details": [
            {"@type": "type.googleapis.com/google.rpc.Help", "links": [console]},
            error_info(
                "SERVICE_DISABLED", consumer=f"projects/{PROJECT}", service=host
            ),
        ],
    }
    if not speaks_new_dialect(path):
        item = {
            "message": message,
            "domain": "usageLimits",
            "reason": "accessNotConfigured",
            "extendedHelp": "https://console.developers.google.com",
        }
        error["errors"] = [item]
    return {"error": error}


def _service(path: str) -> tuple[str, str]:
    if path.startswith("/v1/documents"):
        return "Google Docs API", "docs.googleapis.com"
    if speaks_new_dialect(path):
        return "Google Sheets API", "sheets.googleapis.com"
    if "/gmail/" in path:
        return "Gmail API", "gmail.googleapis.com"
    return "Google Drive API", "drive.googleapis.com"


def _new(status: int, reason: str) -> JSON:
    if status == 429:
        return too_many("Read", 60)
    name, message = STATUSES[status]
    error: JSON = {"code": status, "message": message, "status": name}
    if reason in _REASONS:
        error["message"] = _REASONS[reason][1]
    if reason:
        error["details"] = [error_info(reason, service="sheets.googleapis.com")]
    return {"error": error}


def _old(status: int, reason: str) -> JSON:
    reason = reason or _DEFAULT_REASONS[status]
    domain, message = _REASONS.get(reason, ("global", STATUSES[status][1]))
    item: JSON = {"domain": domain, "reason": reason, "message": message}
    if status == 401:
        item |= {"locationType": "header", "location": "Authorization"}
    return {"error": {"errors": [item], "code": status, "message": message}}


_BODIES = {
    "accessNotConfigured": service_disabled,
    "insufficientPermissions": scope_insufficient,
}
