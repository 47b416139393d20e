import { describe, expect, it } from 'vitest';
import { addEntry } from '../../src/core/changelog/add-entry.ts';
import { cutSection } from '../../src/core/changelog/edits/cut.ts';
import { yankSection } from '../../src/core/changelog/edits/yank.ts';
import { parseChangelog } from '../../src/core/changelog/parse.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/default-policy.ts';
import { checkChangelog } from '../../src/core/rules/run.ts';
import { applyEdits } from '../../src/core/text/edit.ts';
import { unifiedDiff } from '../../src/core/text/unified-diff.ts';
import { nextVersion } from '../../src/core/version/next-version.ts';
import { readCorpus } from '../support/corpus.ts';

const VERSION = '99.0.0';
/** Behind every date of the corpus. */
const TODAY = '2027-06-30';
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

  it.each(corpus.map(({ name, text }) => [name, text] as const))('leave no more to report: %s', (_, text) => {
    const added = addEntry(parseChangelog(text), { category: 'Fixed', text: 'Two things' }, DEFAULT_POLICY);
    if ('code' in added) return;
    const changelog = parseChangelog(added.text);
    const next = nextVersion(changelog, DEFAULT_POLICY, { today: TODAY });
    if ('code' in next) return;
    const pattern = {
      host: 'github',
      repository: 'https://github.com/o/r',
      tagPrefix: 'v',
      compare: null,
      tag: null,
    } as const;
    const cut = cutSection(changelog, {
      version: next.next,
      date: TODAY,
      title: null,
      pattern,
      policy: DEFAULT_POLICY,
    });
    if (typeof cut !== 'string') return;
    // A section Unreleased may hide for a while that a file follows another convention.
    const before = [text, added.text].map(countByRule);
    const more = [...countByRule(cut)].filter(([rule, count]) => before.every((each) => count > (each.get(rule) ?? 0)));
    expect(more).toEqual([]);
  });
});

function countByRule(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of checkChangelog({ text, path: 'CHANGELOG.md', policy: DEFAULT_POLICY, today: TODAY })
    .problems) {
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}
