"""Rules on the budget heading of a detail, and on budgets that cannot be meant."""

import re
from collections.abc import Iterator
from decimal import Decimal

from sync.model.findings import Hit
from sync.model.plan import Detail, Field, Heading, Plan
from sync.rules.amounts.in_words import says_words
from sync.rules.context import RuleContext
from sync.rules.offices.own_name import kind_of
from sync.thai.digits import to_arabic
from sync.thai.folding import clean
from sync.thai.money import NO_BUDGET, baht, baht_words, parse_baht

_LARGE = Decimal(10_000_000)
"""No single project of a plan against corruption is known to cost so much."""

_BAHT = r"\s*(?:[.,]?-)?\s*บาท"  # 20,000.- บาท
_AMOUNT = re.compile(
    rf"(?<![\d,.])(\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?|\d{{1,12}}(?:\.\d{{1,2}})?){_BAHT}",
    re.ASCII,
)
_ANY_FIGURE = re.compile(rf"(?<![\w,.])([\dOolI|][\dOolI|,.]*){_BAHT}", re.ASCII)
_WITHOUT_GROUPS = re.compile(
    rf"(?<![\d,.])\d{{4,12}}(?=(?:\.\d{{1,2}})?{_BAHT})", re.ASCII
)
_SOURCE = re.compile(
    "บัญญัติ|แผนงาน|หมวด|อุดหนุน|สะสม|งบกลาง|รายได้|กองทุน|แหล่ง|จาก|ตามงบ|สนับสนุน"
)


def _budgets(plan: Plan) -> Iterator[tuple[Detail, str]]:
    for detail in plan.details:
        if text := detail.texts[Heading.BUDGET]:
            yield detail, text


def _hit(code: str, detail: Detail, found: str, **facts: str) -> Hit:
    return Hit(code, detail.cells[Heading.BUDGET], found, facts)


def _amounts(text: str) -> list[Decimal]:
    found = _AMOUNT.findall(to_arabic(text))
    return [_baht(figure) for figure in found]


def _says_none(text: str) -> bool:
    return NO_BUDGET in clean(text).replace(" ", "")


