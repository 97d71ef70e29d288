"""The notes of one worksheet's cells: their texts in one part, their boxes in another.

Excel wants both: a list of comments, and a drawing in VML with a hidden box for each.
Staff's own comments and shapes in these parts are left as they are.
"""

import re
from collections.abc import Iterator, Mapping

from openpyxl.utils.cell import coordinate_to_tuple

from sync.adapters.xlsx.elements import Element, add, new_root, parse_xml
from sync.adapters.xlsx.package import Package
from sync.adapters.xlsx.relationships import OFFICE, Relationship, Relationships
from sync.adapters.xlsx.text import from_xml, to_xml
from sync.adapters.xlsx.workbook import MAIN, SPREADSHEETML, Workbook, main
from sync.model.cells import Cell, NoteEdit

_AUTHOR = "ระบบตรวจแผน"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_REL_ID = f"{{{OFFICE}}}id"
_VML = "urn:schemas-microsoft-com:vml"
_OFFICE_VML = "urn:schemas-microsoft-com:office:office"
_EXCEL = "urn:schemas-microsoft-com:office:excel"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_FOLLOWING = {
    main(name)
    for name in (
        *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
        *("webPublishItems", "tableParts", "extLst"),
    )
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
"""What must stand after the drawing of notes in a worksheet."""

_DRAWING = f"""\
<xml xmlns:v="{_VML}" xmlns:o="{_OFFICE_VML}" xmlns:x="{_EXCEL}">\
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>\
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" \
path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>\
<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""

_BOX = f"""\
<v:shape xmlns:v="{_VML}" xmlns:o="{_OFFICE_VML}" xmlns:x="{_EXCEL}" id="{{id}}" \
type="#_x0000_t202" style="position:absolute;width:220pt;height:100pt;z-index:1;\
visibility:hidden" fillcolor="#fff8dc" o:insetmode="auto"><v:fill color2="#fff8dc"/>\
<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note">\
<x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>\
<x:Row>{{row}}</x:Row><x:Column>{{column}}</x:Column></x:ClientData></v:shape>"""

_SHAPE_NUMBER = re.compile(r"_x0000_s(\d+)")


def read_notes(package: Package, part: str, title: str) -> Mapping[Cell, str]:
    """Return the notes of a worksheet by their cells, as people read them."""
    targets = _targets(Relationships(package, part), "comments")
    notes: dict[Cell, str] = {}
    for target in targets:
        listed = package.mended_tree(target)
        for comment in () if listed is None else listed.iter(main("comment")):
            if (place := _cell_of(comment.get("ref", ""))) is None:
                continue
            row, column = place
            pieces = [piece.text or "" for piece in comment.iter(main("t"))]
            notes[Cell(title, row, column)] = from_xml("".join(pieces))
    return notes


class SheetNotes:
    """The notes of one worksheet; made, changed and taken away one by one."""

    def __init__(
        self,
        package: Package,
        workbook: Workbook,
        worksheet: Element,
        relationships: Relationships,
    ) -> None:
        self._package = package
        self._workbook = workbook
        self._worksheet = worksheet
        self._relationships = relationships
        self._texts_part = self._find_or_make_texts()
        texts = package.mended_tree(self._texts_part)
        self._texts = new_root(MAIN, "comments") if texts is None else texts
        self._boxes_part = self._find_or_make_boxes()
        boxes = package.mended_tree(self._boxes_part)
        self._boxes = parse_xml(_DRAWING.encode()) if boxes is None else boxes

    def put(self, edit: NoteEdit) -> None:
        """Hang the note on its cell, in place of the one there; or take it away."""
        self._remove(edit.cell)
        if edit.new is not None:
            self._add(edit.cell, edit.new)

    def save(self) -> None:
        """Put both parts back into the package, or take them out when empty."""
        self._package.put_tree(self._texts_part, self._texts)
        self._package.put_tree(self._boxes_part, self._boxes)
        if next(self._texts.iter(main("comment")), None) is None:
            self._drop(self._texts_part)
            self._workbook.undeclare(self._texts_part)
            if next(self._boxes.iter(f"{{{_VML}}}shape"), None) is None:
                self._drop(self._boxes_part)
                self._worksheet.remove(self._legacy_drawing())

    # --- one note ---------------------------------------------------------------

    def _remove(self, cell: Cell) -> None:
        for comment in list(self._texts.iter(main("comment"))):
            parent = comment.getparent()
            if comment.get("ref") == cell.a1 and parent is not None:
                parent.remove(comment)
        for shape in list(self._boxes.iter(f"{{{_VML}}}shape")):
            parent = shape.getparent()
            if _place_of(shape) == (cell.row, cell.column) and parent is not None:
                parent.remove(shape)

    def _add(self, cell: Cell, text: str) -> None:
        listed = self._texts.find(main("commentList"))
        if listed is None:
            listed = add(self._texts, main("commentList"))
        author = str(self._author())
        comment = add(listed, main("comment"), {"ref": cell.a1, "authorId": author})
        run = add(add(comment, main("text")), main("r"))
        add(run, main("t"), {_PRESERVE: "preserve"}).text = to_xml(text)
        numbers = [
            int(match[1])
            for shape in self._boxes.iter(f"{{{_VML}}}shape")
            if (match := _SHAPE_NUMBER.fullmatch(shape.get("id", "")))
        ]
        number = max(numbers, default=1024) + 1
        box = _BOX.format(
            id=f"_x0000_s{number}", row=cell.row - 1, column=cell.column - 1
        )
        self._boxes.append(parse_xml(box.encode()))

    def _author(self) -> int:
        authors = self._texts.find(main("authors"))
        if authors is None:
            authors = add(self._texts, main("authors"), at=0)
        names = [author.text for author in authors]
        if _AUTHOR not in names:
            add(authors, main("author")).text = _AUTHOR
        return names.index(_AUTHOR) if _AUTHOR in names else len(names)

    # --- the parts --------------------------------------------------------------

    def _find_or_make_texts(self) -> str:
        for target in _targets(self._relationships, "comments"):
            return target
        part = self._free_name("xl/comments{}.xml")
        root = new_root(MAIN, "comments")
        add(root, main("authors"))
        add(root, main("commentList"))
        self._package.put_tree(part, root)
        self._relationships.add_part("comments", part)
        self._workbook.declare(part, f"{SPREADSHEETML}comments+xml")
        return part

    def _find_or_make_boxes(self) -> str:
        for target in _targets(self._relationships, "vmlDrawing"):
            if any(known.target == target for known in self._drawn()):
                return target
        part = self._free_name("xl/drawings/vmlDrawing{}.vml")
        self._package.put(part, _DRAWING.encode())
        rel_id = self._relationships.add_part("vmlDrawing", part)
        self._workbook.declare_suffix("vml", _VML_TYPE)
        sheet = self._worksheet
        following = (at for at, child in enumerate(sheet) if child.tag in _FOLLOWING)
        place = next(following, None)
        add(sheet, main("legacyDrawing"), {_REL_ID: rel_id}, at=place)
        return part

    def _drawn(self) -> Iterator[Relationship]:
        legacy = self._worksheet.find(main("legacyDrawing"))
        wanted = legacy.get(_REL_ID) if legacy is not None else None
        return (known for known in self._relationships if known.id == wanted)

    def _legacy_drawing(self) -> Element:
        legacy = self._worksheet.find(main("legacyDrawing"))
        if legacy is None:
            raise KeyError("legacyDrawing")
        return legacy

    def _drop(self, part: str) -> None:
        for known in list(self._relationships):
            if known.target == part:
                self._relationships.remove(known.id)
        self._package.remove(part)

    def _free_name(self, pattern: str) -> str:
        number = 1
        while self._package.has(pattern.format(number)):
            number += 1
        return pattern.format(number)


def _cell_of(reference: str) -> tuple[int, int] | None:
    try:
        return coordinate_to_tuple(reference)
    except ValueError:
        return None


def _targets(relationships: Relationships, kind: str) -> list[str]:
    return [known.target for known in relationships if known.kind == kind]


def _place_of(shape: Element) -> tuple[int, int] | None:
    """Return which cell a box is the note of; ``None`` for any other shape."""
    data = shape.find(f"{{{_EXCEL}}}ClientData")
    if data is None or data.get("ObjectType") != "Note":
        return None
    row = data.findtext(f"{{{_EXCEL}}}Row")
    column = data.findtext(f"{{{_EXCEL}}}Column")
    return (int(row) + 1, int(column) + 1) if row and column else None
