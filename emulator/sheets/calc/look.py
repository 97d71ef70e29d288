"""How the result of a formula is shown if its cell has no number format."""

from emulator.sheets.calc.syntax import Call, Node, Operation, parse
from emulator.sheets.calc.tokens import UnreadableFormula, UnservedFormula
from emulator.web import JSON

_KINDS = {
    "DATE": "DATE",
    "TODAY": "DATE",
    "NOW": "DATE_TIME",
}


def format_of_formula(formula: str) -> JSON:
    """Return the number format that a formula implies, if it makes dates."""
    try:
        kind = _kind(parse(formula))
    except (UnreadableFormula, UnservedFormula):
        kind = None
    return {"type": kind} if kind else {}


def _kind(tree: Node) -> str | None:
    if isinstance(tree, Call):
        if tree.name in ("IF", "IFERROR") and len(tree.arguments) > 1:
            return _kind(tree.arguments[tree.name == "IF"])
        return _KINDS.get(tree.name)
    if isinstance(tree, Operation) and tree.sign in ("+", "-"):
        left, right = map(_kind, tree.operands)
        return None if left and right else left or right
    return None
