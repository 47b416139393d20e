import type { Changelog, Entry } from '../../changelog/model.ts';
import { isNothing } from '../../changelog/nothing.ts';
import type { Span } from '../../text/source.ts';
import { isSemver } from '../../version/version.ts';
import { defineRule } from '../rule.ts';
import { restOfLine } from '../support/first-line.ts';
import { termsOf } from '../support/removed-terms.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
  readonly text: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/removal-without-deprecation',
  severity: 'off',
  scope: 'format',
  summary: 'Something is removed that no earlier release deprecated.',
  why: `Keep a Changelog 2.0.0: deprecate first, remove later. Whoever upgrades release by release then hears of it before it is gone.
An entry under Removed is reported where no entry of an older release under Deprecated, and none that speaks of a deprecation,
has a name or a longer word in common with it. What is removed is told by words alone, so that this rule is off unless a
policy turns it on. The oldest release of a file has nothing before it, and versions below 1.0.0 promise nothing: they are not judged.`,
  check({ changelog, text }, report) {
    reportRepeated(findUnannounced(changelog, text), report);
  },
  message: (state) =>
    `Unexpected removal in ${shorten(state.one.label)} of what no earlier release deprecated: “${shorten(state.one.text)}”${andOthers(state)}`,
  examples: [
    {
      bad: '## [3.0.0] - 2017-07-19\n\n### Removed\n\n- The `--color` option.\n⟦- Support for old servers.⟧\n- The deprecated start script.\n\n## [2.0.0] - 2017-07-18\n\n### Deprecated\n\n- `--color`: use the terminal’s setting.\n\n## [1.0.0] - 2017-07-17\n\n### Removed\n\n- Zero.\n',
      good: '## [3.0.0] - 2017-07-19\n\n### Removed\n\n- The `--color` option.\n\n## [2.0.0] - 2017-07-18\n\n### Deprecated\n\n- `--color`: use the terminal’s setting.\n\n## [1.0.0] - 2017-07-17\n\n### Removed\n\n- Zero.\n',
      message: 'Unexpected removal in 3.0.0 of what no earlier release deprecated: “Support for old servers.”',
    },
  ],
});

const SAYS_SO = /deprecat/i;

/** The removals that nothing in the releases below them announced, in the order of the text. */
function findUnannounced(changelog: Changelog, text: string): readonly Found[] {
  const { releases } = changelog;
  const announced = new Set<string>();
  const found: Found[] = [];
  const textOf = ({ contentStart, end }: Entry): string => text.slice(contentStart, end);
  for (const { label, index, sections, version } of releases.toReversed()) {
    const removed = sections.filter(({ category }) => category === 'Removed').flatMap(({ entries }) => entries);
    // Below 1.0.0 nothing is promised (SemVer 2.0.0, item 4).
    if (index < releases.length - 1 && !(version && isSemver(version) && version.release[0] === '0')) {
      for (const entry of removed) {
        const written = textOf(entry);
        if (SAYS_SO.test(written) || written.trim() === '' || isNothing(written)) continue;
        if ([...termsOf(written)].some((term) => announced.has(term))) continue;
        found.push({ span: restOfLine(changelog, entry.start), label, text: written.replace(/\s+/g, ' ') });
      }
    }
    for (const { category, entries } of sections) {
      for (const entry of entries) {
        const written = textOf(entry);
        if (category === 'Deprecated' || SAYS_SO.test(written))
          for (const term of termsOf(written)) announced.add(term);
      }
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}
