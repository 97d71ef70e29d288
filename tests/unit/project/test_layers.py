"""Which room may import which, and what of it is pure; the picture is in docs/design.md."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

# a room may import those of the layers before its own, and none beside it
LAYERS = (
    (
        "sync",
        "sync.errors",
        "sync.memo",
        "sync.model",
        "sync.paths",
        "sync.resources",
        "sync.thai",
    ),
    (
        "sync.messages",
        "sync.net",
        "sync.ports",
        "sync.storage",
    ),
    ("sync.ledger", "sync.log", "sync.rules.text", "sync.settings"),
    ("sync.plan",),
    ("sync.adapters.xlsx",),
    ("sync.adapters.local",),
    ("sync.adapters", "sync.adapters.smtp", "sync.adapters.workbook_layout"),
    ("sync.adapters.google",),
    ("sync.sheet",),
    ("sync.approval", "sync.progress"),
    ("sync.rollover",),
    ("sync.documents", "sync.importing", "sync.rules"),
    ("sync.mail", "sync.public"),
    ("sync.cycle",),
    ("sync.worker",),
    ("sync.doctor",),
    ("sync.wiring",),
    ("sync.province",),
    ("sync.cli",),
)
# the world outside is these rooms' alone to know
KNOW_ADAPTERS = {"sync.doctor", "sync.wiring", "sync.province", "sync.cli"}

# values in, values out: no network, no clock, no file
PURE = (
    "sync.approval",
    "sync.documents.report_view",
    "sync.documents.view",
    "sync.documents.wanted",
    "sync.mail.bars",
    "sync.mail.news",
    "sync.mail.notify",
    "sync.mail.occasions",
    "sync.mail.view",
    "sync.model",
    "sync.plan",
    "sync.progress",
    "sync.province.planner",
    "sync.province.registry",
    "sync.province.report",
    "sync.province.visits",
    "sync.public",
    "sync.rollover",
    "sync.rules",
    "sync.sheet",
    "sync.thai",
)
IMPURE = {
    *("http", "ftplib", "gspread", "requests", "smtplib", "socket", "ssl", "urllib"),
    *("multiprocessing", "os", "signal", "subprocess", "sys", "threading", "time"),
    *("random", "secrets", "shutil", "sqlite3", "tempfile", "uuid"),
}
# of a package that reaches outside, what works on texts alone
TEXT = {"urllib.parse"}
# they read, once, what ships with the worker or what an office has set
READ_WHAT_SHIPS = {
    "sync.messages",
    "sync.plan.labels",
    "sync.resources",
    "sync.rules.catalogue",
    "sync.rules.sources",
    "sync.rules.text.counts",
    "sync.rules.text.wordlists",
    "sync.province.values",  # names keys, and reads none
    "sync.settings.frames",
    "sync.settings.telling",
    "sync.settings.public",
    "sync.settings.values",
    "sync.storage.texts",
}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(
        ".__init__"
    )


MODULES = {name_of(path): path for path in sorted((ROOT / "sync").rglob("*.py"))}
ROOMS = {room: level for level, layer in enumerate(LAYERS) for room in layer}


def room_of(module: str) -> str:
    parts = module.split(".")
    prefixes = (".".join(parts[:count]) for count in range(len(parts), 1, -1))
    return next((prefix for prefix in prefixes if prefix in ROOMS), "sync")


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


@cache
def imports(module: str) -> frozenset[str]:
    """Every module and package that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in MODULES else node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return frozenset(found)


def reached(module: str) -> set[str]:
    """All of ours that is loaded with a module: what it imports, and so on."""
    seen: set[str] = set()
    ahead = [module]
    while ahead:
        here = ahead.pop()
        if here in MODULES and here not in seen:
            seen.add(here)
            ahead.extend(imports(here))
            ahead.append(here.rpartition(".")[0])
    return seen


def test_every_module_is_in_a_room_of_the_picture() -> None:
    top = {
        module for module in MODULES if module != "sync" and room_of(module) == "sync"
    }

    assert top == set()
    assert set(ROOMS) - {room_of(module) for module in MODULES} == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_rooms_of_the_layers_below(module: str) -> None:
    own = room_of(module)

    strangers = {
        other
        for other in imports(module)
        if other in MODULES
        and room_of(other) != own
        and ROOMS[room_of(other)] >= ROOMS[own]
    }

    assert strangers == set()


@pytest.mark.parametrize("module", MODULES)
def test_only_what_builds_them_knows_adapters(module: str) -> None:
    own = room_of(module)
    known = {other for other in imports(module) if other.startswith("sync.adapters")}

    assert not known or own in KNOW_ADAPTERS or own.startswith("sync.adapters")


@pytest.mark.parametrize(
    "module",
    [
        module
        for module in MODULES
        if any(module == pure or module.startswith(f"{pure}.") for pure in PURE)
    ],
)
def test_the_middle_is_pure_and_so_is_all_that_it_imports(module: str) -> None:
    loaded = reached(module)
    theirs = {
        other: {name.partition(".")[0] for name in imports(other) if name not in TEXT}
        for other in loaded
    }

    impure = {
        other: roots & IMPURE for other, roots in theirs.items() if roots & IMPURE
    }
    with_files = {other for other, roots in theirs.items() if "pathlib" in roots}

    assert impure == {}
    # a stop only names a path
    assert {other for other in with_files if room_of(other) != "sync.errors"} <= (
        READ_WHAT_SHIPS
    )


@pytest.mark.parametrize(
    "module",
    [
        module
        for module in MODULES
        if any(module == pure or module.startswith(f"{pure}.") for pure in PURE)
    ],
)
def test_the_middle_never_asks_what_time_it_is(module: str) -> None:
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call)
    }

    assert calls & {"datetime.now", "datetime.utcnow", "date.today", "open"} == set()
