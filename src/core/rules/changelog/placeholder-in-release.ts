import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherPlaceholders } from '../support/placeholders.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly written: string;
  readonly label: string;
}

export default defineRule<State>({
  id: 'changelog/placeholder-in-release',
  severity: 'warning',
  scope: 'format',
  summary: 'A release contains a placeholder that was to be filled in.',
  why: `\`TODO\`, \`TBD\`, \`#???\` and \`[text](url)\` stand for something that was to be written before the release and was not.
Keep a Changelog 2.0.0 is written for people (“Guiding principles”), who can do nothing with them: write what is meant, or
delete it. Only what plainly is a placeholder is reported (a text that starts with it, a reference that consists of it); words in
a sentence and in code are taken as meant, and so is everything under Unreleased.`,
  check(context: RuleContext, report: (span: Span, state: State) => void) {
    for (const { span, written, release } of context.index.once(gatherPlaceholders, context)) {
      report(span, { written, label: release.label });
    }
  },
  message: ({ written, label }) =>
    `Unexpected placeholder “${shorten(written)}” in ${label}, expected what it stands for`,
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- ⟦TODO⟧: describe one.\n- Find TODO comments, and `TODO`.\n',
      good: '## [Unreleased]\n\n### Added\n\n- TBD\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n- Find TODO comments, and `TODO`.\n',
      message: 'Unexpected placeholder “TODO” in 1.0.0, expected what it stands for',
    },
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n- Read empty files (⟦#???⟧)\n',
      good: '## [1.0.0]\n\n### Fixed\n\n- Read empty files (#12)\n',
    },
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n- Read [empty files](⟦url⟧)\n',
      good: '## [1.0.0]\n\n### Fixed\n\n- Read [empty files](https://example.com/url)\n',
    },
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n- Read empty files.\n- ⟦...⟧\n',
      good: '## [1.0.0]\n\n### Fixed\n\n- Read empty files...\n',
    },
  ],
});
