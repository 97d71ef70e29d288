"""How versions stand, and what speaks for a decision, in the words of the sheet."""

from collections.abc import Sequence

from sync.messages import Words
from sync.model.approval_tab import Column, ProposalRow, Typed
from sync.model.approvals import Approval, Decision, Entered, Standing, Strength
from sync.model.chain import Chained
from sync.plan.labels import Headers
from sync.plan.marks import BESIDE
from sync.thai.folding import only_signs, says_something


def version_in_words(version: Entered | Approval | Decision, words: Words) -> str:
    """Name a version: ``แผน พ.ศ. 2570 ฉบับที่ 3``."""
    return words.say(
        "approval.version",
        document=words.say(f"chain.{version.document}"),
        year=str(version.year),
        version=str(version.version),
    )


def approval_label(
    column: Column, version: Entered, headers: Headers, words: Words
) -> str:
    """Return what people call a column of the tab, of a version."""
    heading = headers.write("approvals", column)
    return f"{heading} ({version_in_words(version, words)})"


def decision_in(row: ProposalRow) -> Decision | None:
    """Return the decision that stands in a row, if it has all that makes one.

    So with an announcement: of one that is half typed nothing is said yet. Signs are
    nobody's name, and no number.
    """
    name, is_whole = row.text(Typed.NAME), row.is_decided
    if row.result is None or not is_whole or not says_something(name):
        return None
    version, number = row.version, row.text(Typed.ANNOUNCEMENT)
    day = None if Typed.ANNOUNCED_ON in row.ahead else row.announced_on
    is_announced = bool(not only_signs(number) and day and row.signed)
    return Decision(
        version.document,
        version.year,
        version.version,
        version.content,
        row.result,
        _strength(row),
        row.decided_on,
        name,
        row.text(Typed.POSITION),
        number if is_announced else "",
        day if is_announced else None,
        row.signed,
        len(row.editors),
    )


def _strength(row: ProposalRow) -> Strength:
    """Return the strongest of what speaks for the decision in a row."""
    if row.signed:
        return Strength.SIGNED
    return Strength.GUARDED if row.editors else Strength.NOTED


def standing_of(row: ProposalRow, approvals: Sequence[Approval]) -> Standing:
    """Return how a version stands by its row, and by what its document says now."""
    decision = decision_in(row)
    if decision is None:
        return Standing.PROPOSED if row.proposed else Standing.DRAFT
    stands = approval_of(row.version, approvals)
    is_it = stands is not None and stands.version == row.version.version
    if is_it and stands is not None and stands.standing is Standing.CHANGED:
        return Standing.CHANGED if decision.is_approval else decision.standing
    return decision.standing


def approval_of(version: Entered, approvals: Sequence[Approval]) -> Approval | None:
    """Return the approval that stands of a version's document and year."""
    whose = (version.document, version.year)
    found = (each for each in approvals if (each.document, each.year) == whose)
    return next(found, None)


def standing_in_words(
    row: ProposalRow, approvals: Sequence[Approval], words: Words
) -> str:
    """Say how a version stands, claiming no more than is known."""
    standing = standing_of(row, approvals)
    decision = decision_in(row)
    said = words.say(f"approval.{standing}")
    if decision is None or not decision.is_approval:
        return said
    if standing is Standing.APPROVED and decision.strength is Strength.NOTED:
        said = words.say("approval.noted")
    stands = approval_of(row.version, approvals)
    if stands is not None and stands.version > row.version.version:
        return f"{said}{BESIDE}{words.say('approval.superseded')}"
    return said


def evidence_in_words(
    row: ProposalRow, words: Words, noted: Decision | None = None
) -> str | None:
    """Say what speaks for the decision in a row; nothing where there is none.

    ``noted`` is the last decision that was noted on the version: what Drive knew of the
    paper that it names.
    """
    decision = decision_in(row)
    if decision is None:
        return None
    result = words.say(f"results.{decision.result}")
    name = "guarded" if row.editors else "hidden" if row.hidden else "noted"
    said = words.say(
        f"approval.by_{name}", result=result, editors=", ".join(row.editors)
    )
    if row.signed:
        drive = noted is not None and noted.strength is Strength.DRIVE
        is_same = noted is not None and noted.signed == row.signed
        paper = "drive" if drive and is_same else "signed"
        said = f"{words.say(f'approval.by_{paper}')}{BESIDE}{said}"
    return said


def editors_in_words(row: ProposalRow, words: Words) -> str:
    """Say who may edit the cell of the result."""
    if not row.editors:
        return words.say("approval.hidden" if row.hidden else "approval.anybody")
    return words.say("approval.only", editors=", ".join(row.editors))


def approvals_in_words(
    rows: Sequence[ProposalRow], approvals: Sequence[Approval], words: Words
) -> tuple[tuple[str, str], ...]:
    """Name each document that was ever put forward, and say how it stands.

    Args:
        rows: of the tab.
        approvals: those that stand.
        words: the reader's.

    Returns:
        The name of a document and year, and a line on it, in their order.
    """
    latest: dict[tuple[Chained, int], ProposalRow] = {}
    for row in sorted(rows, key=lambda each: each.version.version):
        if row.proposed:
            latest[row.version.document, row.version.year] = row
    standing = {(each.document, each.year): each for each in approvals}
    return tuple(
        (
            words.say(
                "approval.document_of",
                document=words.say(f"chain.{document}"),
                year=str(year),
            ),
            _line(latest.get((document, year)), standing.get((document, year)), words),
        )
        for document, year in sorted(latest.keys() | standing.keys())
    )


def _line(row: ProposalRow | None, stands: Approval | None, words: Words) -> str:
    """Say how a document stands: what is approved, and what was put forward since."""
    said = []
    if stands is not None:
        name = f"approval.{stands.standing}"
        if stands.standing is Standing.APPROVED and stands.strength is Strength.NOTED:
            name = "approval.noted"
        said.append(_of_version(stands.version, words.say(name), words))
    if row is not None and (stands is None or row.version.version > stands.version):
        approvals = [stands] if stands else []
        standing = standing_in_words(row, approvals, words)
        said.append(_of_version(row.version.version, standing, words))
    return BESIDE.join(said)


def _of_version(number: int, said: str, words: Words) -> str:
    return words.say("approval.of_version", version=str(number), said=said)
