import { defineLedgerRule } from '../ledger-rule.ts';

interface State {
  readonly title: string;
  readonly reason: string;
}

export default defineLedgerRule<State>({
  id: 'ledger/unreadable-version-file',
  severity: 'error',
  summary: 'A version file cannot be read as what it is.',
  why: `Whether its version agrees cannot be said, and a bump could not change it. Mend the file at the place that is named.`,
  needs: [],
  check({ ledger }, report) {
    for (const { path, silent, title } of ledger.versionFiles) {
      if (silent?.broken) report({ file: path, span: silent.span }, { title, reason: silent.reason });
    }
  },
  message: ({ title, reason }) => `Expected a version in this ${title}, but ${reason}`,
  examples: [
    {
      bad: { changelog: '## [1.0.0] - 2026-01-01\n\n- A\n', tags: [], files: { 'package.json': '{ "version": ⟦1⟧ }' } },
      good: '{ "version": "1.0.0" }',
      message: 'Expected a version in this package.json, but its “version” is no string',
    },
  ],
});
