"""Reports: what a round came to is printed and published, as the plan itself is."""

from collections.abc import Iterator, Sequence
from datetime import date

from sync.cycle.check import Judgement
from sync.cycle.links import wanted_reports_of
from sync.cycle.services import Services
from sync.documents.keyin_view import view_keyin
from sync.documents.publish import Publisher, publish
from sync.documents.published import PublishedDocument
from sync.documents.report_view import view_report
from sync.documents.wanted import KEYIN
from sync.model.changes import Facts
from sync.model.documents import Publication
from sync.model.plan import Info
from sync.model.progress import Reason, State
from sync.progress.facts import report_facts
from sync.progress.reported import RoundReport, rounds_reported
from sync.settings.frames import dimension_names


def publish_reports(
    services: Services, judgement: Judgement, publisher: Publisher
) -> Iterator[PublishedDocument]:
    """Publish the reports of every round, and yield what became of each document."""
    year, rows = judgement.plan.info.fiscal_year, judgement.progress.rows
    for report in rounds_reported(rows, year, judgement.open_findings):
        yield from _publish_report(services, judgement, report, publisher)


def _publish_report(
    services: Services,
    judgement: Judgement,
    report: RoundReport,
    publisher: Publisher,
) -> Sequence[PublishedDocument]:
    # takes long to load, and a look prints nothing
    from sync.documents.make import Maker, make_reports  # noqa: PLC0415

    words, settings = services.sheet_words, services.settings.document
    headers, info = services.reference.headers, judgement.plan.info
    wanted = wanted_reports_of(services, judgement.plan, report.round)
    facts = report_facts(report.told)
    before = services.ledger.publications.find(wanted[0].key)
    as_of = _as_of(services, facts, before)

    def label(word: State | Reason) -> str:
        section = "states" if isinstance(word, State) else "reasons"
        return headers.write(section, word)

    view = view_report(
        info,
        report.round,
        report.told,
        report.figures,
        dimensions=dimension_names(services.reference.frames, report.round.year),
        as_of=as_of,
        errors=report.errors,
        settings=settings,
        label=label,
        words=words,
    )
    keyin = view_keyin(view, report.told, label=label)
    views = [(each, keyin if each.template == KEYIN else view) for each in wanted]
    maker = Maker(services.templates.read, settings, words)
    office = info.text(Info.OFFICE)
    made = make_reports(views, office, report.round, as_of, maker)
    shown = publish(made, clean=report.is_whole, as_of=as_of, publisher=publisher)
    if shown[0].new:
        version = before.version + 1 if before else 1
        publication = Publication(
            wanted[0].key,
            shown[0].document.digest,
            shown[0].link,
            as_of,
            facts,
            clean=report.is_whole,
            version=version,
        )
        services.ledger.publications.record(publication, (), services.clock.now())
    return shown


def _as_of(services: Services, facts: Facts, before: Publication | None) -> date:
    """Return the day on which the reports became what they are now."""
    today = services.clock.now().date()
    if before and before.facts == facts and before.as_of <= today:
        return before.as_of
    return today
