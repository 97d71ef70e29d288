"""Rules on the budget heading of a detail, and on budgets that cannot be meant."""

import re
from collections.abc import Iterator
from decimal import Decimal

from sync.model.findings import Hit
from sync.model.plan import Detail, Field, Heading, Plan
from sync.rules.amounts.breakdown import BAHT, amounts_in
from sync.rules.amounts.in_words import says_words
from sync.rules.amounts.part_sums import sums_of_parts, without_subtotals
from sync.rules.amounts.read_budgets import budgets_in, is_of_others, read_budgets
from sync.rules.context import RuleContext
from sync.rules.offices.own_name import kind_of
from sync.thai.digits import to_arabic
from sync.thai.folding import clean
from sync.thai.money import (
    NO_BUDGET,
    baht,
    baht_words,
    parse_baht,
    says_no_budget,
)

_LARGE = Decimal(10_000_000)
"""No single project of a plan against corruption is known to cost so much."""

_ANY_FIGURE = re.compile(rf"(?<![\w,.])([\dOolI|][\dOolI|,.]*){BAHT}", re.ASCII)
_WITHOUT_GROUPS = re.compile(
    rf"(?<![\d,.])\d{{4,12}}(?=(?:\.\d{{1,2}})?{BAHT})", re.ASCII
)
_SOURCE = re.compile(
    "บัญญัติ|แผนงาน|หมวด|อุดหนุน|สะสม|งบกลาง|รายได้|กองทุน|แหล่ง|จาก|ตามงบ|สนับสนุน"
)


def _hit(code: str, detail: Detail, found: str, **facts: str) -> Hit:
    return Hit(code, detail.cells[Heading.BUDGET], found, facts)


