"""Who may import whom; the picture is in docs/design.md."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# a module may import from its own layer and those before it
LAYERS = (
    (
        "sync",
        "sync.model",
        "sync.errors",
        "sync.place",
        "sync.thai",
        "sync.stopping",
        "sync.deadline",
        "sync.log",
        "sync.schema",
        "sync.resources",
        "sync.durable",
        "sync.files",
        "sync.journal",
        "sync.reach",
        "sync.defects",
        "sync.texts",
    ),
    (
        "sync.headers",
        "sync.words",
        "sync.ports",
        "sync.config",
        "sync.config_file",
        "sync.frames",
        "sync.wordlists",
    ),
    ("sync.lore", "sync.reference"),
    ("sync.rules", "sync.ledger", "sync.ledger_file"),
    ("sync.stages", "sync.importing"),
    ("sync.office",),
    ("sync.checking",),
    ("sync.mailing",),
    ("sync.cycle", "sync.due"),
    ("sync.health", "sync.status"),
    ("sync.worker",),
    ("sync.adapters",),
    ("sync.rulebook", "sync.doctor"),
    ("sync.wiring", "sync.terminal"),
    ("sync.history", "sync.watching"),
    ("sync.cli",),
)
# adapters do not know the cycle, its stages, or each other's world
ADAPTERS_KNOW = (
    *LAYERS[0],
    "sync.headers",
    "sync.words",
    "sync.ports",
    "sync.config",
    "sync.adapters",
)
# the middle is pure: no network, no clock, no file
IMPURE = {
    "os",
    "socket",
    "subprocess",
    "sqlite3",
    "requests",
    "gspread",
    "time",
    "urllib",
}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(
        ".__init__"
    )


def layer_of(module: str) -> int:
    def fits(prefix: str) -> bool:
        return module == prefix or (
            prefix != "sync" and module.startswith(prefix + ".")
        )

    return next(i for i, layer in enumerate(LAYERS) if any(map(fits, layer)))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


MODULES = sorted((ROOT / "sync").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_from_its_own_layer_and_those_below(path: Path) -> None:
    own = name_of(path)

    above = {
        module
        for module in imports(path)
        if module.startswith("sync") and layer_of(module) > layer_of(own)
    }

    assert above == set()


@pytest.mark.parametrize(
    "path", [path for path in MODULES if "adapters" in path.parts], ids=name_of
)
def test_an_adapter_knows_only_our_words_and_the_ports(path: Path) -> None:
    strangers = {
        module
        for module in imports(path)
        if module.startswith("sync")
        and not any(
            module == k or module.startswith(k + ".") for k in ADAPTERS_KNOW[1:]
        )
    }

    assert strangers == set()


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in MODULES
        if {"stages", "rules", "thai"} & set(path.parts) or path.name == "model.py"
    ],
    ids=name_of,
)
def test_the_middle_is_pure(path: Path) -> None:
    roots = {module.partition(".")[0] for module in imports(path)}

    assert roots & IMPURE == set()
