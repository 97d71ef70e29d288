// Who is let in: google-spreadsheet with each kind of credential.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import './here.js';
import { JWT, UserRefreshClient } from 'google-auth-library';
import { GoogleSpreadsheet } from 'google-spreadsheet';

const SHEETS = 'https://www.googleapis.com/auth/spreadsheets';
const FILE = 'https://www.googleapis.com/auth/drive.file';

const { shared, unshared, key: keyFile, person: personFile } = JSON.parse(
  process.env.WORKSPACE_SIGN_IN,
);
const key = JSON.parse(await readFile(keyFile, 'utf-8'));

function account(changes = {}) {
  return new JWT({ email: key.client_email, key: key.private_key, scopes: [SHEETS], ...changes });
}

test('a service account reads and writes what is shared with it', async () => {
  const doc = new GoogleSpreadsheet(shared, account());
  await doc.loadInfo();

  await doc.updateProperties({ title: 'เขียนได้' });

  assert.equal(doc.title, 'เขียนได้');
});

test('a service account is refused what is not', async () => {
  const doc = new GoogleSpreadsheet(unshared, account());

  await assert.rejects(doc.loadInfo(), /\[403\] The caller does not have permission/);
});

test('a service account owns no files', async () => {
  await assert.rejects(
    GoogleSpreadsheet.createNewSpreadsheetDocument(account({ scopes: [SHEETS, FILE] })),
    /403/,
  );
});

test('an unknown account gets no token', async () => {
  const doc = new GoogleSpreadsheet(shared, account({ email: 'nobody@example.com' }));

  await assert.rejects(doc.loadInfo(), /invalid_grant/);
});

test('a token that was made up is refused', async () => {
  const doc = new GoogleSpreadsheet(shared, { token: 'made-up' }, { retryConfig: 0 });

  await assert.rejects(
    doc.loadInfo(), /\[401\] Request had invalid authentication credentials/,
  );
});

test('an API key opens nothing private', async () => {
  const doc = new GoogleSpreadsheet(shared, { apiKey: 'any' });

  await assert.rejects(doc.loadInfo(), /\[403\]/);
});

test('a person signs in again with a refresh token', async (t) => {
  const person = JSON.parse(await readFile(personFile, 'utf-8'));
  const auth = new UserRefreshClient({
    clientId: person.client_id,
    clientSecret: person.client_secret,
    refreshToken: person.refresh_token,
  });

  const doc = await GoogleSpreadsheet.createNewSpreadsheetDocument(auth, { title: 'ของฉัน' });
  t.after(() => doc.delete());
  await doc.loadInfo();

  assert.equal(doc.title, 'ของฉัน');
});
