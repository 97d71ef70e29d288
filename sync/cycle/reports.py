"""Reports: what a round came to is printed and published, as the plan itself is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sync.cycle.chaining import note_report
from sync.cycle.judging import Judgement
from sync.cycle.links import wanted_reports_of
from sync.cycle.mail import writer_of
from sync.cycle.news import pdf_of
from sync.cycle.services import Services
from sync.cycle.telling import room_of
from sync.documents.keyin_view import view_keyin
from sync.documents.links import is_here, name_in, public_link
from sync.documents.publish import Publisher, publish
from sync.documents.published import PublishedDocument, became_on, next_publication
from sync.documents.report_view import view_report
from sync.documents.wanted import KEYIN
from sync.ledger.forms import REPORT_TOLD
from sync.mail.news import News, RoundNews
from sync.mail.notify import due_letters
from sync.mail.occasions import ReportWhole
from sync.messages import Words
from sync.model.changes import Change, Facts
from sync.model.documents import Document, Publication
from sync.model.mail import Message
from sync.model.plan import Info, Plan
from sync.model.progress import Reason, RoundDates, State
from sync.progress.facts import report_changes, report_facts
from sync.progress.reported import (
    RoundReport,
    report_in_words,
    report_of,
    round_title,
)
from sync.progress.rounds import recent_years, rounds_due
from sync.settings.frames import dimension_names


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A round's report as it is printed: itself, and what else is made of it.

    ``before`` is what was noted of it last.
    """

    report: RoundReport
    documents: Sequence[Document]
    facts: Facts
    as_of: date
    before: Publication | None


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A round's report in its place; ``publication`` is still to be noted, if it is new.

    ``before`` is what was noted of it last.
    """

    report: RoundReport
    shown: Sequence[PublishedDocument]
    publication: Publication | None
    before: Publication | None = None

    @property
    def link(self) -> str:
        """Where the report is; empty where it has no place."""
        return self.shown[0].link

    @property
    def is_news(self) -> bool:
        """Whether people are told: it shows something new, and lacks nothing."""
        return self.publication is not None and self.report.is_whole


def make_all_reports(
    services: Services, judgement: Judgement
) -> tuple[MadeReport, ...]:
    """Make the reports of every round of which something is reported."""
    return tuple(
        _make_report(services, judgement, report) for report in judgement.reports
    )


def publish_report(made: MadeReport, publisher: Publisher) -> ShownReport:
    """Publish a report, and what else is made of it."""
    clean, as_of = made.report.is_whole, made.as_of
    shown = publish(made.documents, clean=clean, as_of=as_of, publisher=publisher)
    if not shown[0].new:
        return ShownReport(made.report, shown, None)
    now = next_publication(shown[0], made.before, as_of, made.facts, clean=clean)
    return ShownReport(made.report, shown, now, made.before)


def news_of_rounds(
    services: Services,
    judgement: Judgement,
    opened: Sequence[RoundDates],
    reports: Sequence[ShownReport],
) -> tuple[RoundNews, ...]:
    """Return how every round stands that has opened, reported on or not."""
    news = {each.report.round: _news_of(services, each) for each in reports}
    standing = {report.round: report for report in judgement.rounds}
    for dates in opened:
        if dates.round not in news:
            report = standing.get(dates.round) or report_of((), dates.round, ())
            news[dates.round] = RoundNews(report)
    return tuple(news[which] for which in sorted(news))


def _news_of(services: Services, each: ShownReport) -> RoundNews:
    link = public_link(each.link, services.settings.document.address)
    _, pdf = pdf_of(services, each.shown[0]) if each.is_news else ("", None)
    here = each.link if is_here(each.link) and not link else ""
    file, changes = name_in(here) if here else "", _changes_since_told(services, each)
    return RoundNews(each.report, link, file, pdf, changes)


def _changes_since_told(
    services: Services, each: ShownReport
) -> Sequence[Change] | None:
    """Return what changed since people heard that a report is whole; ``None``: never."""
    if each.publication is None:
        return None
    key, before = each.publication.key, each.before
    told = services.ledger.notes.read_as(REPORT_TOLD.of(key))
    if told is None and before and before.clean:
        told = before.facts
    if told is None:
        return None
    headers, words = services.reference.headers, services.words
    return report_changes(told, each.publication.facts, headers, words)


def rounds_opened(services: Services, plan: Plan) -> tuple[RoundDates, ...]:
    """Return the rounds of the plan's year and of the one before that have opened."""
    today, years = services.clock.now().date(), recent_years(plan.info.fiscal_year)
    return rounds_due(today, years, services.settings.reports)


def note_reports(
    services: Services, reports: Sequence[ShownReport], news: News
) -> None:
    """Note new reports, those that are whole with their mail."""
    for each in reports:
        if each.publication is None:
            continue
        messages: tuple[Message, ...] = ()
        publication, told = each.publication, dict[str, str]()
        if each.is_news:
            occasion = ReportWhole(
                each.report.round, publication.digest, publication.version
            )
            messages = (
                *due_letters(occasion, news, writer_of(services)),
                *room_of(services).notices_of_round(occasion, news),
            )
            form = REPORT_TOLD.of(publication.key)
            told[form.name] = form.encode(publication.facts)
        now = services.clock.now()
        services.ledger.publications.record(publication, messages, now, noted=told)


def new_reports_in_words(
    reports: Sequence[ShownReport], words: Words
) -> tuple[str, ...]:
    """Return of each report that shows something new how it stands."""
    return tuple(
        words.say(
            "history.report",
            round=round_title(each.report.round, words),
            state=words.say(f"history.report_{'whole' if each.is_news else 'draft'}"),
            said=report_in_words(each.report, words),
        )
        for each in reports
        if each.publication is not None
    )


def _make_report(
    services: Services, judgement: Judgement, report: RoundReport
) -> MadeReport:
    # takes long to load, and a look prints nothing
    from sync.documents.make import Maker, make_reports  # noqa: PLC0415

    words, settings = services.sheet_words, services.settings.document
    headers, info = services.reference.headers, judgement.plan.info
    wanted = wanted_reports_of(services, judgement.plan, report.round)
    facts = report_facts(report.told)
    before = services.ledger.publications.find(wanted[0].key)
    as_of = became_on(facts, before, services.clock.now().date())

    def label(word: State | Reason) -> str:
        section = "states" if isinstance(word, State) else "reasons"
        return headers.write(section, word)

    # entered before anybody sees it
    code = note_report(services, judgement.plan, report, as_of, facts)
    view = view_report(
        info,
        report.round,
        report.told,
        report.figures,
        dimensions=dimension_names(services.reference.frames, report.round.year),
        as_of=as_of,
        errors=report.errors,
        content_code=code,
        settings=settings,
        label=label,
        words=words,
    )
    keyin = view_keyin(view, report.told, label=label)
    views = [(each, keyin if each.template == KEYIN else view) for each in wanted]
    maker = Maker(services.templates.read, settings, words)
    office = info.text(Info.OFFICE)
    made = make_reports(views, office, report.round, as_of, maker)
    return MadeReport(report, made, facts, as_of, before)
