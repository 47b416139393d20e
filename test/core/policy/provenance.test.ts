import { describe, expect, it } from 'vitest';
import { resolvePolicy } from '../../../src/core/index.ts';

const FILES: Readonly<Record<string, string>> = {
  'release-ledger.jsonc':
    '{\r\n  "extends": "./team.jsonc",\r\n  "changelog": {\r\n    "lineWidth": 100\r\n  }\r\n}\r\n',
  'team.jsonc':
    '{\n  "extends": "regulated-saas",\n  "changelog": { "lineWidth": 90, "breaking": "loud" },\n  "rules": { "changelog/conflict-marker": "off" }\n}\n',
};

describe('the provenance of settings', () => {
  it.each<[key: string, origins: readonly (readonly [unknown, string])[]]>([
    [
      'changelog.lineWidth',
      [
        [100, 'release-ledger.jsonc:4 = 100'],
        [90, 'team.jsonc:3 = 90'],
        [120, 'default'],
      ],
    ],
    [
      'changelog.securityId',
      [
        ['prefix-brackets', 'regulated-saas'],
        ['prefix-colon', 'default'],
      ],
    ],
    [
      'changelog.breaking',
      [
        ['either', 'regulated-saas'],
        ['marker', 'default'],
      ],
    ],
    ['changelog.releaseTitle', [['optional', 'default']]],
    ['rules.changelog/conflict-marker', [['off', 'team.jsonc:4 = "off"']]],
  ])('tells for %s who gave it a value, the one that counts first', async (key, expected) => {
    const resolved = await resolvePolicy('release-ledger.jsonc', async (path) => FILES[path] ?? null);
    const origins = resolved?.provenance.get(key) ?? [];
    expect(
      origins.map(({ value, source }) => [
        value,
        source.kind === 'file'
          ? `${source.path}:${source.line + 1} = ${FILES[source.path]?.slice(source.span.start, source.span.end)}`
          : source.kind === 'profile'
            ? source.name
            : source.kind,
      ]),
    ).toEqual(expected);
  });

  it('takes a list as one setting, which replaces', async () => {
    const resolved = await resolvePolicy('release-ledger.jsonc', async (path) => FILES[path] ?? null);
    const [first] = resolved?.provenance.get('changelog.categories') ?? [];
    expect(first?.value).toBe(resolved?.policy.changelog.categories);
    expect(resolved?.profile).toBe('regulated-saas');
  });
});
