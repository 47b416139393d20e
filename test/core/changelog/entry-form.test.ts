import { describe, expect, it } from 'vitest';
import { matchesForm } from '../../../src/core/changelog/entry-form.ts';

describe('the form of an entry', () => {
  it.each<[form: string, entry: string, matches: boolean]>([
    ['Updated {text} from {version} to {version}', 'Updated a from 1 to v2.0.0-rc.1', true],
    ['Updated {text} from {version} to {version}', 'updated A from 1.2 TO 1.3', true],
    ['Updated {text} from {version} to {version}', 'Updated away from home from 1 to 2', true],
    ['Updated {text} from {version} to {version}', 'Updated a from 1 to 2 (#12) ([!13](https://example.com/13))', true],
    ['Updated {text} from {version} to {version}', 'Updated a from 1 to 2 and b', false],
    ['Updated {text} from {version} to {version}', 'Updated  from 1 to 2', false],
    ['Updated {text} from {version} to {version}', 'We updated a from 1 to 2', false],
    ['{text} (workaround: {text})', 'A (b) (workaround: c (d))', true],
    ['{text} (workaround: {text})', 'A (workaround: )', false],
    ['{text} (workaround: {text})', '(workaround: a)', false],
    ['{text}', 'a', true],
    ['{text}', '', false],
    ['**[{text}]** {number}% {text}', '**[a]** 1,5% b', true],
    ['**[{text}]** {number}% {text}', '**[a]** b% c', false],
    ['a.c', 'abc', false],
  ])('“%s” and “%s”: %s', (form, entry, matches) => {
    expect(matchesForm(entry, form)).toBe(matches);
  });

  it('is found at once in an entry of any length', () => {
    const entry = `Updated ${'a from 1 '.repeat(20_000)}`;
    expect(matchesForm(entry, 'Updated {text} from {version} to {version} as {text}')).toBe(false);
  });
});
