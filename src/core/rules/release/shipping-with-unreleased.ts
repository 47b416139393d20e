import { lineAt, lineEnd } from '../../text/source.ts';
import { defineShippingRule } from './release-rule.ts';

export default defineShippingRule<{ readonly count: number; readonly version: string }>({
  id: 'changelog/shipping-with-unreleased',
  severity: 'error',
  scope: 'any',
  summary: 'Entries are left under Unreleased while a version ships.',
  why: `At release time everything under Unreleased moves into the section of the new version (Keep a Changelog 2.0.0, “How can
I reduce the effort required to maintain a changelog?”). What is left there is in the version that ships, but not in what its
users read about it. Move the entries into the section.`,
  check({ changelog, release, version }, report) {
    if (!release) return;
    const unreleased = changelog.releases.find((each) => each.unreleased);
    const entries = unreleased
      ? [...unreleased.looseEntries, ...unreleased.sections.flatMap((each) => each.entries)]
      : [];
    const first = entries.reduce<(typeof entries)[number] | null>((a, b) => (a && a.start <= b.start ? a : b), null);
    if (!first) return;
    const { source } = changelog;
    const end = Math.min(first.end, lineEnd(source, lineAt(source, first.start)));
    report({ start: first.start, end }, { count: entries.length, version: version.raw });
  },
  message: ({ count, version }) =>
    `Unexpected ${count === 1 ? 'entry' : `${count} entries`} under Unreleased while ${version} ships, expected ${count === 1 ? 'it' : 'them'} in its section`,
  examples: [
    {
      version: '1.0.0',
      bad: '## [Unreleased]\n\n### Added\n\n⟦- Late.⟧\n  With more.\n\n### Fixed\n\n- Later.\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- First.\n',
      good: '## [Unreleased]\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- First.\n- Late.\n',
      message: 'Unexpected 2 entries under Unreleased while 1.0.0 ships, expected them in its section',
    },
  ],
});