def none_as_zero(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Where no money is used the NACC wants the words ไม่ใช้งบประมาณ, not a zero.

    "กรณีไม่ได้ใช้งบประมาณ ให้ระบุว่า ไม่ใช้งบประมาณ", in the OIT's list of contents.
    """
    for detail, text in budgets_in(plan):
        read = parse_baht(text)
        if read and read.baht == 0 and not says_no_budget(clean(text)):
            yield _hit("BUD101", detail, clean(text))


def none_in_other_words(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """``ไม่ได้ใช้งบประมาณ`` means the same, yet is not what the OIT's list says to write."""
    for detail, text in budgets_in(plan):
        said = says_no_budget(clean(text))
        project = context.matching.project_of(detail)
        has_money = amounts_in(text) or (project and project.budget)
        if said and said != NO_BUDGET and not has_money:
            yield _hit("BUD114", detail, said)


def without_groups(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """``๒๐๐๐๐ บาท`` is easily misread by a zero; documents write ``๒๐,๐๐๐``."""
    for detail, text in budgets_in(plan):
        for match in _WITHOUT_GROUPS.finditer(to_arabic(text)):
            figure = int(match[0])
            found = text[match.start() : match.end()]
            yield _hit("BUD102", detail, found, grouped=f"{figure:,}")


def without_words(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """An amount in an official paper is said in words too, so that it cannot change.

    Said of a heading that names one amount: the parts of a breakdown need no words, nor
    does a price by the head.
    """
    for detail, text, read in read_budgets(plan, context):
        has_words = "(" in text or says_words(text)
        if len(read.amounts) != 1 or read.prices or has_words:
            continue
        (amount,) = read.amounts
        if amount.baht > 0:
            found = text[amount.start : amount.end]
            yield _hit("BUD103", detail, found, words=baht_words(amount.baht))


def no_source(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Money comes from an ordinance or another source, which the heading may name."""
    kind = kind_of(plan, context)
    law = kind.law if kind else "ข้อบัญญัติหรือเทศบัญญัติ"
    for detail, text, read in read_budgets(plan, context):
        if any(one.baht > 0 for one in read.amounts) and not _SOURCE.search(text):
            project = context.matching.project_of(detail)
            main = read.main(project.budget if project else None)
            yield _hit("BUD105", detail, text[main.start : main.end], law=law)


def none_but_money(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The detail says that no money is used, the table has some: one is wrong."""
    for detail, text in budgets_in(plan):
        project = context.matching.project_of(detail)
        if project is None or not project.budget or amounts_in(text):
            continue
        if said := says_no_budget(clean(text)):
            found = said if said in text else text
            yield _hit("BUD106", detail, found, table=baht(project.budget))


def too_large(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A budget of many millions is most often two zeros too many."""
    for project in plan.projects:
        if project.budget is not None and project.budget > _LARGE:
            yield Hit("BUD107", project.cells[Field.BUDGET], baht(project.budget))


def unreadable(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A letter among the digits, or groups that are not of three, is no amount."""
    for detail, text in budgets_in(plan):
        for match in _ANY_FIGURE.finditer(to_arabic(text)):
            if re.search(r"\d", match[1]) and parse_baht(match[1].rstrip(".,")) is None:
                yield _hit("BUD108", detail, text[slice(*match.span(1))])


def no_amount(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The heading says how much, in baht, or that no money is used."""
    for detail, text in budgets_in(plan):
        project = context.matching.project_of(detail)
        if project is None or says_no_budget(clean(text)) or parse_baht(text):
            continue
        if "บาท" not in text:
            yield _hit("BUD109", detail, text)
        elif match := _LOST_AMOUNT.search(text):
            yield _hit("BUD109", detail, match[0].strip())


def bare_figure(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A number alone may be of anything: an amount is told in baht, and in words."""
    for detail, text in budgets_in(plan):
        amount = re.fullmatch(
            r"[\d,]+(?:\.\d{1,2})?(?:[.,]?-)?", to_arabic(text).strip()
        )
        read = parse_baht(text) if amount else None
        if read and read.baht > 0:
            shown = f"{read.baht:,.2f}".removesuffix(".00")
            facts = {"amount": shown, "words": baht_words(read.baht)}
            yield _hit("BUD113", detail, clean(text), **facts)


def other_sum(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Of several amounts one is the table's, or together they are.

    A price by the head or by the hour counts with what it comes to; where that is not
    said, nothing is added up. A total that is named is not added to its own parts.
    """
    for detail, text, read in read_budgets(plan, context):
        project = context.matching.project_of(detail)
        if project is None or project.budget is None or len(read.amounts) < 2:
            continue
        known = {one.baht for one in read.amounts}
        if read.parts and project.budget not in {*known, read.sum_of_parts}:
            main = read.main()
            facts = {"computed": baht(read.sum_of_parts), "table": baht(project.budget)}
            yield _hit("BUD110", detail, text[main.start : main.end], **facts)


def parts_of_a_total(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The parts of a budget make the total that is named with them.

    Not where some parts are left out (``และอื่น ๆ``), where a price by the head does not
    say what it comes to, nor where the amounts make it in any other reading.
    """
    for detail, text, read in read_budgets(plan, context):
        if read.parts is None or len(read.parts) < 2:
            continue
        sums = {*sums_of_parts(text, read)}
        parts = without_subtotals(text, read) or read.parts
        computed = sum((part.baht for part in parts), Decimal(0))
        for total in (one for one in read.totals if one.baht not in sums):
            found = text[total.start : total.end]
            yield _hit("BUD112", detail, found, computed=baht(computed))
            break


_LOST_AMOUNT = re.compile(
    r"(?:^|(?:งบประมาณ|จำนวน|เงิน|รวม|ทั้งสิ้น)\s*)(?<!\S)บาท|(?:งบประมาณ|จำนวน|เป็นเงิน|ทั้งสิ้น)\s*บาท"
)


def money_and_none(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """One heading says an amount and that no money is used: which is it?

    Not where the table has none either, and the amount is another's.
    """
    for detail, text in budgets_in(plan):
        if len(detail.lines(Heading.BUDGET)) == 1 and "กิจกรรม" not in text:
            has_money = any(one.baht > 0 for one in amounts_in(text))
            project = context.matching.project_of(detail)
            if project and is_of_others(text, project.budget):
                continue
            if has_money and NO_BUDGET in text:
                yield _hit("BUD111", detail, NO_BUDGET)
