// google-spreadsheet's own calls, by somebody who may do everything.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import './here.js';
import { GoogleSpreadsheet, GoogleSpreadsheetWorksheet } from 'google-spreadsheet';

const ANYBODY = { token: 'not looked at' };
const HEADERS = ['ลำดับ', 'โครงการ', 'งบประมาณ'];

let doc;
let sheet;

async function again() {
  const fresh = new GoogleSpreadsheet(doc.spreadsheetId, ANYBODY);
  await fresh.loadInfo();
  return fresh;
}

async function freshSheet(t, properties = {}) {
  const made = await doc.addSheet(properties);
  t.after(() => made.delete());
  return made;
}

before(async () => {
  doc = await GoogleSpreadsheet.createNewSpreadsheetDocument(ANYBODY, { title: 'แผน' });
  sheet = await doc.addSheet({
    title: 'Spécial ตาราง',
    headerValues: HEADERS,
    gridProperties: { rowCount: 8, columnCount: 5 },
  });
});

after(() => doc.delete());

test('a new document has its title and one sheet', async () => {
  const { title, locale, sheetsByIndex } = await again();

  assert.equal(title, 'แผน');
  assert.equal(locale, 'en_US');
  assert.deepEqual(
    [sheetsByIndex[0].title, sheetsByIndex[0].rowCount, sheetsByIndex[0].columnCount],
    ['Sheet1', 1000, 26],
  );
});

test('properties of the document are updated', async () => {
  await doc.updateProperties({ title: 'แผนใหม่', locale: 'th' });

  const { title, locale } = await again();
  assert.deepEqual([title, locale], ['แผนใหม่', 'th']);
  await doc.updateProperties({ locale: 'en_US' });
});

test('the header row is padded and read back', async () => {
  await sheet.loadHeaderRow();

  assert.deepEqual(sheet.headerValues, HEADERS);
});

test('rows are added, paged, saved and deleted', async () => {
  const added = await sheet.addRows([
    ['1', 'ก', '100'],
    { ลำดับ: '2', โครงการ: 'ข' },
    ['3', 'ค', '=1+2'],
  ]);
  assert.deepEqual(added.map((row) => row.rowNumber), [2, 3, 4]);
  assert.equal(added[2].get('งบประมาณ'), '3');

  const page = await sheet.getRows({ offset: 1, limit: 1 });
  assert.deepEqual(page.map((row) => row.get('โครงการ')), ['ข']);

  page[0].set('งบประมาณ', 'new\n\nlines\n');
  await page[0].save();
  const rows = await sheet.getRows();
  assert.equal(rows[1].get('งบประมาณ'), 'new\n\nlines\n');

  await rows[0].delete();
  assert.deepEqual(
    (await sheet.getRows()).map((row) => row.get('ลำดับ')), ['2', '3'],
  );
});

test('added rows make the sheet grow, and may be inserted or raw', async (t) => {
  const small = await freshSheet(t, {
    headerValues: ['a'], gridProperties: { rowCount: 2, columnCount: 1 },
  });

  await small.addRows([['1'], ['2'], ['true']]);
  await small.addRow(['true'], { raw: true });
  await small.addRow(['5'], { insert: true });

  const inCache = small.rowCount;
  await doc.loadInfo();
  assert.equal(small.rowCount, inCache);
  const rows = await small.getRows();
  assert.deepEqual(
    rows.map((row) => row.get('a')), ['1', '2', 'TRUE', 'true', '5'],
  );
});

test('cells have values, formulas, notes and formats', async (t) => {
  const cells = await freshSheet(t, { gridProperties: { rowCount: 10, columnCount: 10 } });
  await cells.loadCells('A1:D1');
  const [one, two, sum, wrong] = [0, 1, 2, 3].map((at) => cells.getCell(0, at));
  assert.equal(one.value, null);

  one.value = 1.25;
  two.value = 2.5;
  two.note = 'หมายเหตุ';
  two.textFormat = { bold: true };
  sum.formula = '=A1 + B1';
  sum.numberFormat = { type: 'NUMBER', pattern: '#.00' };
  wrong.formula = '=NOTAFORMULA';
  await cells.saveUpdatedCells();

  assert.deepEqual([sum.value, sum.formattedValue, sum.formula], [3.75, '3.75', '=A1 + B1']);
  assert.deepEqual([wrong.valueType, wrong.errorValue.type], ['errorValue', 'NAME']);
  cells.resetLocalCache(true);
  await cells.loadCells({ startRowIndex: 0, endRowIndex: 2, endColumnIndex: 4 });
  assert.equal(cells.cellStats.loaded, 8);
  assert.equal(cells.getCellByA1('B1').note, 'หมายเหตุ');
  assert.equal(cells.getCellByA1('B1').textFormat.bold, true);

  cells.getCellByA1('B1').value = null;
  await cells.saveUpdatedCells();
  assert.equal(cells.getCellByA1('B1').value, null);
});

