import type { Entry, Release } from '../../changelog/model.ts';
import { isNothing } from '../../changelog/nothing.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { restOfLine } from '../support/first-line.ts';
import { shorten } from '../support/shorten.ts';
import { standardOf } from '../support/standard.ts';

interface State {
  readonly text: string;
}

/** A version, a year, or the words for the next one. */
const REMOVAL =
  /\bv?\d+(?:\.(?:\d+|x))+\b|\bv\d+\b|\b(?:version|release|until|in|by)\s+v?\d+\b|\bnext\s+(?:major|minor|release|version)\b|\b20\d\d\b/i;

export default defineRule<State>({
  id: 'changelog/deprecation-without-removal-version',
  severity: 'hint',
  scope: 'format',
  summary: 'A deprecation does not say which version will remove it.',
  why: `Keep a Changelog 2.0.0 deprecates first and removes later, and wants a deprecation to name the version that will remove it:
that is how long whoever reads it has. Judged are the unreleased section and the newest release, where the answer can still be
given: “will be removed in 3.0.0”.`,
  check(context, report) {
    if (standardOf(context) !== '2.0.0') return;
    for (const entry of deprecations(context)) {
      const text = context.text.slice(entry.contentStart, entry.end);
      if (text.trim() !== '' && !isNothing(text) && !REMOVAL.test(text))
        report(restOfLine(context.changelog, entry.contentStart), { text });
    }
  },
  message: ({ text }) => `Expected the version that will remove it behind the deprecation “${shorten(text)}”`,
  examples: [
    {
      bad: '## [1.1.0] - 2017-07-17\n\n### Deprecated\n\n- ⟦The old command.⟧\n- The old option, until 2.0.0.\n\n## [1.0.0]\n\n### Deprecated\n\n- Three.\n',
      good: '## [1.1.0] - 2017-07-17\n\n### Deprecated\n\n- The old command; it will be removed in 2.0.0.\n- The old option, until 2.0.0.\n\n## [1.0.0]\n\n### Deprecated\n\n- Three.\n',
      message: 'Expected the version that will remove it behind the deprecation “The old command.”',
    },
  ],
});

function deprecations({ changelog: { releases } }: RuleContext): readonly Entry[] {
  const newest = releases.find(({ unreleased }) => !unreleased);
  const current = (release: Release): boolean => release.unreleased || release === newest;
  return releases
    .filter(current)
    .flatMap(({ sections }) => sections.filter(({ category }) => category === 'Deprecated'))
    .flatMap(({ entries }) => entries);
}
