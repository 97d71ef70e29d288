"""The example office: a fictional plan with five mistakes, to see the worker work."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sync.importing import import_plan
from sync.model.imports import ImportedPlan, ImportedRecipient
from sync.model.plan import Info, Role
from sync.plan.labels import Headers
from sync.resources import CONFIG


def load_example(
    headers: Headers, dimensions: Sequence[str], folder: Path = CONFIG / "example"
) -> ImportedPlan:
    """Import the example's plan, and add what an export does not carry."""
    plan = import_plan(folder / "plan.txt", headers, dimensions)
    rest = tomllib.loads((folder / "tabs.toml").read_text("utf-8"))
    recipients = [
        ImportedRecipient(
            name=row["name"],
            email=row["email"],
            role=Role(headers.find("roles", row["role"]) or row["role"]),
            wants=row["wants"],
        )
        for row in rest["recipients"]
    ]
    info = {Info(name): text for name, text in rest["info"].items()}
    return replace(plan, info={**plan.info, **info}, recipients=tuple(recipients))
