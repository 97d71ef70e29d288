"""Documents of earlier years: no night makes them any more, so one that is gone is told.

Last year's plan stands in a spreadsheet that was put away when the year turned; what a
night has is this year's.
"""

from sync.cycle.services import Services
from sync.documents.links import is_here, name_in
from sync.documents.versions import clean_key
from sync.documents.wanted import key_of_year, report_key
from sync.model.documents import Publication
from sync.model.plan import Plan
from sync.model.progress import Round
from sync.progress.rounds import FIRST, LAST, recent_years

_YEARS = 10
"""After so long people may put documents away without hearing of it."""


def earlier_documents(services: Services, own: int | None) -> tuple[Publication, ...]:
    """Return what lies here of years before the plan's ``own`` and is made no more."""
    words = services.sheet_words
    if own is None:
        return ()
    years = range(own - _YEARS, own)
    plans = [key_of_year(year, words) for year in years]
    reports = [
        report_key(Round(year, months), words)
        for year in years
        if year not in recent_years(own)
        for months in (FIRST, LAST)
    ]
    made = {*plans, *reports}
    made |= {clean_key(key, words) for key in made}
    known = services.ledger.publications.all()
    return tuple(it for it in known if it.key in made and is_here(it.link))


def gone_in_words(services: Services, plan: Plan) -> tuple[str, ...]:
    """Name what of earlier years is gone from where it was put."""
    gone = [
        name_in(each.link)
        for each in earlier_documents(services, plan.info.fiscal_year)
        if services.documents.read(each.link) is None
    ]
    if not gone:
        return ()
    return (services.words.say("terminal.gone", names=", ".join(gone)),)
