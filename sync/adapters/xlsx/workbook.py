"""Which tabs a workbook has, in which parts; and what all its tabs share."""

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from sync.adapters.xlsx.elements import add, new_root
from sync.adapters.xlsx.package import CONTENT_TYPES, Package
from sync.adapters.xlsx.relationships import OFFICE, Relationships
from sync.errors import WorkbookDamaged, WorkbookForeign
from sync.plan.labels import shown_titles

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
"""The namespace of the transitional form, which all our readers know."""

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPREADSHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_WORKBOOK_TYPES = {
    f"{SPREADSHEETML}sheet.main+xml",
    f"{SPREADSHEETML}template.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "application/vnd.ms-excel.template.macroEnabled.main+xml",
}
_USUAL_PART = "/xl/workbook.xml"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def main(name: str) -> str:
    """Return the full name of one of SpreadsheetML's elements."""
    return f"{{{MAIN}}}{name}"


class Workbook:
    """The workbook part of a package and its tabs.

    ``tabs`` are the parts by the titles that tabs are known by, and ``titles`` what
    they are truly called.

    Raises:
        WorkbookForeign: the package is no workbook.
        WorkbookDamaged: the workbook names parts that are not there.
        TabsAlike: two tabs bear the same title but for spaces.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._types = package.tree(CONTENT_TYPES)
        self._part = self._find_part()
        self._root = package.tree(self._part)
        self._relationships = Relationships(package, self._part)
        if etree.QName(self._root).namespace != MAIN:
            raise WorkbookForeign(package.path)
        parts = self._find_tabs()
        shown = shown_titles(list(parts))
        self.tabs = dict(zip(shown, parts.values(), strict=True))
        self.titles = dict(zip(shown, parts, strict=True))

    def part_of(self, kind: str) -> str:
        """Return the name of the part that the tabs share.

        ``styles``, ``sharedStrings``.
        """
        targets = (known.target for known in self._relationships if known.kind == kind)
        return next(targets, f"xl/{kind}.xml")

    @property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904, as on old Macs."""
        settings = self._root.find(main("workbookPr"))
        return settings is not None and settings.get("date1904") in {"1", "true"}

    @property
    def hidden_tabs(self) -> Iterator[str]:
        """The tabs that are out of sight, by the titles they are known by."""
        known = {title: shown for shown, title in self.titles.items()}
        for sheet in self._root.iterfind(f"{main('sheets')}/{main('sheet')}"):
            title = sheet.get("name", "")
            if sheet.get("state", "visible") != "visible" and title in known:
                yield known[title]

    @cached_property
    def has_formulas(self) -> bool:
        """Whether any tab holds a formula."""
        return any(
            _FORMULA.search(self._package.read(part)) for part in self.tabs.values()
        )

    def add_tab(self, title: str) -> str:
        """Add an empty tab at the end, and return its part's name."""
        number = 1
        while self._package.has(part := f"xl/worksheets/sheet{number}.xml"):
            number += 1
        root = new_root(MAIN, "worksheet", r=OFFICE)
        add(root, main("sheetData"))
        self._package.put_tree(part, root)
        self.declare(part, f"{SPREADSHEETML}worksheet+xml")
        self._list(title, self._relationships.add_part("worksheet", part))
        self.tabs[title] = part
        self.titles[title] = title
        return part

    def declare(self, part: str, content_type: str) -> None:
        """Say of what type a part is."""
        attributes = {"PartName": f"/{part}", "ContentType": content_type}
        add(self._types, f"{{{_TYPES}}}Override", attributes)
        self._package.put_tree(CONTENT_TYPES, self._types)

    def declare_suffix(self, suffix: str, content_type: str) -> None:
        """Say of what type parts of a suffix are, unless that is said."""
        tag = f"{{{_TYPES}}}Default"
        if all(known.get("Extension") != suffix for known in self._types.iter(tag)):
            attributes = {"Extension": suffix, "ContentType": content_type}
            add(self._types, tag, attributes, at=0)
            self._package.put_tree(CONTENT_TYPES, self._types)

    def undeclare(self, part: str) -> None:
        """Say nothing of a part that is no more."""
        for declared in list(self._types):
            if declared.get("PartName") == f"/{part}":
                self._types.remove(declared)
        self._package.put_tree(CONTENT_TYPES, self._types)

    def drop_calculation_chain(self) -> None:
        """Take out the list of formulas; programs make it anew when it is missing."""
        for relationship in list(self._relationships):
            if relationship.kind == "calcChain":
                self._relationships.remove(relationship.id)
                self._package.remove(relationship.target)
                self.undeclare(relationship.target)

    def recalculate_on_opening(self) -> None:
        """Have formulas computed afresh: some may depend on what was written."""
        settings = self._root.find(main("calcPr"))
        if settings is None or settings.get("fullCalcOnLoad") in {"1", "true"}:
            return
        if self.has_formulas:
            settings.set("fullCalcOnLoad", "1")
            self._package.put_tree(self._part, self._root)

    def _find_part(self) -> str:
        for declared in self._types:
            if declared.get("ContentType") in _WORKBOOK_TYPES:
                part = declared.get("PartName", _USUAL_PART).lstrip("/")
                if not self._package.has(part):
                    raise WorkbookDamaged(self._package.path, f"no part {part}")
                return part
        raise WorkbookForeign(self._package.path)

    def _find_tabs(self) -> dict[str, str]:
        parts = {known.id: known.target for known in self._relationships}
        tabs = {}
        for sheet in self._root.iterfind(f"{main('sheets')}/{main('sheet')}"):
            rel_id = sheet.get(f"{{{OFFICE}}}id")
            if not rel_id:
                continue  # an old macro module, which has no cells
            title, part = sheet.get("name", ""), parts.get(rel_id, "")
            if not self._package.has(part):
                raise WorkbookDamaged(self._package.path, f"no part of tab {title}")
            tabs[title] = part
        if not tabs:
            raise WorkbookDamaged(self._package.path, "no tabs")
        return tabs

    def _list(self, title: str, rel_id: str) -> None:
        sheets = self._root.find(main("sheets"))
        if sheets is None:
            raise WorkbookDamaged(self._package.path, "no tabs")
        taken = (int(sheet.get("sheetId", "0")) for sheet in sheets)
        attributes = {
            "name": title,
            "sheetId": str(max(taken, default=0) + 1),
            f"{{{OFFICE}}}id": rel_id,
        }
        add(sheets, main("sheet"), attributes)
        self._package.put_tree(self._part, self._root)
