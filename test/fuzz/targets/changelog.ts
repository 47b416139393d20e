import {
  applyEdits,
  CHANGELOG_RULES,
  type CheckResult,
  checkChangelog,
  fixAll,
  type Problem,
  sortEdits,
} from '../../../src/core/index.ts';
import { readMarked } from '../../support/examples.ts';
import type { Random } from '../random.ts';
import { type FuzzTarget, hold } from '../target.ts';

const TODAY = '2026-11-21';

/** Every rule’s examples: texts that are just about right or wrong. */
const EXAMPLES = CHANGELOG_RULES.flatMap(({ examples }) =>
  examples.flatMap(({ bad, good }) => [readMarked(bad).text, readMarked(good).text]),
);

/** The parser, all rules that are on by default, and their fixes. */
export const changelog: FuzzTarget = {
  name: 'changelog',
  seeds: EXAMPLES,
  words: [
    ...[
      '## [Unreleased]\n',
      '## [1.0.0] - 2026-01-02\n',
      '## 1.0\n',
      '### Added\n',
      '### Ajouté\n',
      '[YANKED]',
      '===\n',
    ],
    ...['- entry\n', '  - nested\n', '    code\n', '[1.0.0]: https://example.org/o/r/compare/v0.9.0...v1.0.0\n', '***'],
    ...['<!-- release-ledger: allow changelog/missing-date -->\n', '**BREAKING**', 'CVE-2026-1234', '<<<<<<< HEAD\n'],
    ...['>>>>>>> main\n', '| a | b |\n|---|---|\n', '<details>\n', 'TODO', '1. one\n', '> quote\n', '- - - nested\n'],
  ],
  check(text, random) {
    const check = checkChangelog({ text, today: TODAY });
    const { changelog: model, problems, notChecked } = check;
    hold(model.source.text === text, 'the text is kept as it is');
    for (const { rule, reason } of notChecked) hold(!reason.includes('failed'), `${rule} does not fail: ${reason}`);
    for (const problem of problems) holdProblem(problem, text);
    if (random.below(8) > 0) return;
    holdKeystroke(check, random);
    const fixed = fixAll({ text, today: TODAY });
    hold(fixAll({ text: fixed.text, today: TODAY }).text === fixed.text, 'what was fixed stays fixed');
  },
};

/** What is checked by what came of the version before is what is checked by itself. */
function holdKeystroke(earlier: CheckResult, random: Random): void {
  const { text } = earlier.changelog.source;
  const at = random.below(text.length + 1);
  const from = random.below(text.length + 1);
  const typed = text.slice(from, from + random.below(12));
  const next = text.slice(0, at) + typed + text.slice(at + random.below(6));
  const again = toTold(checkChangelog({ text: next, today: TODAY, earlier }));
  hold(again === toTold(checkChangelog({ text: next, today: TODAY })), 'a keystroke is checked as the whole text is');
}

function toTold({ problems }: CheckResult): string {
  return JSON.stringify(problems.map(({ rule, severity, span, message }) => [rule, severity, span, message]));
}

function holdProblem({ rule, span, message, fixes }: Problem, text: string): void {
  hold(0 <= span.start && span.start <= span.end && span.end <= text.length, `${rule} reports a place in the text`);
  hold(message !== '', `${rule} has a message`);
  for (const { title, edits } of fixes) {
    hold(sortEdits(edits, text.length) !== null, `the edits of ${rule}, “${title}”, can be made`);
    applyEdits(text, edits);
  }
}
