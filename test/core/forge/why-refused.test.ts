import { describe, expect, it } from 'vitest';
import type { Forge } from '../../../src/core/forge/forge.ts';
import { whyRefused } from '../../../src/core/forge/why-refused.ts';

const FORGE: Forge = {
  kind: 'github',
  host: 'api.github.com',
  api: 'https://api.github.com',
  uploads: 'https://uploads.github.com',
  repository: 'o/r',
};
const NOW = Date.parse('2026-06-30T12:00:00Z');

const answer = (status: number, json: unknown, headers: Readonly<Record<string, string>> = {}) =>
  whyRefused(FORGE, { status, json, headers: new Map(Object.entries(headers)) }, 'GH_TOKEN', NOW);

describe('an answer of a forge', () => {
  it('is one where it says so in JSON, and nothing where it has nothing to say', () => {
    expect(answer(201, { id: 1 })).toBeNull();
    expect(answer(204, null)).toBeNull();
  });

  it.each([
    [401, { message: 'Bad credentials' }, {}, 'forge-401', 'does not accept the token of GH_TOKEN: Bad credentials'],
    [403, { message: 'Resource not accessible' }, {}, 'forge-403', 'may not do this at api.github.com: Resource not'],
    [404, {}, {}, 'forge-404', 'shows the token of GH_TOKEN no repository o/r'],
    [409, { message: 'Release already exists' }, {}, 'forge-422', 'does not take the release: Release already exists'],
    [
      422,
      { message: 'Validation Failed', errors: [{ field: 'tag_name', code: 'invalid' }] },
      {},
      'forge-422',
      'Validation Failed; tag_name invalid',
    ],
    [400, { message: { tag_name: ['is missing'] } }, {}, 'forge-422', 'tag_name is missing'],
    [413, {}, {}, 'forge-413', 'no file of that size'],
    [301, {}, { location: 'https://evil.example/\u202e' }, 'forge-moved', 'sends us to https://evil.example/\\u{202E}'],
    [500, undefined, {}, 'forge-failed', 'failed with status 500'],
    [200, undefined, {}, 'forge-answer', 'no JSON'],
  ])('with %i and %j is told as what it is', (status, json, headers, code, message) => {
    expect(answer(status, json, headers)).toEqual({
      code,
      message: expect.stringContaining(message),
      hint: expect.stringMatching(/^[A-Z]/),
    });
  });

  it.each([
    [429, { 'retry-after': '60' }, 'after 2026-06-30 12:01 UTC'],
    [429, {}, 'again later'],
    [
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 3600) },
      'after 2026-06-30 13:00 UTC',
    ],
    [403, { 'retry-after': '30' }, 'after 2026-06-30 12:00 UTC'],
    [429, { 'retry-after': '99999999999' }, 'again later'],
  ])('with %i and %j says when there is another try', (status, headers, hint) => {
    expect(answer(status, {}, headers)).toEqual(
      expect.objectContaining({ code: 'forge-limit', hint: expect.stringContaining(hint) }),
    );
  });

  it('shows nothing that would act on a terminal, and not all of a flood', () => {
    const said = answer(422, { message: `\u001b[2J\u202e${'x'.repeat(10_000)}` })?.message ?? '';
    expect(said).toContain('\\u{1B}[2J\\u{202E}');
    expect(said.length).toBeLessThan(500);
  });
});
