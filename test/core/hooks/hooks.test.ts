import { describe, expect, it } from 'vitest';
import { checkCommitMessage } from '../../../src/core/hooks/check-message.ts';
import { readPushedRefs, toPushedTag, whyNotReplaced } from '../../../src/core/hooks/check-push.ts';
import { hookScript, isOwnScript } from '../../../src/core/hooks/hook-script.ts';
import { BUILT_IN_PROFILES, DEFAULT_POLICY } from '../../../src/core/index.ts';
import type { HooksPolicy } from '../../../src/core/policy/policy.ts';

const profile = (name: string): HooksPolicy => ({
  ...DEFAULT_POLICY.hooks,
  ...BUILT_IN_PROFILES.get(name)?.settings.hooks,
});
const WEB = profile('web-platform');
const PYTHON = profile('python-package');
const LISTED: HooksPolicy = { ...WEB, types: ['feat', 'fix', 'docs'] };

describe('checkCommitMessage', () => {
  it.each([
    ['feat: add a thing', WEB],
    ['fix(parser)!: accept empty files\n\nThe body.\n', WEB],
    ['docs: a\n', LISTED],
    ['Merge branch hotfix/v1.1.1', PYTHON],
    ['Revert "feat: add a thing"', WEB],
    ['fixup! anything', WEB],
    ['', WEB],
    ['# a comment only\n', WEB],
    ['anything at all', DEFAULT_POLICY.hooks],
    ['fix: a crash\n\nFixes #123\n', PYTHON],
    ['fix: a crash (closes OPS-12)', PYTHON],
    ['feat: nothing that was broken', PYTHON],
  ])('accepts %j (003-10, 001-37)', (text, policy) => {
    expect(checkCommitMessage(text, policy)).toEqual([]);
  });

  it.each([
    [
      'add a thing',
      WEB,
      ['Unexpected “add a thing”, expected a type in front of what changed: “fix(parser): accept empty files”'],
    ],
    ['feat:', WEB, [expect.stringContaining('expected a type')]],
    ['feat:nothing', WEB, [expect.stringContaining('expected a type')]],
    ['chore: a', LISTED, ['Unexpected type “chore”, expected one of feat, fix, docs']],
    ['feat: a\nb', WEB, ['Expected an empty line below the first one']],
    ['fix: a crash', PYTHON, ['Expected what is mended, as in “Fixes #123”']],
    ['fix: a crash\n\n# Fixes #123 in a comment\n', PYTHON, ['Expected what is mended, as in “Fixes #123”']],
    [
      'fix: a crash\n\n# ------------------------ >8 ------------------------\nFixes #123\n',
      PYTHON,
      ['Expected what is mended, as in “Fixes #123”'],
    ],
  ])('reports %j (003-10, 001-37)', (text, policy, expected) => {
    expect(checkCommitMessage(text, policy)).toEqual(expected);
  });

  it('takes no longer for a message that is made to be slow', () => {
    const text = `${'a'.repeat(100_000)}(${'('.repeat(100_000)}\n\n${'Fixes a'.repeat(50_000)}`;
    expect(checkCommitMessage(text, PYTHON)).toHaveLength(1);
  });
});

describe('what is pushed', () => {
  const zero = '0'.repeat(40);
  const [one, two] = ['1'.repeat(40), '2'.repeat(40)];

  it('is read line by line', () => {
    expect(readPushedRefs(`refs/heads/main ${one} refs/heads/main ${two}\nnonsense\n\n`)).toEqual([
      { localRef: 'refs/heads/main', localObject: one, remoteRef: 'refs/heads/main', remoteObject: two },
    ]);
  });

  it.each([
    ['refs/tags/v1.2.3', '1.2.3'],
    ['refs/tags/web@1.2.3-rc.1', '1.2.3-rc.1'],
    ['refs/tags/v1', undefined],
    ['refs/tags/nightly', undefined],
    ['refs/heads/v1.2.3', undefined],
  ])('%s is a release’s tag: %s (001-22)', (remoteRef, version) => {
    expect(toPushedTag({ localRef: 'x', localObject: one, remoteRef, remoteObject: zero })?.version.raw).toBe(version);
  });

  it.each([
    [one, zero, null],
    [one, one, null],
    [one, two, 'the push would move the tag v1, which others may have'],
    [zero, two, 'the push would delete the tag v1, which others may have'],
  ])('from %s over %s', (localObject, remoteObject, expected) => {
    expect(whyNotReplaced({ localRef: 'x', localObject, remoteRef: 'x', remoteObject }, 'v1')).toBe(expected);
  });
});

describe('hookScript', () => {
  it('is known again, and quotes every path', () => {
    const script = hookScript('pre-commit', { node: '/a b/node', cli: "/it's/$(x)/cli.mjs" });
    expect(isOwnScript(script)).toBe(true);
    expect(script).toContain(`'/a b/node' '/it'\\''s/$(x)/cli.mjs' hook run pre-commit "$@"`);
    expect(isOwnScript('#!/bin/sh\necho mine\n')).toBe(false);
    expect(isOwnScript('')).toBe(false);
  });
});
