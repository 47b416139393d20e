import { describe, expect, it } from 'vitest';
import { findBreakingMarker, isBreaking, isBreakingHeading } from '../../../src/core/changelog/breaking.ts';
import type { Entry } from '../../../src/core/index.ts';
import { parseChangelog } from '../../../src/core/index.ts';

function read(entry: string, category = 'Changed') {
  const { releases, source } = parseChangelog(`## [1.0.0]\n\n### ${category}\n\n- ${entry}\n`);
  return { text: source.text, entry: releases[0]?.sections[0]?.entries[0] as Entry };
}

describe('the breaking marker of an entry', () => {
  it.each<[entry: string, marker: string, form: string]>([
    ['**Breaking:** one', '**Breaking:**', 'leading'],
    ['**BREAKING:** one', '**BREAKING:**', 'leading'],
    ['**Breaking**: one', '**Breaking**:', 'leading'],
    ['**BREAKING** one', '**BREAKING**', 'leading'],
    ['__Breaking:__ one', '__Breaking:__', 'leading'],
    ['*Breaking:* one', '*Breaking:*', 'leading'],
    ['**[BREAKING]** one', '**[BREAKING]**', 'leading'],
    ['**Breaking change:** one', '**Breaking change:**', 'leading'],
    ['**⚠️ Breaking:** one', '**⚠️ Breaking:**', 'leading'],
    ['[BREAKING] one', '[BREAKING]', 'leading'],
    ['[breaking]: one', '[breaking]:', 'leading'],
    ['(Breaking) one', '(Breaking)', 'leading'],
    ['BREAKING CHANGE: one', 'BREAKING CHANGE:', 'leading'],
    ['Breaking: one', 'Breaking:', 'leading'],
    ['BREAKING one', 'BREAKING', 'leading'],
    ['⚠️ Breaking: one', '⚠️ Breaking:', 'leading'],
    [':warning: **Breaking** one', ':warning: **Breaking**', 'leading'],
    ['💥 one', '💥', 'leading'],
    ['[#12](https://example.com/12) **BREAKING** one', '**BREAKING**', 'leading'],
    ['**parser:** [breaking] one', '[breaking]', 'leading'],
    ['**Breaking: one** more', '**Breaking:', 'within'],
    ['One (breaking change)', '(breaking change)', 'within'],
    ['One [BREAKING]', '[BREAKING]', 'within'],
    ['feat!: one', '!', 'commit'],
    ['fix(parser)!: one', '!', 'commit'],
  ])('%s: %s', (text, marker, form) => {
    const { text: source, entry } = read(text);
    const found = findBreakingMarker(source, entry);
    expect(found && [source.slice(found.start, found.end), found.form]).toEqual([marker, form]);
    expect(isBreaking(source, entry)).toBe(true);
  });

  it.each([
    'One.',
    'Breaking the cache is no longer possible',
    'Fix breaking changes of 1.0',
    'breaking news',
    '`**Breaking:**` is read',
    'Non-breaking: one',
    '**Breakingly:** one',
    '⚠️ One',
    'feat: one!: two',
    'One\n  **Breaking:** in the second line',
  ])('is none in %j', (text) => {
    const { text: source, entry } = read(text);
    expect(findBreakingMarker(source, entry)).toBeNull();
    expect(isBreaking(source, entry)).toBe(false);
  });

  it.each<[entry: string, category: string, breaking: boolean]>([
    ['One.', 'Breaking Changes', true],
    ['One.', '⚠ BREAKING CHANGES', true],
    ['None', 'Breaking Changes', false],
    ['_None._', 'Breaking', false],
    ['**Breaking:** None', 'Changed', false],
    ['One.', 'Changed', false],
  ])('%j under %s: %s', (text, category, breaking) => {
    const { text: source, entry } = read(text, category);
    expect(isBreaking(source, entry)).toBe(breaking);
  });

  it.each<[heading: string, breaking: boolean]>([
    ['Breaking', true],
    ['Breaking changes', true],
    ['⚠️ BREAKING', true],
    ['API Breaking', true],
    ['State Machine Breaking', true],
    ['Incompatible changes', true],
    ['Backwards-incompatible changes', true],
    ['Non-breaking changes', false],
    ['Non breaking changes', false],
    ['No breaking changes', false],
    ['Breaking News', false],
    ['Changed', false],
  ])('the heading %s: %s', (heading, breaking) => {
    expect(isBreakingHeading(heading)).toBe(breaking);
  });
});
