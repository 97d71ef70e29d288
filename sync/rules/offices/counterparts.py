"""What this office calls itself and its officers, where a text has another's words.

What is advised can be typed in place of what was found: the office's own kind, with its
own name where one stood.
"""

from dataclasses import dataclass

from sync.model.plan import Info, Plan
from sync.rules.offices.own_name import names_the_office
from sync.rules.text.wordlists import OfficeKind

_TOWN, _MAYOR = "เทศบาล", "นายกเทศมนตรี"
_HEAD, _DEPUTY, _DEPUTIES = "นายก", "รอง", frozenset({"เทศมนตรี"})
"""Towns once had เทศมนตรี for what is รองนายก now."""
_ROLES = (_HEAD, "ปลัด", "สมาชิกสภา", "สภา", ("พนักงาน", "ข้าราชการ"))


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """The plan's office: its kind, how its name begins, and the rest of the name."""

    kind: OfficeKind
    begins: str
    name: str

    @property
    def called(self) -> str:
        """Return its whole name."""
        return f"{self.begins}{self.name}"

    @property
    def short(self) -> str:
        """Return the abbreviation of its kind; empty where it has none."""
        return next((name for name in self.kind.names if _is_short(name)), "")


def own_office(plan: Plan, kind: OfficeKind) -> OwnOffice:
    """Return what the plan's office is called: a town is no เทศบาลตำบล."""
    texts = (plan.info.text(Info.OFFICE), plan.info.text(Info.OFFICE_TYPE))
    begins = (name for text in texts for name in kind.names if text.startswith(name))
    return OwnOffice(kind, next(begins, kind.names[0]), names_the_office(plan, kind))


def of_its_kind(own: OwnOffice, before: str) -> str:
    """Return what stands before the office's own name where another's has ``before``.

    ``before`` are words of the same kind of office, as อบต. or นายกเทศมนตรีตำบล: an
    abbreviation stays one, and a town's become those of a town.
    """
    is_of_towns = before.startswith((_TOWN, _MAYOR)) and own.begins.startswith(_TOWN)
    if before == _TOWN or not is_of_towns:
        return before
    if before.startswith(_MAYOR):
        return own.begins.replace(_TOWN, _MAYOR, 1)
    return own.begins


def counterpart(
    own: OwnOffice, word: str, other: OfficeKind, *, gap: str | None
) -> str:
    """Return this office's word for another kind's; empty where it is not plain which.

    Args:
        own: this office.
        word: the other kind's word for an officer, a by-law or the office.
        other: the other kind.
        gap: what parts the word from a name behind it, which the answer has too;
            ``None`` where there is no name.
    """
    if word == other.law:
        return own.kind.law
    if word in _DEPUTIES or word.startswith(_DEPUTY):
        head = _HEAD if word in _DEPUTIES else word.removeprefix(_DEPUTY)
        return f"{_DEPUTY}{counterpart(own, head, other, gap=gap)}"
    for role in _ROLES:
        if word.startswith(role):
            post = next((own for own in own.kind.own if own.startswith(role)), "")
            return _with_name(own, post) if post and gap is not None else post
    if word not in other.names:
        of = next((name for name in other.names if word.endswith(name)), None)
        unit = word.removesuffix(of) if of else ""
        office = own.begins if gap is None else own.called
        return f"{unit}{' ' if _is_short(own.begins) else ''}{office}" if unit else ""
    if not (_is_short(word) and own.short):
        return own.called
    return own.short if gap is None else f"{own.short}{gap}{own.name}"


def _with_name(own: OwnOffice, post: str) -> str:
    """Return a post with the office's name: นายกเทศมนตรี|เมือง|…; ปลัดเทศบาล|เมือง|…."""
    if post.endswith(own.kind.names) or post == _MAYOR:
        town = own.begins.removeprefix(_TOWN) if own.begins.startswith(_TOWN) else ""
        return f"{post}{town}{own.name}"
    return f"{post} {own.called}"


def _is_short(name: str) -> bool:
    return name.endswith(".")
