"""Key-in view: a round's projects in the order and words of e-PlanNACC's form.

That form is known from its source of April 2018 alone
(https://github.com/lovelak/iplan, ``projectreportadd.php``, read in November 2026), so
the sheet says so; its amounts are whole baht, digits only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sync.documents.report_view import ReportView, reason_in_words
from sync.documents.view import BLANK, DASH, TICK
from sync.model.progress import Reason, Reported, State
from sync.plan.text import printable
from sync.progress.figures import ReportedProject, printed_numbers
from sync.thai.digits import to_arabic
from sync.thai.money import baht


@dataclass(frozen=True, slots=True)
class EntryView:
    """One project as it is keyed in; ``rounded`` names amounts that had satang."""

    number: str
    name: str
    dimension: str
    no_budget: str
    planned: str
    ordinance: str
    paid: str
    in_ordinance: str
    state: str
    reason: str
    remark: str
    rounded: str


@dataclass(frozen=True, slots=True)
class KeyInView:
    """All that a template of the sheet can print; ``report`` is the round's report."""

    report: ReportView
    projects: tuple[EntryView, ...]
    draft: str
    thai_digits: bool


def view_keyin(
    report: ReportView,
    told: Sequence[ReportedProject],
    *,
    label: Callable[[State | Reason], str],
) -> KeyInView:
    """Finish every text of the sheet that is keyed in from.

    Args:
        report: the round's report, whose titles it bears.
        told: the same projects, in the same order.
        label: what the form calls a state or a reason.

    Returns:
        Texts only; numbers in Arabic digits, since they are copied into a form.
    """
    pairs = zip(told, report.projects, printed_numbers(told), strict=True)
    entries = tuple(
        _entry(each, number, shown.state, label) for each, shown, number in pairs
    )
    return KeyInView(report, entries, report.draft, report.thai_digits)


def _entry(
    told: ReportedProject,
    number: str,
    state: str,
    label: Callable[[State | Reason], str],
) -> EntryView:
    own, report = told.own, told.report
    needs_none = own.planned == 0
    amounts = (own.planned, report.ordinance, report.paid)
    planned, ordinance, paid = (
        "0" if needs_none else _whole_baht(amount) for amount in amounts
    )
    uneven = [baht(amount) for amount in amounts if amount and amount % 1]
    return EntryView(
        number=to_arabic(number) or DASH,
        name=printable(own.name) or BLANK,
        dimension=str(own.dimension or DASH),
        no_budget=TICK if needs_none else "",
        planned=planned,
        ordinance=ordinance,
        paid=paid,
        in_ordinance=TICK if report.in_ordinance else "",
        state=state,
        reason=reason_in_words(report, label),
        remark=printable(report.text(Reported.REMARK)),
        rounded=", ".join(uneven),
    )


def _whole_baht(amount: Decimal | None) -> str:
    """Return an amount as the form takes it; nothing where there is none to key in."""
    return "" if amount is None else str(amount.quantize(Decimal(1), ROUND_HALF_UP))
