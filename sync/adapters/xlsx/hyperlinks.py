"""The links of one worksheet's cells, in its XML and its relationships."""

from collections.abc import Iterable, Mapping
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sync.adapters.xlsx.cells import LinkedArea
from sync.adapters.xlsx.elements import Element, add
from sync.adapters.xlsx.package import Package
from sync.adapters.xlsx.relationships import OFFICE, Relationships
from sync.adapters.xlsx.text import to_xml
from sync.adapters.xlsx.workbook import main
from sync.model.cells import Cell, CellEdit

_REL_ID = f"{{{OFFICE}}}id"
_FOLLOWING = {
    main(name)
    for name in (
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "customProperties",
        "cellWatches",
        "ignoredErrors",
        "smartTags",
        "drawing",
        "legacyDrawing",
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    )
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
"""What must stand after the links: Excel calls a sheet in another order broken."""


def read_links(
    package: Package, part: str, title: str, linked: Iterable[LinkedArea]
) -> Mapping[Cell, str]:
    """Return where cells lead outside of the workbook; of an area, its first one.

    Args:
        package: the workbook's.
        part: the worksheet's.
        title: its tab's.
        linked: its cells that lead somewhere.
    """
    targets = {each.id: each.target for each in Relationships(package, part)}
    return {
        Cell(title, area.top, area.left): _whole(targets[rel_id], package.path)
        for area, rel_id in linked
        if rel_id in targets
    }


def _whole(target: str, workbook: Path) -> str:
    """Return an address; what lies beside a workbook Excel names without its folder."""
    if urlsplit(target).scheme:
        return target
    beside = workbook.absolute().parent / unquote(target.replace("\\", "/"))
    return Path(normpath(beside)).as_uri()


class Hyperlinks:
    """The links of one worksheet; each edit's cell gets its own, or none."""

    def __init__(self, worksheet: Element, relationships: Relationships) -> None:
        self._worksheet = worksheet
        self._relationships = relationships

    def put(self, edit: CellEdit) -> None:
        """Let the cell link to where the edit says, and nowhere else."""
        self._remove(edit.cell.a1)
        if edit.link is None:
            return
        attributes = {"ref": edit.cell.a1}
        if isinstance(edit.link, Cell):
            attributes["location"] = _location(edit.link)
        else:
            address = self._relationships.add_address("hyperlink", edit.link)
            attributes[_REL_ID] = address
        if edit.new is not None:
            attributes["display"] = to_xml(str(edit.new))
        add(self._list(), main("hyperlink"), attributes)

    def _remove(self, place: str) -> None:
        links = self._worksheet.find(main("hyperlinks"))
        if links is None:
            return
        for link in list(links):
            if link.get("ref", "").replace("$", "") in {place, f"{place}:{place}"}:
                links.remove(link)
                self._forget(link.get(_REL_ID), links)
        if len(links) == 0:
            self._worksheet.remove(links)

    def _forget(self, rel_id: str | None, links: Element) -> None:
        still_used = any(link.get(_REL_ID) == rel_id for link in links)
        if rel_id is not None and not still_used:
            self._relationships.remove(rel_id)

    def _list(self) -> Element:
        present = self._worksheet.find(main("hyperlinks"))
        if present is not None:
            return present
        sheet = self._worksheet
        following = (at for at, child in enumerate(sheet) if child.tag in _FOLLOWING)
        return add(sheet, main("hyperlinks"), at=next(following, None))


def _location(cell: Cell) -> str:
    tab = cell.tab.replace("'", "''")
    return f"'{tab}'!{cell.a1}"
