import { describe, expect, it } from 'vitest';
import { cutSection } from '../../../src/core/changelog/edits/cut.ts';
import { mergeChangelog } from '../../../src/core/changelog/edits/merge-changelog.ts';
import { promoteSections } from '../../../src/core/changelog/edits/promote.ts';
import { parseChangelog } from '../../../src/core/changelog/parse.ts';
import { DEFAULT_POLICY } from '../../../src/core/policy/default-policy.ts';
import { checkChangelog } from '../../../src/core/rules/run.ts';
import { applyEdits } from '../../../src/core/text/edit.ts';

const MARK = '\ufeff';
const OPTIONS = { policy: DEFAULT_POLICY, pattern: null };
const DAY = '2026-06-30';

const parse = (text: string) => parseChangelog(text, DEFAULT_POLICY.changelog);

/** The text that the first fix of a rule makes. */
function fix(rule: string, text: string): string {
  const problem = checkChangelog({ text, path: 'CHANGELOG.md' }).problems.find((each) => each.rule === rule);
  const [offer] = problem?.fixes ?? [];
  if (!offer) throw new Error(`${rule} offers nothing`);
  return applyEdits(text, offer.edits);
}

const SECTIONS: Readonly<Record<string, { readonly text: string; readonly change: (text: string) => string }>> = {
  'cutting a version whose Unreleased section opens the file': {
    text: '## [Unreleased]\n\n### Fixed\n\n- B\n\n## [1.1.0] - Unreleased\n\n### Added\n\n- A\n',
    change: (text) => String(cutSection(parse(text), { ...OPTIONS, version: '1.1.0', date: DAY, title: null })),
  },
  'promoting where an older candidate opens the file': {
    text: '## [1.0.0-rc.1] - 2026-01-01\n\n### Fixed\n\n- B\n\n## [1.0.0-rc.2] - 2026-01-02\n\n### Added\n\n- A\n',
    change: (text) =>
      String(
        promoteSections(parse(text), { ...OPTIONS, version: '1.0.0', component: '', date: DAY, sections: 'collapse' }),
      ),
  },
  'promoting where the definition of a candidate opens the file': {
    text: '[1.0.0-rc.1]: https://example.com/rc1\n\n## [1.0.0-rc.1] - 2026-01-01\n\n### Added\n\n- A\n',
    change: (text) =>
      String(
        promoteSections(parse(text), { ...OPTIONS, version: '1.0.0', component: '', date: DAY, sections: 'collapse' }),
      ),
  },
  'merging a branch into a changelog whose Unreleased section opens the file': {
    text: '## [Unreleased]\n\n### Added\n\n- A\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- Z\n',
    change: (text) => {
      const branch = parse(text.replace('## [Unreleased]', '## [1.1.0] - 2026-06-30'));
      const section = branch.releases[0];
      if (!section) throw new Error('no section');
      return mergeChangelog(parse(text), branch, section, OPTIONS);
    },
  },
  'joining two sections of one version of which the first opens the file': {
    text: '## [1.1.0] - 2026-01-02\n\n### Added\n\n- A\n\n## [1.1.0] - 2026-01-02\n\n### Fixed\n\n- B\n',
    change: (text) => fix('changelog/duplicate-release', text),
  },
  'joining two Unreleased sections of which the first opens the file': {
    text: '## [Unreleased]\n\n### Added\n\n- A\n\n## [Unreleased]\n\n### Fixed\n\n- B\n',
    change: (text) => fix('changelog/several-unreleased', text),
  },
};

describe('a byte-order mark stays at the start of the file, once', () => {
  it.each(Object.entries(SECTIONS))('%s', (_, { text, change }) => {
    const after = change(text);
    expect(after).not.toBe(text);
    expect(after).not.toContain('Refusal');
    expect(change(MARK + text)).toBe(MARK + after);
  });
});
