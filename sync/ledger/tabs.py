"""Tabs in the ledger: by which id a spreadsheet's tabs are found, renamed or not."""

from collections.abc import Mapping

from sync.ledger.tables import Tables, put


class Tabs:
    """The ids of a spreadsheet's tabs."""

    def __init__(self, db: Tables) -> None:
        self._db = db

    def of(self, spreadsheet: str) -> Mapping[str, int]:
        """Return the ids that a spreadsheet's tabs had, by the titles they had."""
        with self._db.guarded():
            rows = self._db.execute(
                "SELECT title, id FROM tabs WHERE spreadsheet = ?", (spreadsheet,)
            )
            return dict(rows.fetchall())

    def remember(self, spreadsheet: str, tabs: Mapping[str, int]) -> None:
        """Note the ids of tabs, so that one that is renamed is found again."""
        with self._db.transaction() as db:
            for title, number in tabs.items():
                put(db, "tabs", (spreadsheet, title, number))
