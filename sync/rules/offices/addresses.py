"""The rule on other offices' web and mail addresses."""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Info, Plan
from sync.rules.context import RuleContext
from sync.rules.offices import romanised
from sync.rules.offices.others import on_purpose
from sync.rules.text.normalized import NormalizedText
from sync.thai.folding import clean

_HOST = re.compile(
    r"(?:(?P<at>@)|https?://|(?<![\w.@/-]))(?P<host>(?:[a-z0-9-]+\.)+(?:go|or|in|co)\.th|(?:[a-z0-9-]+\.)+(?:com|net|org))(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
_OF_OFFICES = ".go.th"
_MAIL = "mail.go.th"
"""The government's mail, where many offices have theirs (saraban_…@lgo.mail.go.th)."""


def other_address(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Another office's web or mail address: what is sent there reaches strangers.

    The office's own is the one that its mail goes to, its settings name, or the plan
    has most often; of two that are as frequent, the one that sounds like its name.
    """
    met: list[tuple[NormalizedText, re.Match[str], str]] = []
    for typed in context.texts:
        if _OF_OFFICES not in typed.plain.lower():
            continue
        for match in _HOST.finditer(typed.plain):
            host, begins = _registered(match["host"]), max(0, match.start() - _FAR)
            is_public = host.startswith(context.lists.national_hosts) or bool(
                _OF_THE_STATE.search(typed.plain, begins, match.start())
            )
            if host and not is_public:
                met.append((typed, match, host))
    name = clean(plan.info.text(Info.OFFICE))
    own = _own_hosts(plan, context) or _usual([host for _, _, host in met], name)
    for typed, match, host in met:
        if host not in own and not on_purpose(typed.plain, *match.span()):
            facts = {"right": min(own)}
            yield typed.hit("ORG009", match.start("host"), match.end(), **facts)


_OF_THE_STATE = re.compile(r"(?:กระทรวง|(?<!แ)กรม(?!ธรรม์)[ก-๎]{3}|คณะกรรมการ)[^\n]*\Z")
"""A ministry or a department named before an address has it."""
_FAR = 100


def _registered(host: str) -> str:
    """Return the part that is an office's: thungyai.go.th; empty for a public service."""
    parts = host.lower().split(".")
    registered = ".".join(parts[-3:])
    return (
        registered if registered.endswith(_OF_OFFICES) and registered != _MAIL else ""
    )


def _own_hosts(plan: Plan, context: RuleContext) -> frozenset[str]:
    mail = (one.email.rpartition("@")[2] for one in plan.recipients)
    named = (_registered(host) for host in (*mail, *context.domains))
    return frozenset(filter(None, named))


def _usual(hosts: list[str], office: str) -> frozenset[str]:
    """Choose the host met most, and of those the one that sounds most like the office."""

    def likeness(host: str) -> tuple[int, float]:
        sounds = romanised.likeness(office, host.partition(".")[0])
        return hosts.count(host), sounds

    return frozenset([max(hosts, key=likeness)]) if hosts else frozenset()