test('ranges that are none or lie outside the grid are refused', async () => {
  for (const range of ['NOT-A-RANGE', 'A20:B21']) {
    await assert.rejects(sheet.loadCells(range), /Google API error - \[400\]/);
  }
  await assert.rejects(
    sheet.loadCells({ startRowIndex: 20 }), /Google API error - \[400\]/,
  );
});

test('sheets are renamed, resized, duplicated, cleared and deleted', async () => {
  const made = await doc.addSheet({ title: 'ร่าง', headerValues: ['a', 'b'] });
  await made.updateProperties({ title: 'ร่าง 2', tabColorStyle: { rgbColor: { red: 1 } } });
  await made.resize({ rowCount: 77, columnCount: 44 });

  const copy = await made.duplicate({ title: 'สำเนา', index: 0 });
  assert.deepEqual([copy.title, copy.index, copy.rowCount], ['สำเนา', 0, 77]);
  await copy.loadHeaderRow();
  assert.deepEqual(copy.headerValues, ['a', 'b']);

  await copy.clear();
  await copy.loadCells('A1:B2');
  assert.equal(copy.cellStats.nonEmpty, 0);
  await copy.delete();
  await made.delete();
  const titles = (await again()).sheetsByIndex.map((each) => each.title);
  assert.deepEqual(titles, ['Sheet1', 'Spécial ตาราง']);
});

test('a sheet is copied to another document', async (t) => {
  const other = await GoogleSpreadsheet.createNewSpreadsheetDocument(ANYBODY);
  t.after(() => other.delete());

  await sheet.copyToSpreadsheet(other.spreadsheetId);

  await other.loadInfo();
  const copy = other.sheetsByIndex.at(-1);
  assert.ok(copy instanceof GoogleSpreadsheetWorksheet);
  assert.equal(copy.title, `Copy of ${sheet.title}`);
  await copy.loadHeaderRow();
  assert.deepEqual(copy.headerValues, HEADERS);
});

test('rows and columns are inserted, moved, measured and deleted', async (t) => {
  const grid = await freshSheet(t, { headerValues: ['a', 'b', 'c'] });

  await grid.insertDimension('COLUMNS', { startIndex: 1, endIndex: 3 });
  await grid.updateDimensionProperties(
    'COLUMNS', { pixelSize: 200 }, { startIndex: 0, endIndex: 1 },
  );
  await grid.moveDimension('COLUMNS', { startIndex: 0, endIndex: 1 }, 3);
  await grid.appendDimension('ROWS', 5);
  await grid.autoResizeDimensions('COLUMNS');

  await doc.loadInfo();
  assert.deepEqual([grid.rowCount, grid.columnCount], [1005, 28]);
  const [row] = await grid.getCellsInRange('1:1');
  assert.deepEqual(row, ['', '', 'a', 'b', 'c']);
  await grid.deleteColumns(0, 2);
  assert.deepEqual((await grid.getCellsInRange('1:1'))[0], ['a', 'b', 'c']);
});

