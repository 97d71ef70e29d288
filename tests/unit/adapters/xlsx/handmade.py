"""A workbook as Excel might have saved it, with what libraries drop on saving.

The tab โครงการ has shared and rich texts, formulas with their results (one of them
shared), a note, a link, a picture's place and a newer validation; the tab สำนวน is
written with prefixed names and without positions, as some exporters do.
"""

import zipfile
from io import BytesIO
from pathlib import Path

from sync.adapters.xlsx.reading import read_workbook
from sync.model.cells import Sheet

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"

SHEET_1, SHEET_2 = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
PATH = Path("plan.xlsx")

PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>
<Override PartName="/xl/workbook.xml" ContentType="{_ML}.sheet.main+xml"/>
<Override PartName="/{SHEET_1}" ContentType="{_ML}.worksheet+xml"/>
<Override PartName="/{SHEET_2}" ContentType="{_ML}.worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="{_ML}.sharedStrings+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{_ML}.styles+xml"/>
<Override PartName="/xl/calcChain.xml" ContentType="{_ML}.calcChain+xml"/>
<Override PartName="/xl/comments1.xml" ContentType="{_ML}.comments+xml"/>
</Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="โครงการ" sheetId="4" r:id="rId1"/><sheet name="สำนวน" sheetId="7" state="hidden" r:id="rId2"/></sheets><definedNames><definedName name="names">'โครงการ'!$A$2:$A$5</definedName></definedNames><calcPr calcId="191029"/></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_RELS}">
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/worksheet" Target="/{SHEET_2}"/>
<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>
<Relationship Id="rId4" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId5" Type="{_OFFICE}/calcChain" Target="calcChain.xml"/>
</Relationships>""",
    SHEET_1: f"""<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><!-- kept --><dimension ref="A1:D7"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><cols><col min="1" max="1" width="30" customWidth="1"/><col min="5" max="6" width="20" style="2" customWidth="1"/></cols><sheetData>
<row r="1" spans="1:4"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c><c r="C1" s="1" t="str"><f>"สอง"&amp;"เท่า"</f><v>สองเท่า</v></c><c r="D1" s="1" t="s"><v>2</v></c></row>
<row r="2" spans="1:4" ht="15.75" x14ac:dyDescent="0.25"><c r="A2" t="s"><v>3</v></c><c r="B2"><v>100</v></c><c r="C2"><f>B2*2</f><v>200</v></c><c r="D2" s="2" t="s"><v>4</v></c></row>
<row r="3" spans="1:4"><c r="A3" t="s"><v>4</v></c><c r="B3"><v>5.5E1</v></c><c r="C3"><f t="shared" ref="C3:C5" si="0">B3*$B$2</f><v>5500</v></c><c r="D3" s="2"/></row>
<row r="4" spans="1:4"><c r="B4"><v>25</v></c><c r="C4"><f t="shared" si="0"/><v>2500</v></c></row>
<row r="5" spans="1:4" ht="60" customHeight="1"><c r="B5"><v>10</v></c><c r="C5"><f t="shared" si="0"/><v>1000</v></c></row>
<row r="7" spans="1:4"><c r="B7" t="e"><v>#REF!</v></c><c r="C7"><f>SUM(C2:C5)</f><v>9200</v></c></row>
</sheetData><conditionalFormatting sqref="B2:B5"><cfRule type="cellIs" priority="1" operator="greaterThan"><formula>50</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="A2:A5"><formula1>names</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A2" r:id="rId1"/></hyperlinks><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><legacyDrawing r:id="rId2"/><extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>สำนวน!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>D2:D5</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>""",
    "xl/worksheets/_rels/sheet1.xml.rels": f"""<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/hyperlink" Target="https://example.com/" TargetMode="External"/><Relationship Id="rId2" Type="{_OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/><Relationship Id="rId3" Type="{_OFFICE}/comments" Target="../comments1.xml"/></Relationships>""",
    SHEET_2: f"""<x:worksheet xmlns:x="{_MAIN}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>สอง</x:t></x:is></x:c><x:c r="E1"><x:v>5</x:v></x:c><x:c><x:v>6</x:v></x:c></x:row><x:row r="4"><x:c><x:v>41</x:v></x:c></x:row><x:row><x:c t="b"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>""",
    "xl/sharedStrings.xml": f"""<sst xmlns="{_MAIN}" count="6" uniqueCount="5"><si><t>ชื่อ</t></si><si><t>จำนวน</t></si><si><t>สถานะ</t></si><si><r><t xml:space="preserve">หนา </t></r><r><rPr><b/></rPr><t>และบาง</t></r></si><si><t>บรรทัดแรก_x000D_
บรรทัดสอง</t></si></sst>""",
    "xl/styles.xml": f"""<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="10"/><name val="Tahoma"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0"/><xf xfId="0" applyAlignment="1"><alignment wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""",
    "xl/calcChain.xml": f"""<calcChain xmlns="{_MAIN}"><c r="C1" i="4"/><c r="C2" i="4"/><c r="C3" i="4"/><c r="C4" i="4"/><c r="C5" i="4"/><c r="C7" i="4"/></calcChain>""",
    "xl/comments1.xml": f"""<comments xmlns="{_MAIN}"><authors><author>เจ้าหน้าที่</author></authors><commentList><comment ref="A3" authorId="0"><text><t>ถามปลัดก่อน</t></text></comment></commentList></comments>""",
    "xl/drawings/vmlDrawing1.vml": """<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s1025" style="visibility:hidden"/></xml>""",
}


def handmade(**changed: str | None) -> bytes:
    """Return the workbook; ``changed`` replaces parts by name, ``None`` drops one."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (PARTS | changed).items():
            if text is not None:
                # the same bytes whenever it is made
                part = zipfile.ZipInfo(name, date_time=(2026, 10, 1, 0, 0, 0))
                archive.writestr(part, (_HEAD + text).encode(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def seen_in(content: bytes) -> Sheet:
    """Return what a workbook's bytes hold."""
    return read_workbook(content, PATH)


def part_of(content: bytes, name: str) -> bytes:
    """Return one part of a workbook."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return every part of a workbook, in their order."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
