"""Which of Google's methods are served: ``python -m emulator.served > emulator/SERVED.md``.

Told by the discovery documents and the routes, so that nothing is served unsaid.
"""

import sys
from collections.abc import Iterator

from emulator.contract_methods import Method, all_methods
from emulator.discovery import APIS, document
from emulator.gateway import Gateway
from emulator.web import Routes
from emulator.world import World

_HEAD = """\
# What is served

Method by method, of the versions of Google's interfaces that the emulator knows. Made by
`python -m emulator.served > emulator/SERVED.md`; a test holds it to the code. How true an
answer is, and what is left out within a method, is in [README.md](README.md).
"""


def page() -> str:
    """Return the page that tells it."""
    services = Gateway(World()).services
    return "\n".join(
        [_HEAD, *(line for api in APIS for line in _section(api, services))]
    )


def is_served(method: Method, services: list[Routes]) -> bool:
    """Whether some route answers a method, in each of the ways to call it."""
    verb = method.spec["httpMethod"]
    return any(routes.serves(verb, method.path) for routes in services)


def _section(api: str, services: list[Routes]) -> Iterator[str]:
    methods = [it for it in all_methods() if it.api == api]
    names: dict[str, list[Method]] = {}
    for method in methods:
        names.setdefault(method.id, []).append(method)
    served = {
        name: [way for way in ways if is_served(way, services)]
        for name, ways in names.items()
    }
    revision = document(api)["revision"]
    count = sum(1 for ways in served.values() if ways)
    yield f"## {api}"
    yield ""
    yield f"Revision {revision}: {count} of {len(names)} methods."
    yield ""
    yield "| method | call |"
    yield "| --- | --- |"
    for name in sorted(served):
        if served[name]:
            calls = sorted(
                {f"{it.spec['httpMethod']} {it.path}" for it in served[name]}
            )
            yield f"| `{name}` | {'<br>'.join(f'`{call}`' for call in calls)} |"
    rest = [f"`{name}`" for name in sorted(served) if not served[name]]
    if rest:
        yield ""
        yield f"Not served: {', '.join(rest)}."
    yield ""


if __name__ == "__main__":
    sys.stdout.write(page())
