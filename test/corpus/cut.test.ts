import { describe, expect, it } from 'vitest';
import { cutSection } from '../../src/core/changelog/edits/cut.ts';
import { yankSection } from '../../src/core/changelog/edits/yank.ts';
import { parseChangelog } from '../../src/core/changelog/parse.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/default-policy.ts';
import { applyEdits } from '../../src/core/text/edit.ts';
import { unifiedDiff } from '../../src/core/text/unified-diff.ts';
import { readCorpus } from '../support/corpus.ts';

const VERSION = '99.0.0';
const REFUSALS = ['no-unreleased', 'empty-unreleased'];

/** The lines that a cut may take out: links that it moves on, and what says nothing. */
const MOVED = /^\[unreleased\]:|^#{2,4} |^\s*$/i;

const corpus = readCorpus();

describe('cutting and yanking in real changelogs', () => {
  it.skipIf(corpus.length > 0)('need a corpus', (context) => context.skip('there is no corpus'));

  it.each(corpus.map(({ name, text }) => [name, text] as const))('%s', (_, text) => {
    const changelog = parseChangelog(text);
    const request = { version: VERSION, date: '2026-06-30', title: null, pattern: null, policy: DEFAULT_POLICY };
    const cut = cutSection(changelog, request);
    if (typeof cut !== 'string') {
      expect(REFUSALS).toContain(cut.code);
      return;
    }
    const after = parseChangelog(cut);
    expect(after.releases).toHaveLength(changelog.releases.length + 1);
    const own = after.releases.find(({ version }) => version?.raw === VERSION);
    expect(own?.date).toBe('2026-06-30');
    const removed = unifiedDiff('f', text, cut)
      .split('\n')
      .filter((line) => /^-(?!--)/.test(line));
    expect(removed.filter((line) => !MOVED.test(line.slice(1)))).toEqual([]);
    const older = after.releases[(own?.index ?? 0) + 1];
    if (!older) return;
    const yanked = parseChangelog(applyEdits(cut, yankSection(after, older, '2026-06-30', 'It fails')));
    expect(yanked.releases[older.index]?.yanked).toBe(true);
  });
});
