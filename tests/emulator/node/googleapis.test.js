// googleapis' own calls. Signed in where a key is given, else as anybody.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { before, test } from 'node:test';

import { HERE } from './here.js';
import { google } from 'googleapis';

const SCOPES = [
  'https://www.googleapis.com/auth/spreadsheets',
  'https://www.googleapis.com/auth/drive',
  'https://www.googleapis.com/auth/gmail.send',
];
const KEY = process.env.WORKSPACE_KEY;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const SHEET = 'application/vnd.google-apps.spreadsheet';
const DOCUMENT = 'application/vnd.google-apps.document';

const rootUrl = `${HERE.origin}/`;
let auth;
let sheets;
let drive;
let gmail;

async function signedIn() {
  if (!KEY) return undefined;
  const client = google.auth.fromJSON(JSON.parse(await readFile(KEY, 'utf-8')));
  client.scopes = SCOPES;
  return client;
}

function refusal(code, message) {
  return (error) => {
    assert.equal(Number(error.code ?? error.status), code);
    assert.match(error.message, message);
    return true;
  };
}

before(async () => {
  auth = await signedIn();
  sheets = google.sheets({ version: 'v4', rootUrl, auth });
  drive = google.drive({ version: 'v3', rootUrl, auth });
  gmail = google.gmail({ version: 'v1', rootUrl, auth });
});

async function newSpreadsheet(t, title = 'แผน') {
  const { data } = await sheets.spreadsheets.create({ requestBody: { properties: { title } } });
  t.after(() => drive.files.delete({ fileId: data.spreadsheetId }));
  return data.spreadsheetId;
}

async function newFile(t, options) {
  const { data } = await drive.files.create({ fields: '*', ...options });
  t.after(() => drive.files.delete({ fileId: data.id }));
  return data;
}

test('values are written, read, appended and cleared', async (t) => {
  const spreadsheetId = await newSpreadsheet(t);
  const { values } = sheets.spreadsheets;

  const { data: written } = await values.update({
    spreadsheetId,
    range: 'Sheet1!A1:B2',
    valueInputOption: 'USER_ENTERED',
    requestBody: { values: [['ชื่อ', 'บาท'], ['ก', '=1+1']] },
  });
  const { data: appended } = await values.append({
    spreadsheetId,
    range: 'Sheet1!A1',
    valueInputOption: 'RAW',
    requestBody: { values: [['ข', '=1+1']] },
  });
  const { data: read } = await values.batchGet({
    spreadsheetId, ranges: ['Sheet1!A1:B1', 'A2:B'], valueRenderOption: 'UNFORMATTED_VALUE',
  });

  assert.equal(written.updatedCells, 4);
  assert.equal(appended.updates.updatedRange, 'Sheet1!A3:B3');
  assert.deepEqual(
    read.valueRanges.map((each) => each.values),
    [[['ชื่อ', 'บาท']], [['ก', 2], ['ข', '=1+1']]],
  );
  const { data: cleared } = await values.clear({ spreadsheetId, range: 'Sheet1!A2:B9' });
  assert.equal(cleared.clearedRange, 'Sheet1!A2:B9');
  const { data: rest } = await values.get({ spreadsheetId, range: 'Sheet1' });
  assert.deepEqual(rest.values, [['ชื่อ', 'บาท']]);
});

test('a batch changes a spreadsheet wholly or not at all', async (t) => {
  const spreadsheetId = await newSpreadsheet(t);
  const rename = { updateSpreadsheetProperties: { properties: { title: 'ใหม่' }, fields: 'title' } };
  const add = { addSheet: { properties: { title: 'เพิ่ม' } } };
  const wrong = { deleteSheet: { sheetId: 12345 } };

  await assert.rejects(
    sheets.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests: [rename, wrong] } }),
    refusal(400, /Invalid requests\[1\]\.deleteSheet/),
  );
  const { data } = await sheets.spreadsheets.batchUpdate({
    spreadsheetId, requestBody: { requests: [rename, add], includeSpreadsheetInResponse: true },
  });

  assert.equal(data.replies[1].addSheet.properties.title, 'เพิ่ม');
  assert.equal(data.updatedSpreadsheet.properties.title, 'ใหม่');
  const { data: shown } = await sheets.spreadsheets.get({
    spreadsheetId, fields: 'properties.title,sheets.properties.title',
  });
  assert.deepEqual(shown, {
    properties: { title: 'ใหม่' },
    sheets: ['Sheet1', 'เพิ่ม'].map((title) => ({ properties: { title } })),
  });
});

test('files are uploaded, found, read, changed and deleted', async (t) => {
  const made = await newFile(t, {
    requestBody: { name: "it's a note.txt", appProperties: { plan: '2569' } },
    media: { mimeType: 'text/plain', body: Readable.from(['ข้อความ']) },
  });
  assert.deepEqual([made.kind, made.mimeType, made.size], ['drive#file', 'text/plain', '21']);

  const { data: found } = await drive.files.list({
    q: "name = 'it\\'s a note.txt' and appProperties has { key='plan' and value='2569' }",
  });
  assert.deepEqual(found.files.map((each) => each.id), [made.id]);

  await drive.files.update({
    fileId: made.id,
    requestBody: { name: 'b.txt' },
    media: { mimeType: 'text/plain', body: 'ใหม่' },
  });
  const { data: content } = await drive.files.get({ fileId: made.id, alt: 'media' });
  assert.equal(content, 'ใหม่');

  const { data: copy } = await drive.files.copy({
    fileId: made.id, requestBody: { name: 'c.txt' },
  });
  const { status } = await drive.files.delete({ fileId: copy.id });
  assert.equal(status, 204);
  await assert.rejects(
    drive.files.get({ fileId: copy.id }), refusal(404, /^File not found: .+\.$/),
  );
});

