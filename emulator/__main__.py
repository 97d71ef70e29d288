"""Start the emulator by hand: ``python3 -m emulator --port N --data DIR``."""

import argparse
import signal
import sqlite3
import sys
import threading
from pathlib import Path

from emulator import demo
from emulator.server import WorkspaceServer
from emulator.storage import OlderFolder, Store
from emulator.world import OWNER, Account, World


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(
        prog="python3 -m emulator", description="An emulated Google Workspace."
    )
    parser.add_argument("--port", type=int, default=8123, help="0: any free one")
    parser.add_argument("--host", default="127.0.0.1", help="of a container: 0.0.0.0")
    parser.add_argument("--data", type=Path, help="keep everything in this folder")
    parser.add_argument(
        "--no-auth", action="store_true", help="take requests without a token"
    )
    options = parser.parse_args()
    store = _opened(options.data, parser) if options.data else None
    world = store.load() if store else World()
    world.accounts.setdefault(OWNER, Account(OWNER, name="เจ้าของตัวอย่าง"))
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    try:
        server = WorkspaceServer(
            world, host=options.host, port=options.port, no_auth=options.no_auth
        )
    except (OSError, OverflowError) as error:
        parser.error(f"port {options.port}: {getattr(error, 'strerror', error)}")
    with server:
        sys.stdout.write("\n".join(_ready(server, store, options.data)) + "\n")
        sys.stdout.flush()
        while not stopped.wait(1):  # Windows notices a signal only between two waits
            pass
    if store:
        store.close()


def _opened(folder: Path, parser: argparse.ArgumentParser) -> Store:
    """Return a folder, which nobody else may have at the same time."""
    try:
        store = Store(folder)
        store.hold()
    except OlderFolder as error:
        parser.error(str(error))
    except (OSError, sqlite3.Error) as error:
        parser.error(f"{folder}: {error}")
    return store


def _ready(server: WorkspaceServer, store: Store | None, folder: Path) -> list[str]:
    """Return what to print; with a folder, what happens from now on is kept in it."""
    if store is None:
        return [f"address: {server.address}"]
    lines = demo.welcome(server, folder, first=store.is_new)
    with server.world.lock:
        server.gateway.keep = lambda: store.save(server.world)
        server.gateway.keep()
    return lines


if __name__ == "__main__":
    main()