test('cells are merged, ruled, sorted and searched', async (t) => {
  const grid = await freshSheet(t, { headerValues: ['n'] });
  await grid.addRows([['b'], ['c'], ['a']]);
  const column = { startRowIndex: 1, endRowIndex: 4, startColumnIndex: 0, endColumnIndex: 1 };

  await grid.sortRange(column, [{ dimensionIndex: 0, sortOrder: 'DESCENDING' }]);
  await grid.findReplace('b', 'z', { matchEntireCell: true });
  await grid.mergeCells({ ...column, startColumnIndex: 3, endColumnIndex: 5 });
  await grid.setDataValidation(column, {
    condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'a' }] }, strict: true,
  });

  assert.deepEqual(await grid.getCellsInRange('A2:A4'), [['c'], ['z'], ['a']]);
  const answer = await doc.sheetsApi.get('', {
    searchParams: {
      ranges: `'${grid.title}'!A1:E4`,
      fields: 'sheets(merges,data.rowData.values.dataValidation.condition.type)',
    },
  }).json();
  const [{ merges, data }] = answer.sheets;
  assert.equal(merges[0].endColumnIndex, 5);
  assert.equal(data[0].rowData[3].values[0].dataValidation.condition.type, 'ONE_OF_LIST');
  await grid.setDataValidation(column, false);
});

test('named and protected ranges come and go', async () => {
  const range = { sheetId: sheet.sheetId, startRowIndex: 0, endRowIndex: 1 };

  const { namedRange } = await doc.addNamedRange('headers', range);
  const { protectedRange } = await sheet.addProtectedRange({ range, warningOnly: true });
  await sheet.updateProtectedRange(protectedRange.protectedRangeId, { description: 'หัว' });

  assert.deepEqual(await sheet.getCellsInRange('1:1'), [HEADERS]);
  const answer = await doc.sheetsApi.get('').json();
  assert.deepEqual(answer.namedRanges.map((each) => each.name), ['headers']);
  const ours = answer.sheets.find((each) => each.properties.sheetId === sheet.sheetId);
  assert.equal(ours.protectedRanges[0].description, 'หัว');
  await doc.deleteNamedRange(namedRange.namedRangeId);
  await sheet.deleteProtectedRange(protectedRange.protectedRangeId);
});

test('developer metadata is found by its key', async () => {
  await sheet.createDeveloperMetadata({
    metadataKey: 'plan', metadataValue: '2569', visibility: 'DOCUMENT',
    location: { sheetId: sheet.sheetId },
  });

  const found = await doc.searchDeveloperMetadata(
    [{ developerMetadataLookup: { metadataKey: 'plan' } }],
  );

  assert.deepEqual(found.map((each) => each.metadataValue), ['2569']);
  assert.deepEqual(await doc.searchDeveloperMetadata(
    [{ developerMetadataLookup: { metadataKey: 'none' } }],
  ), []);
});

test('the document is shared, published and taken back', async () => {
  const shared = await doc.share('clerk@example.com', { role: 'writer', emailMessage: false });
  await doc.setPublicAccessLevel('reader');

  const permissions = await doc.listPermissions();
  assert.deepEqual(
    permissions.map((each) => [each.type, each.role]).sort(),
    [['anyone', 'reader'], ['user', 'owner'], ['user', 'writer']],
  );
  const stranger = new GoogleSpreadsheet(doc.spreadsheetId, { apiKey: 'any' });
  await stranger.loadInfo();
  assert.equal(stranger.title, doc.title);
  await assert.rejects(stranger.sheetsByIndex[1].addRow(['x']), /\[401\]/);

  await doc.deletePermission(shared.id);
  await doc.setPublicAccessLevel(false);
  await assert.rejects(stranger.loadInfo(), /\[403\]/);
  assert.equal((await doc.listPermissions()).length, 1);
});

test('a sheet and the document are exported', async () => {
  const text = Buffer.from(await sheet.downloadAsCSV()).toString();
  const tabbed = Buffer.from(await sheet.downloadAsTSV()).toString();
  const workbook = Buffer.from(await doc.downloadAsXLSX());
  const printed = Buffer.from(await sheet.downloadAsPDF());

  assert.equal(text.split('\r\n')[0].replace(/,+$/, ''), HEADERS.join(','));
  assert.ok(tabbed.startsWith(HEADERS.join('\t')));
  assert.equal(workbook.subarray(0, 2).toString(), 'PK');
  assert.equal(printed.subarray(0, 5).toString(), '%PDF-');
});

test('what is not there is refused', async () => {
  const nothing = new GoogleSpreadsheet('1no-such-spreadsheet', ANYBODY);

  await assert.rejects(nothing.loadInfo(), /Google API error - \[404\] Requested entity/);
});
