import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sendRequest } from '../../../src/host/forge/send-request.ts';
import { ForgeServer } from '../../support/forge-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const sending = { authorization: ['authorization', 'Bearer s3cret-t0ken'], agent: 'release-ledger/1' } as const;

let forge: ForgeServer;
beforeEach(async () => {
  forge = await ForgeServer.start();
});
afterEach(() => forge.stop());

const get = (more: object = {}) =>
  sendRequest({ method: 'GET', url: `http://${forge.host}/` }, { ...sending, ...more });

it('gives a forge that does not answer up', async () => {
  forge.intervene = () => 'hang';
  expect(await get({ timeout: 50 })).toMatchObject({ code: 'forge-timeout', hint: expect.stringContaining('again') });
});

it('ends when it is stopped', async () => {
  forge.intervene = () => 'hang';
  const ending = new AbortController();
  const answer = get({ signal: ending.signal });
  ending.abort();
  expect(await answer).toMatchObject({ code: 'stopped' });
});

it('leaves the token out of an answer that repeats it', async () => {
  forge.intervene = ({ headers }) => ({ status: 400, json: { message: `no ${headers.authorization}` } });
  expect(await get()).toMatchObject({ status: 400, json: { message: 'no Bearer ***' } });
});

it.each([null, 'attachment'])('sends a file in pieces with its length known, as the field %j', async (field) => {
  const path = join(temporaryFolder(), 'bundle “1”.tar.gz');
  const bytes = Buffer.alloc(300_000, 'release ');
  writeFileSync(path, bytes);
  forge.intervene = () => ({ status: 201, json: {} });
  const asset = { name: 'bundle “1”.tar.gz', path, size: bytes.length, digest: 'd'.repeat(64) };
  const sent = { method: 'POST', url: `http://${forge.host}/`, file: { asset, field } } as const;
  expect(await sendRequest(sent, sending)).toMatchObject({ status: 201 });
  const [received] = forge.received;
  expect(received?.headers['content-length']).toBe(String(received?.body.length));
  expect(received?.body.includes(bytes)).toBe(true);
  expect(received?.body.equals(bytes)).toBe(field === null);
});
