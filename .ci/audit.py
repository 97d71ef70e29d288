"""Audit what the lock files name: ``python .ci/audit.py --with PIP-AUDIT LOCK...``.

Two things are asked. The package index, wherever pip's own settings say it is: is each
locked release still offered, not yanked, with the very hashes that are locked? And
pip-audit: is a vulnerability known? An advisory service that cannot be reached is said
and fails nothing; an index that cannot be asked fails, for then nothing was checked.
"""

import argparse
import json
import logging
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

from pip._internal.commands import create_command
from pip._internal.index.collector import LinkCollector, parse_links
from pip._internal.models.link import Link
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import (
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)

ROOT = Path(__file__).parents[1]
SERVICES = ("osv", "pypi")
SECONDS = 12
GONE = {"quarantined"}
"""States of a project (PEP 792) in which nothing of it is to be installed."""

_PIN = re.compile(
    r"([A-Za-z0-9._-]+)==([^\s;\\]+)([^\\\n]*)((?:\\\n\s+--hash=\S+\s*)*)"
)


@dataclass(frozen=True)
class Pin:
    """One locked release, and the hashes of the files that may be installed."""

    name: str
    version: str
    hashes: frozenset[str]

    def __str__(self) -> str:
        """Name the release."""
        return f"{self.name} {self.version}"


@dataclass(frozen=True)
class Offer:
    """One file of a release; ``yanked`` is why it was, ``None`` if it was not."""

    sha256: str
    yanked: str | None


@dataclass
class Shelf:
    """What the index has of a project: the files of each release."""

    status: str = ""
    files: dict[str, list[Offer]] = field(default_factory=dict)

    def add(self, filename: str, offer: Offer) -> None:
        """Put a file to its release."""
        if version := _version(filename):
            self.files.setdefault(version, []).append(offer)


def pins(lock: str) -> Iterator[Pin]:
    """Read a lock file; what is no pin at all is an error."""
    rest = _PIN.sub("", lock)
    if strange := [line for line in rest.splitlines() if line.strip(" \\")]:
        raise SystemExit(f"not a pinned release: {strange[0]}")
    for match in _PIN.finditer(lock):
        hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", match[4])
        yield Pin(canonicalize_name(match[1]), match[2], frozenset(hashes))


# --- the index ------------------------------------------------------------------------


class Index:
    """The places that pip takes packages from, by pip's own settings."""

    def __init__(self) -> None:
        command = create_command("index")
        options, _ = command.parse_args(["versions", "any"])
        session = command._build_session(options, retries=2, timeout=SECONDS)  # type: ignore[attr-defined]  # noqa: SLF001
        self._collector = LinkCollector.create(session, options=options)

    def shelf(self, name: str) -> Shelf | None:
        """Give all that is offered of a project; ``None`` if nobody answers."""
        pages = [
            self._collector.fetch_response(Link(place))
            for place in self._collector.search_scope.get_index_urls_locations(name)
        ]
        answers = [page for page in pages if page is not None]
        if not answers:
            return None
        shelf = Shelf()
        for page in answers:
            if "json" in page.content_type:
                _put_json(json.loads(page.content), shelf)
                continue
            for link in parse_links(page):
                reason = link.yanked_reason if link.is_yanked else None
                shelf.add(link.filename, Offer(link.hash or "", reason))
        return shelf


def _put_json(page: Mapping[str, Any], shelf: Shelf) -> None:
    told = page.get("project-status") or {}
    shelf.status = shelf.status or str(told.get("status", ""))
    for file in page["files"]:
        yanked = file.get("yanked", False)
        reason = (yanked if isinstance(yanked, str) else "") if yanked else None
        shelf.add(file["filename"], Offer(file["hashes"].get("sha256", ""), reason))


def _version(filename: str) -> str:
    try:
        if filename.endswith(".whl"):
            return str(parse_wheel_filename(filename)[1])
        return str(parse_sdist_filename(filename)[1])
    except ValueError:
        return ""


def troubles(pin: Pin, shelf: Shelf) -> Iterator[str]:
    """Say what speaks against a locked release."""
    if not pin.hashes:
        yield f"{pin}: locked without a hash"
    if shelf.status in GONE:
        yield f"{pin}: the project is {shelf.status}"
    offered = shelf.files.get(pin.version, [])
    if not offered:
        yield f"{pin}: not offered any more"
        return
    if all(offer.yanked is not None for offer in offered):
        yield f"{pin}: yanked ({offered[0].yanked or 'no reason given'})"
    if pin.hashes.isdisjoint(offer.sha256 for offer in offered):
        yield f"{pin}: no file that is offered has a hash that is locked"


