import { describe, expect, it } from 'vitest';
import { applyEdits, checkChangelog, fixAll, parseChangelog, sortEdits } from '../../src/core/index.ts';
import { corpusFolder, readCorpus } from '../support/corpus.ts';

const files = readCorpus();

it.runIf(files.length === 0)('has no corpus here, and then looks at none', () => expect(corpusFolder()).toBeNull());

describe.runIf(files.length > 0).each(files.map((file) => [file.name, file.text] as const))('%s', (name, text) => {
  const input = { text, path: 'CHANGELOG.md', today: '2026-11-21' };
  const { changelog, problems, notChecked } = checkChangelog(input);

  it('is read to the end', () => {
    const { head, releases, tail } = changelog;
    expect([head, ...releases, tail].map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
    expect(releases.length).toBeGreaterThan(0);
    expect(releases.filter(({ unreleased, version }) => !unreleased && version === null)).toEqual([]);
  });

  it('is checked by every rule, and each problem has a place', () => {
    expect(notChecked).toEqual([]);
    for (const { span, message } of problems) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(text.length);
      expect(message).not.toMatch(/[\r\n]/);
    }
  });

  it('has at most one hint where it follows another convention', () => {
    const judged = problems.filter(({ rule }) => rule === 'changelog/other-convention').length > 0;
    if (judged)
      expect(
        problems.filter(({ severity }) => severity === 'error' || severity === 'warning').map(({ rule }) => rule),
      ).toEqual([]);
  });

  it('keeps every byte outside of the edits of a fix', () => {
    for (const problem of problems.slice(0, 300)) {
      for (const { edits } of problem.fixes) {
        const sorted = sortEdits(edits, text.length);
        expect(sorted, problem.rule).not.toBeNull();
        const fixed = applyEdits(text, edits);
        const first = sorted?.[0]?.start ?? 0;
        const last = sorted?.at(-1)?.end ?? text.length;
        expect(fixed.slice(0, first)).toBe(text.slice(0, first));
        if (last < text.length) expect(fixed.endsWith(text.slice(last))).toBe(true);
      }
    }
  });

  it('is stable once its safe fixes are made, and keeps its releases', () => {
    const fixed = fixAll(input);
    expect(fixAll({ ...input, text: fixed.text }).text).toBe(fixed.text);
    const before = parseChangelog(text).releases.map(({ version }) => version?.raw);
    expect(parseChangelog(fixed.text).releases.map(({ version }) => version?.raw)).toEqual(before);
    expect(name).toBeTruthy();
  });
});
