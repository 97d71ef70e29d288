"""Who alone may choose what is decided: a protected range that is kept as it is set."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from openpyxl import Workbook

from sync.adapters.google.guards import decisions_area
from sync.adapters.google.present import Present
from sync.adapters.google.translating import Json
from sync.model.approval_tab import Typed
from sync.plan.labels import Headers


def guarding_decisions(
    wanted: Workbook,
    present: Present,
    ids: Mapping[str, int],
    headers: Headers,
    approvers: Sequence[str],
) -> Iterator[Json]:
    """Let nobody but the approvers choose decisions; what guarded them before goes.

    The description says who it was made for: addresses are others, so is it.
    """
    title = headers.tabs["approvals"]
    if title in present.foreign(headers):
        return
    tab = present.tabs.get(title)
    there: Mapping[str, int] = tab.guards if tab else {}
    begins = f"{headers.write('approvals', Typed.RESULT)} (เฉพาะผู้พิจารณา "
    users = sorted({address.casefold() for address in approvers})
    code = hashlib.sha256("\n".join(users).encode()).hexdigest()[:6]
    for description, number in there.items():
        if description.startswith(begins) and description != f"{begins}{code})":
            yield {"deleteProtectedRange": {"protectedRangeId": number}}
    sheet = None if tab and not tab.is_bare else wanted[title]
    area = decisions_area(ids[title], sheet, tab, headers)
    if users and area and f"{begins}{code})" not in there:
        guard = {
            "range": area,
            "description": f"{begins}{code})",
            "editors": {"users": users},
        }
        yield {"addProtectedRange": {"protectedRange": guard}}
