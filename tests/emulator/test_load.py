"""Ten clients at once: hundreds of edits a second, and none of them lost."""

import http.client
import json
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit

from emulator.server import WorkspaceServer
from emulator.world import World

CLIENTS, EDITS = 10, 30
EDITS_A_SECOND = 200


class Client:
    """One connection, kept open, with nothing of a client library's own time."""

    def __init__(self, server: WorkspaceServer) -> None:
        self._server = urlsplit(server.address).netloc

    def edit(self, calls: Iterable[tuple[str, str, dict[str, object]]]) -> list[int]:
        """Make calls one after another; give the statuses."""
        connection = http.client.HTTPConnection(self._server, timeout=60)
        statuses = []
        for method, path, body in calls:
            connection.request(method, path, json.dumps(body))
            reply = connection.getresponse()
            reply.read()
            statuses.append(reply.status)
        connection.close()
        return statuses


def edits(home: str, client: int) -> list[tuple[str, str, dict[str, object]]]:
    """Return what one client does: rows of its own, a cell of its own, notes."""
    raw = "valueInputOption=RAW&prettyPrint=false"
    made: list[tuple[str, str, dict[str, object]]] = []
    for number in range(EDITS // 3):
        cell = quote(f"B!{chr(65 + client)}{number + 1}", safe="")
        place = {"sheetId": 2, "rowIndex": number, "columnIndex": client}
        note = {
            "rows": [{"values": [{"note": f"{client}/{number}"}]}],
            "start": place,
            "fields": "note",
        }
        made += [
            (
                "POST",
                f"{home}/values/A:append?{raw}",
                {"values": [[f"{client}/{number}"]]},
            ),
            ("PUT", f"{home}/values/{cell}?{raw}", {"values": [[client * number]]}),
            ("POST", f"{home}:batchUpdate", {"requests": [{"updateCells": note}]}),
        ]
    return made


def test_ten_clients_at_once_lose_nothing_and_do_not_wait_long(
    workspace: WorkspaceServer, world: World
) -> None:
    tabs = [
        {"properties": {"title": title, "sheetId": sheet_id}}
        for sheet_id, title in enumerate("ABC")
    ]
    body: dict[str, object] = {"properties": {"title": "แผน"}, "sheets": tabs}
    Client(workspace).edit([("POST", "/v4/spreadsheets", body)])
    (spreadsheet,) = world.spreadsheets.values()
    home = f"/v4/spreadsheets/{spreadsheet.id}"
    version = int(world.files[spreadsheet.id].resource["version"])
    workspace.observers.clear()  # the contract is held to by all other tests

    begun = time.process_time()
    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [Client(workspace) for _ in range(CLIENTS)]
        work = [edits(home, number) for number in range(CLIENTS)]
        statuses = list(pool.map(Client.edit, clients, work))
    taken = time.process_time() - begun

    assert statuses == [[200] * EDITS] * CLIENTS
    rows, cells, notes = world.spreadsheets[spreadsheet.id].tabs
    all_of_them = {f"{c}/{n}" for c in range(CLIENTS) for n in range(EDITS // 3)}
    appended = [it["userEnteredValue"]["stringValue"] for it in rows.cells.values()]
    assert (len(appended), set(appended)) == (len(all_of_them), all_of_them)
    written = {
        place: it["userEnteredValue"]["numberValue"]
        for place, it in cells.cells.items()
    }
    assert written == {(n, c): c * n for c in range(CLIENTS) for n in range(EDITS // 3)}
    assert {it["note"] for it in notes.cells.values()} == all_of_them
    after = int(world.files[spreadsheet.id].resource["version"])
    assert after - version == CLIENTS * EDITS
    assert CLIENTS * EDITS / taken >= EDITS_A_SECOND, "of the processor's seconds"
