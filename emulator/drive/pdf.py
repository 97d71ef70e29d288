"""A PDF of bare text, for want of LibreOffice."""

PAGE_LINES = 52


def of_text(lines: list[str]) -> bytes:
    """Make a PDF whose text can be read out of it, without a font of its own."""
    flat = [part for line in lines for part in (line.splitlines() or [""])]
    pages = [flat[i : i + PAGE_LINES] for i in range(0, len(flat), PAGE_LINES)] or [[]]
    # 1 catalog, 2 pages, 3 font, 4 its descendant, 5 its map to Unicode, then the pages
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        _stream(_TO_UNICODE),
    ]
    for number, page in enumerate(pages):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources"
            b" << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (7 + 2 * number),
            _stream(_drawn(page)),
        ]
    return _file(objects)


_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    b"/CMapName /Plain def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
    b"endcmap CMapName currentdict /CMap defineresource pop end end"
)


def _drawn(lines: list[str]) -> bytes:
    shown = (
        f"<{line.encode('utf-16-be', errors='replace').hex()}> Tj T*" for line in lines
    )
    return ("BT /F1 10 Tf 14 TL 50 790 Td\n" + "\n".join(shown) + "\nET").encode()


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _file(objects: list[bytes]) -> bytes:
    """Put objects together, with the table of where each of them is."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(body))
    )
