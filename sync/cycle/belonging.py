"""Belonging: whether the ledger is of this office, or another's that was put here.

A copy can be restored in the wrong folder. Such a ledger takes all that stands here for
changed, and its people for those to be told. What tells two offices apart? Not their
plans: many offices have one from the same model, and keys are derived from what stands in
a row. Nor where they are. An office is its name, in its district and province; it may be
renamed, but then it goes on in the spreadsheet that the ledger knows, or beside documents
that are as the ledger noted them.
"""

from collections.abc import Callable, Mapping

from sync.errors import LedgerOfAnother
from sync.ledger import Ledger
from sync.model.cells import Sheet
from sync.model.documents import Kind
from sync.model.plan import Info
from sync.plan.labels import Headers, load_headers
from sync.ports import Documents

_NAMED_BY = (Info.OFFICE, Info.AMPHOE, Info.PROVINCE)


def must_be_own(
    ledger: Ledger, spreadsheet: str, files: Documents, read: Callable[[], Sheet]
) -> None:
    """See to it that a ledger is of the office here; a new one is anybody's.

    The spreadsheet is read only where nothing else tells.

    Args:
        ledger: what an office remembers.
        spreadsheet: the id of the office's spreadsheet at Google; "" for a workbook.
        files: the documents in the office's folder.
        read: reads the spreadsheet; the ledger is to hear nothing of that.

    Raises:
        LedgerOfAnother: it is another's.
        WorkerError: the spreadsheet cannot be read.
    """
    if spreadsheet and ledger.tabs.of(spreadsheet):
        return
    published = ledger.publications.all()
    # a PDF is other bytes at each printing, and tells nothing
    if any(files.intact([it]) for it in published if it.kind is not Kind.PDF):
        return
    headers = load_headers()
    facts = ledger.snapshots.last() or ()
    labels = {headers.label(info): info for info in _NAMED_BY}
    known = {labels[at]: text for key, _, at, text in facts if not key and at in labels}
    if not known:
        return
    here = _named(read(), headers)
    if any(_differ(known.get(info, ""), here.get(info, "")) for info in _NAMED_BY):
        raise LedgerOfAnother(ledger.folder, _in_words(known), _in_words(here))


def _named(sheet: Sheet, headers: Headers) -> Mapping[Info, str]:
    from sync.sheet.info import read_info  # noqa: PLC0415  seldom needed

    tab = sheet.tab(headers.tabs["info"])
    return {} if tab is None else read_info(tab, headers, []).texts


def _differ(known: str, here: str) -> bool:
    """Whether two names are surely not of one office or place."""
    from sync.rules.offices.thai_places import bare  # noqa: PLC0415  takes long to load
    from sync.thai.folding import key  # noqa: PLC0415

    one, other = key(bare(known)), key(bare(here))
    return bool(one and other and one != other)


def _in_words(names: Mapping[Info, str]) -> str:
    return ", ".join(filter(None, (names.get(info, "") for info in _NAMED_BY)))
