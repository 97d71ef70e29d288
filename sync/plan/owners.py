"""Whose a project is: those that its detail names under ผู้รับผิดชอบ."""

import re

from sync.model.plan import Heading, Plan, Project, Recipient
from sync.plan.matching import Matching
from sync.thai.folding import clean, key

_TITLE = re.compile(
    r"^(นางสาว|นาง|นาย|(ว่าที่\s*)?((พันจ่า|จ่าสิบ|จ่า|สิบ|ร้อย|พัน)(ตรี|โท|เอก)|([ก-ฮ]{1,2}\.\s*)+))\s*"
)
_PARTS = re.compile(r"[()（）,/]|\s[-–]\s")
_SHORTEST = 4
"""Letters: less of a name is found by chance in other words."""


def owned_projects(
    plan: Plan, recipient: Recipient, matching: Matching
) -> tuple[Project, ...]:
    """Return the projects whose ผู้รับผิดชอบ names somebody, or the unit in their name.

    A title before a name makes no difference, nor does what stands around the name:
    ``นางสาวสมมุติ ใจซื่อ (สำนักปลัด)`` owns what ``สมมุติ ใจซื่อ`` or ``สำนักปลัด`` does.

    Args:
        plan: whose projects.
        recipient: the person or unit, by name.
        matching: which detail is which project's.

    Returns:
        The projects, in the plan's order.
    """
    names = [name for name in _names(recipient.name) if len(name) >= _SHORTEST]
    named = set()
    for detail in plan.details:
        project = matching.project_of(detail)
        text = key(detail.texts.get(Heading.RESPONSIBLE, ""))
        if project and any(name in text for name in names):
            named.add(project.row)
    return tuple(project for project in plan.projects if project.row in named)


def _names(text: str) -> list[str]:
    return [key(_TITLE.sub("", clean(part))) for part in _PARTS.split(text)]
