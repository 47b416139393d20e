import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../src/core/index.ts';
import { isRefName } from '../../../src/core/version/ref-name.ts';

const TAKEN: readonly string[] = [
  'v1.0.0',
  '1.0.0',
  '@scope/pkg@1.0.0',
  'pkg/v1.0.0-rc.1+build.5',
  'release-1.0.0',
  'hotfix/1.0.1',
];

/** Most of them are names that git itself takes. */
const REFUSED: readonly (readonly [ids: string, names: readonly string[]])[] = [
  ['T033', ['-d', '--delete', '-x', 'pkg/-d', '--upload-pack=evil']],
  ['T034', ['v1.0.0; rm -rf ~', 'v$(id)', 'v`id`', 'v1|id', 'v1&id', 'v1 0', "v1'", 'v1"', 'v1>x']],
  ['T035', ['v1\n', 'v1\ndelete refs/heads/main', 'v1\0', 'v1\r', 'v1\t']],
  ['T036', ['v1.0.0\u202e', 'v1\u200b.0.0', 'v\u0661.0.0', '\u04751.0.0', 'v\uff11.0.0', 'v1.0.0\ufeff']],
  ['T037', ['HEAD', '@', 'refs/heads/main', 'v1.lock', 'v1..2', 'v@{1}', 'FETCH_HEAD', 'head', 'V1.LOCK']],
  ['T041', ['../../x', '..', './x', 'x/..', '/x', 'x/', 'x//y', '.x', 'x.', 'x/.y', '']],
];

describe('isRefName', () => {
  it.each(TAKEN)('takes %s', (name) => expect(isRefName(name)).toBe(true));
  it.each(REFUSED)('refuses what %s tries', (_, names) => expect(names.filter(isRefName)).toEqual([]));
  it('refuses what is too long for a file’s name', () => expect(isRefName('v'.repeat(201))).toBe(false));
});

describe('a policy’s name of tags', () => {
  it.each<[string, readonly string[]]>([
    ['v{version}', []],
    ['@scope/pkg@{version}', []],
    ['--delete{version}', ['policy/unsafe-name']],
    ['../../{version}', ['policy/unsafe-name']],
    ['refs/heads/{version}', ['policy/unsafe-name']],
    ['{version}.lock', ['policy/unsafe-name']],
    ['v{version}\u202e', ['policy/unsafe-name']],
    ['v{version}\n', ['policy/unsafe-name']],
    ['$(id){version}', ['policy/unsafe-name']],
  ])('%j (T033, T034, T035, T036, T037, T041)', (name, rules) => {
    const { problems, settings } = readPolicy(JSON.stringify({ tag: { name } }));
    expect(problems.map(({ rule }) => rule)).toEqual(rules);
    expect(settings).toEqual({ tag: rules.length > 0 ? {} : { name } });
  });
});