test('a table becomes a spreadsheet and is exported again', async (t) => {
  const made = await newFile(t, {
    requestBody: { name: 'ตาราง', mimeType: SHEET },
    media: { mimeType: 'text/csv', body: 'ก,1\nข,2' },
  });
  assert.equal(made.mimeType, SHEET);

  const { data } = await sheets.spreadsheets.values.get({
    spreadsheetId: made.id, range: 'A1:B2', valueRenderOption: 'UNFORMATTED_VALUE',
  });
  const { data: csv } = await drive.files.export(
    { fileId: made.id, mimeType: 'text/csv' }, { responseType: 'text' },
  );

  assert.deepEqual(data.values, [['ก', 1], ['ข', 2]]);
  assert.equal(csv, 'ก,1\r\nข,2');
});

test('a document keeps its id when it is replaced', async (t) => {
  const made = await newFile(t, {
    requestBody: { name: 'เอกสาร', mimeType: DOCUMENT },
    media: { mimeType: 'text/plain', body: 'เดิม' },
  });

  const { data } = await drive.files.update({
    fileId: made.id, fields: 'id,mimeType', media: { mimeType: 'text/plain', body: 'ใหม่' },
  });
  const { data: word } = await drive.files.export(
    { fileId: made.id, mimeType: DOCX }, { responseType: 'arraybuffer' },
  );

  assert.deepEqual(data, { id: made.id, mimeType: DOCUMENT });
  assert.equal(Buffer.from(word).subarray(0, 2).toString(), 'PK');
});

test('lists are paged', async (t) => {
  const { id: folder } = await newFile(t, {
    requestBody: { name: 'ใน', mimeType: 'application/vnd.google-apps.folder' },
  });
  for (const name of ['1', '2', '3']) {
    await drive.files.create({ requestBody: { name, parents: [folder] } });
  }
  const query = { q: `'${folder}' in parents`, orderBy: 'name desc', pageSize: 2 };

  const { data: first } = await drive.files.list(query);
  const { data: last } = await drive.files.list({ ...query, pageToken: first.nextPageToken });

  assert.deepEqual(first.files.map((each) => each.name), ['3', '2']);
  assert.deepEqual(last.files.map((each) => each.name), ['1']);
  assert.equal(last.nextPageToken, undefined);
});

test('a file is shared and unshared', async (t) => {
  const { id: fileId } = await newFile(t, { requestBody: { name: 'ร่วม' } });

  const { data: permission } = await drive.permissions.create({
    fileId,
    sendNotificationEmail: false,
    requestBody: { type: 'user', role: 'reader', emailAddress: 'clerk@example.com' },
  });
  const permissionId = permission.id;
  await drive.permissions.update({ fileId, permissionId, requestBody: { role: 'writer' } });

  const { data } = await drive.permissions.list({ fileId });
  assert.deepEqual(data.permissions.map((each) => each.role).sort(), ['owner', 'writer']);
  await drive.permissions.delete({ fileId, permissionId });
  await assert.rejects(
    drive.permissions.get({ fileId, permissionId }),
    refusal(404, /Permission not found: /),
  );
});

test('a large file is sent in pieces', async (t) => {
  const name = 'large.bin';
  const headers = auth ? Object.fromEntries(await auth.getRequestHeaders()) : {};
  const content = Buffer.alloc(600 * 1024, 7);
  const start = await fetch(
    'https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable&fields=id,size',
    {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name }),
    },
  );
  const session = start.headers.get('location');
  const half = 512 * 1024;

  const more = await fetch(session, {
    method: 'PUT',
    headers: { 'Content-Range': `bytes 0-${half - 1}/${content.length}` },
    body: content.subarray(0, half),
  });
  const done = await fetch(session, {
    method: 'PUT',
    headers: { 'Content-Range': `bytes ${half}-${content.length - 1}/${content.length}` },
    body: content.subarray(half),
  });

  assert.deepEqual(
    [more.status, more.headers.get('range')], [308, `bytes=0-${half - 1}`],
  );
  const { id, size } = await done.json();
  t.after(() => drive.files.delete({ fileId: id }));
  assert.equal(size, String(content.length));
  const { data } = await drive.files.get(
    { fileId: id, alt: 'media' }, { responseType: 'arraybuffer' },
  );
  assert.ok(content.equals(Buffer.from(data)));
});

test('the older Drive works on the same files', async (t) => {
  const older = google.drive({ version: 'v2', rootUrl, auth });
  const { data: made } = await older.files.insert({
    requestBody: { title: 'old.txt' }, media: { mimeType: 'text/plain', body: 'เก่า' },
  });
  t.after(() => older.files.delete({ fileId: made.id }));
  assert.deepEqual([made.kind, made.fileSize], ['drive#file', '12']);

  const { data: found } = await older.files.list({ q: "title = 'old.txt'", maxResults: 1 });
  await older.files.trash({ fileId: made.id });
  const { data: trashed } = await drive.files.get({ fileId: made.id, fields: 'name,trashed' });

  assert.deepEqual(found.items.map((each) => each.id), [made.id]);
  assert.deepEqual(trashed, { name: 'old.txt', trashed: true });
});

test('mail is sent', async () => {
  const message = [
    'To: clerk@example.com',
    'Subject: plan',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'เรียน',
  ].join('\r\n');

  const { data } = await gmail.users.messages.send({
    userId: 'me', requestBody: { raw: Buffer.from(message).toString('base64url') },
  });

  assert.deepEqual(data.labelIds, ['SENT']);
  assert.equal(data.id, data.threadId);
});