def none_in_other_words(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Where no money is used the NACC wants the words ไม่ใช้งบประมาณ, not a zero.

    "กรณีไม่ได้ใช้งบประมาณ ให้ระบุว่า ไม่ใช้งบประมาณ", in the OIT's list of contents.
    """
    for detail, text in _budgets(plan):
        read = parse_baht(text)
        if read and read.baht == 0 and not _says_none(text):
            yield _hit("BUD101", detail, clean(text))


def without_groups(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """``๒๐๐๐๐ บาท`` is easily misread by a zero; documents write ``๒๐,๐๐๐``."""
    for detail, text in _budgets(plan):
        for match in _WITHOUT_GROUPS.finditer(to_arabic(text)):
            figure = int(match[0])
            found = text[match.start() : match.end()]
            yield _hit("BUD102", detail, found, grouped=f"{figure:,}")


def without_words(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """An amount in an official paper is said in words too, so that it cannot change.

    Said of a heading that names one amount: the parts of a breakdown need no words.
    """
    for detail, text in _budgets(plan):
        matches = list(_AMOUNT.finditer(to_arabic(text)))
        has_words = "(" in text or says_words(text)
        if len(matches) == 1 and not has_words and _amounts(text)[0] > 0:
            found = text[matches[0].start() : matches[0].end()]
            yield _hit("BUD103", detail, found, words=baht_words(_amounts(text)[0]))


def no_source(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Money comes from an ordinance or another source, which the heading may name."""
    kind = kind_of(plan, context)
    law = kind.law if kind else "ข้อบัญญัติหรือเทศบัญญัติ"
    for detail, text in _budgets(plan):
        matches = list(_AMOUNT.finditer(to_arabic(text)))
        if matches and max(_amounts(text)) > 0 and not _SOURCE.search(text):
            found = text[matches[0].start() : matches[0].end()]
            yield _hit("BUD105", detail, found, law=law)


def none_but_money(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The detail says that no money is used, the table has some: one is wrong."""
    for detail, text in _budgets(plan):
        project = context.matching.project_of(detail)
        if project is None or not project.budget or _amounts(text):
            continue
        if _says_none(text):
            found = NO_BUDGET if NO_BUDGET in text else text
            yield _hit("BUD106", detail, found, table=baht(project.budget))


def too_large(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A budget of many millions is most often two zeros too many."""
    for project in plan.projects:
        if project.budget is not None and project.budget > _LARGE:
            yield Hit("BUD107", project.cells[Field.BUDGET], baht(project.budget))


def unreadable(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A letter among the digits, or groups that are not of three, is no amount."""
    for detail, text in _budgets(plan):
        for match in _ANY_FIGURE.finditer(to_arabic(text)):
            if re.search(r"\d", match[1]) and parse_baht(match[1].rstrip(".,")) is None:
                yield _hit("BUD108", detail, text[slice(*match.span(1))])


def no_amount(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The heading says how much, in baht, or that no money is used."""
    for detail, text in _budgets(plan):
        project = context.matching.project_of(detail)
        if project is None or _says_none(text) or parse_baht(text):
            continue
        if "บาท" not in text:
            yield _hit("BUD109", detail, text)
        elif match := _LOST_AMOUNT.search(text):
            yield _hit("BUD109", detail, match[0].strip())


def bare_figure(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A number alone may be of anything: an amount is told in baht, and in words."""
    for detail, text in _budgets(plan):
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

    Prices by the head or by the hour make no sum, and are left alone; a total that is
    named is not added to its own parts.
    """
    for detail, text in _budgets(plan):
        project = context.matching.project_of(detail)
        amounts = _amounts(text)
        if project is None or project.budget is None or len(amounts) < 2:
            continue
        _, parts = _total_and_parts(text)
        sums = {sum(amounts), sum(parts)}
        if project.budget not in {*amounts, *sums} and not _BY_UNIT.search(text):
            facts = {"computed": baht(sum(parts, Decimal(0)))}
            facts["table"] = baht(project.budget)
            match = _AMOUNT.search(to_arabic(text))
            found = text[match.start() : match.end()] if match else text
            yield _hit("BUD110", detail, found, **facts)


def parts_of_a_total(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The parts of a budget make the total that is named with them.

    Not where some parts are left out (``และอื่น ๆ``), nor with prices by the head.
    """
    for detail, text in _budgets(plan):
        total, parts = _total_and_parts(text)
        is_whole = not (_BY_UNIT.search(text) or _NOT_ALL.search(text))
        if total and len(parts) > 1 and is_whole and sum(parts) != _baht(total[1]):
            facts = {"computed": baht(sum(parts, Decimal(0)))}
            yield _hit("BUD112", detail, text[slice(*total.span())], **facts)


def _total_and_parts(text: str) -> tuple[re.Match[str] | None, list[Decimal]]:
    """Return the amount that is a total by its words, and the others."""
    folded = to_arabic(text)
    matches = list(_AMOUNT.finditer(folded))
    named = [m for m in matches if _IS_TOTAL.search(folded, 0, m.start())]
    if len(named) > 1:
        return None, [_baht(match[1]) for match in matches]
    if not named and len(matches) > 2:
        between = folded[matches[0].end() : matches[1].start()]
        named = matches[:1] if _HAS_PARTS.search(between) else []
    total = named[0] if named else None
    return total, [_baht(match[1]) for match in matches if match is not total]


_BY_UNIT = re.compile(r"(?<!แ)ละ(?!เอียด|เว้น|เลย)|[x×]")
"""Prices by the head or the hour, but not the end of และ."""
_NOT_ALL = re.compile("อื่น|เป็นต้น|ฯลฯ")
_IS_TOTAL = re.compile(
    r"(?:รวม(?:เป็นเงิน|ทั้งสิ้น|ทั้งหมด|เงิน|งบประมาณ|เป็น|จำนวน|\s)*|ทั้งสิ้น(?:เป็นเงิน|จำนวน|\s)*)$"
)
_HAS_PARTS = re.compile("แยกเป็น|แบ่งเป็น|ประกอบด้วย|ดังนี้|ได้แก่|รายละเอียด|จำแนก|:")


_LOST_AMOUNT = re.compile(
    r"(?:^|(?:งบประมาณ|จำนวน|เงิน|รวม|ทั้งสิ้น)\s*)(?<!\S)บาท|(?:งบประมาณ|จำนวน|เป็นเงิน|ทั้งสิ้น)\s*บาท"
)


def _baht(figure: str) -> Decimal:
    return Decimal(figure.replace(",", ""))


def money_and_none(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """One heading says an amount and that no money is used: which is it?"""
    for detail, text in _budgets(plan):
        if len(detail.lines(Heading.BUDGET)) == 1 and "กิจกรรม" not in text:
            amounts = _amounts(text)
            if amounts and max(amounts) > 0 and NO_BUDGET in text:
                yield _hit("BUD111", detail, NO_BUDGET)
