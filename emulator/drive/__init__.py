"""Drive, as far as files, sharing and conversion go: v3, and v2 for older clients."""

from emulator.drive import (
    approvals,
    changes,
    channels,
    comments,
    drives,
    editors,
    permissions,
    revisions,
    uploads,
    v2,
    v2_relations,
    v2_revisions,
    v3,
)
from emulator.web import Routes

ROUTES: list[Routes] = [
    v3.ROUTES,
    uploads.ROUTES,
    permissions.ROUTES,
    comments.ROUTES,
    approvals.ROUTES,
    revisions.ROUTES,
    changes.ROUTES,
    channels.ROUTES,
    drives.ROUTES,
    editors.ROUTES,
    v2.ROUTES,
    v2_relations.ROUTES,
    v2_revisions.ROUTES,
]
