import { gatherDefinitions } from '../../changelog/links/gather-links.ts';
import { foldLabel } from '../../changelog/links/label.ts';
import type { Release } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isEscaped, unescapeBrackets } from '../support/bracket-edits.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly release: Release;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/escaped-brackets',
  severity: 'info',
  scope: 'format',
  summary: 'The brackets around a version are escaped, so that they make no link.',
  why: `Tools that rewrite Markdown turn \`[1.0.0]\` into \`\\[1.0.0\\]\` where they find no definition for it. The brackets are then
shown and link nowhere, also once the definition is there, and some tools do not find the release any more.`,
  check({ changelog: { releases }, index, text }, report) {
    if (!index.has('\\[')) return;
    const found = releases
      .filter((release) => isEscaped(text, release))
      .map(
        (release): Found => ({ span: { start: release.labelSpan.start - 2, end: closeOf(text, release) }, release }),
      );
    reportRepeated(found, report);
  },
  message: (state) => `Unexpected backslash, expected “[${state.one.release.label}]”${andOthers(state)}`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Remove the backslashes',
      edits: ({ all }, context) =>
        all.every(({ release }) => isDefined(release, context)) ? mend(all, context) : null,
    },
    {
      safety: 'unsafe',
      title: () => 'Remove the backslashes',
      edits: ({ all }, context) =>
        all.every(({ release }) => isDefined(release, context)) ? null : mend(all, context),
    },
  ],
  examples: [
    {
      bad: '## ⟦\\[1.0.0\\]⟧ - 2017-07-17\n\n### Added\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected backslash, expected “[1.0.0]”',
    },
    { bad: '## ⟦\\[Unreleased]⟧\n\n### Added\n', good: '## [Unreleased]\n\n### Added\n' },
  ],
});

function closeOf(text: string, { labelSpan }: Release): number {
  return text.indexOf(']', labelSpan.end) + 1;
}

function isDefined({ label }: Release, { changelog, index }: RuleContext): boolean {
  return index.once(gatherDefinitions, changelog).has(foldLabel(label));
}

function mend(all: readonly Found[], { text }: RuleContext) {
  return all.flatMap(({ release }) => unescapeBrackets(text, release));
}