# --- what is needed -------------------------------------------------------------------


def unneeded(locked: Sequence[Pin], wanted: Sequence[str]) -> list[str]:
    """Name what nothing asks for; what is not installed here is not judged."""
    needed: set[str] = set()
    coming = [Requirement(line) for line in wanted]
    while coming:
        asked = coming.pop()
        name = canonicalize_name(asked.name)
        key = f"{name}[{','.join(sorted(asked.extras))}]"
        if key not in needed:
            needed |= {name, key}
            coming += _asked_by(name, asked.extras)
    return [str(pin) for pin in locked if pin.name not in needed]


def _asked_by(name: str, extras: set[str]) -> Iterator[Requirement]:
    try:
        lines = requires(name) or ()
    except PackageNotFoundError:
        return  # for another system or Python
    for line in lines:
        asked = Requirement(line)
        marker = str(asked.marker or "")
        if "extra ==" not in marker or any(f'"{each}"' in marker for each in extras):
            yield asked


# --- the advisory service -------------------------------------------------------------


def known_vulnerabilities(
    program: str, lock: Path
) -> tuple[int, list[str], list[str]] | None:
    """Give how many releases were looked up, what is known, and what was left out.

    ``None`` if no service answers.
    """
    for service in SERVICES:
        told = _ask(program, service, lock)
        dependencies = told.get("dependencies", []) if told else []
        audited = [each for each in dependencies if "vulns" in each]
        if not audited:
            continue  # a service may “succeed” with everything left out
        known = [
            f"{each['name']} {each['version']}: {vuln['id']}"
            + (
                f" (mended in {', '.join(fixes)})"
                if (fixes := vuln["fix_versions"])
                else ""
            )
            for each in audited
            for vuln in each["vulns"]
        ]
        left = [str(each["name"]) for each in dependencies if "vulns" not in each]
        return len(audited), known, left
    return None


def _ask(program: str, service: str, lock: Path) -> Mapping[str, Any] | None:
    command = [program, "-r", str(lock), "--require-hashes", "--disable-pip"]
    command += ["-s", service, "-f", "json", "--progress-spinner", "off"]
    command += ["--timeout", str(SECONDS)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=3 * SECONDS, check=False
        )
        told = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None
    return told if isinstance(told, dict) else None


# --- all of it ------------------------------------------------------------------------


def main() -> int:
    """Audit the lock files; say what was checked, and what is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--with", dest="program", default="pip-audit")
    parser.add_argument("--wanted", action="append", default=[])
    parser.add_argument("locks", nargs="+", type=Path)
    chosen = parser.parse_args()
    logging.getLogger("pip").setLevel(logging.ERROR)
    pinned = {lock: list(pins(lock.read_text("utf-8"))) for lock in chosen.locks}
    every = sorted({pin for locked in pinned.values() for pin in locked}, key=str)
    found = list(_ask_the_index(every))
    for lock, locked in pinned.items():
        if chosen.wanted or lock.resolve().parent == ROOT:
            names = unneeded(locked, chosen.wanted or _wanted())
            found += [f"{name}: nothing asks for it" for name in names]
    found += _ask_for_vulnerabilities(chosen.program, chosen.locks)
    for trouble in dict.fromkeys(found):
        print(f"✗ {trouble}")
    return 1 if found else 0


def _ask_for_vulnerabilities(program: str, locks: Sequence[Path]) -> Iterator[str]:
    for lock in locks:
        answer = known_vulnerabilities(program, lock)
        if answer is None:
            print("NO advisory service answers: vulnerabilities were NOT looked up")
            return
        count, known, left = answer
        print(f"{lock.name}: {count} releases looked up for known vulnerabilities")
        if left:
            print(f"{lock.name}: NOT looked up: {', '.join(left)}")
        yield from known


def _ask_the_index(locked: Sequence[Pin]) -> Iterator[str]:
    index, asked = Index(), 0
    for pin in locked:
        shelf = index.shelf(pin.name)
        if shelf is None:
            yield f"{pin}: the index does not answer"
            continue
        asked += 1
        if shelf.status not in {"", "active", *GONE}:
            print(f"{pin.name}: its project says it is {shelf.status}")
        yield from troubles(pin, shelf)
    print(f"{asked} of {len(locked)} releases compared with the package index")
    if not asked:
        yield "nothing could be checked"


def _wanted() -> list[str]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [*told["project"]["dependencies"], *told["dependency-groups"]["dev"]]


if __name__ == "__main__":
    sys.exit(main())
