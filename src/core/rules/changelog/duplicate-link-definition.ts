import { gatherDefinitions } from '../../changelog/links/gather-links.ts';
import { foldLabel } from '../../changelog/links/label.ts';
import type { Changelog } from '../../changelog/model.ts';
import type { Definition } from '../../markdown/blocks.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { removeDefinitions } from '../support/definition-removal.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
  readonly definition: Definition;
  readonly first: Definition;
  readonly sameUrl: boolean;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/duplicate-link-definition',
  severity: 'warning',
  scope: 'format',
  summary: 'A link label is defined twice.',
  why: `“If there are several matching definitions, the first one takes precedence” (CommonMark 0.31, section 4.7), and labels match
whatever their case and white space: \`[Unreleased]\` and \`[unreleased]\` are one. The later definition has no effect, so that a
link that was updated there still leads to the old place. Where each release keeps the definitions that it needs below its own
text, the same one in another release is not reported.`,
  check({ changelog, index, text }, report) {
    const firsts = index.once(gatherDefinitions, changelog);
    if (firsts.size === changelog.definitions.length) return;
    const urlOf = ({ url }: Definition): string => text.slice(url.start, url.end);
    const found: Found[] = [];
    for (const definition of changelog.definitions) {
      const label = text.slice(definition.label.start, definition.label.end);
      const first = firsts.get(foldLabel(label));
      if (!first || first === definition || label === '//' || label.startsWith('^')) continue;
      if (text[definition.url.start] === '#' || definition.url.start === definition.url.end) continue;
      const sameUrl = urlOf(first) === urlOf(definition);
      if (sameUrl && isOfAnotherRelease(changelog, first, definition)) continue;
      found.push({ span: definition.label, label, definition, first, sameUrl });
    }
    reportRepeated(found, report);
  },
  message: (state) => {
    const { label, first, sameUrl } = state.one;
    const place = `line ${first.line + 1}`;
    return sameUrl
      ? `Unexpected second definition “[${shorten(label)}]”, which ${place} has already${andOthers(state)}`
      : `Unexpected second definition “[${shorten(label)}]”, which has no effect, since ${place} defines it differently${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'safe',
      title: () => 'Remove the second definition',
      edits: ({ all }, { changelog }) => {
        const removable = all.filter(({ sameUrl, definition }) => sameUrl && definition.parent === -1);
        return removable.length > 0
          ? removeDefinitions(
              changelog,
              removable.map(({ definition }) => definition),
            )
          : null;
      },
    },
    {
      safety: 'unsafe',
      title: ({ one }) => `Remove this definition, and keep the one in line ${one.first.line + 1}`,
      edits: ({ one: { sameUrl, definition } }, { changelog }) =>
        sameUrl || definition.parent !== -1 ? null : removeDefinitions(changelog, [definition]),
    },
    {
      safety: 'unsafe',
      title: ({ one }) => `Keep this definition, and remove the one in line ${one.first.line + 1}`,
      edits: ({ one: { sameUrl, first } }, { changelog }) =>
        sameUrl || first.parent !== -1 ? null : removeDefinitions(changelog, [first]),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0]\n\n- One.\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n[⟦1.0.0⟧]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.0.0]\n\n- One.\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected second definition “[1.0.0]”, which line 5 has already',
    },
    {
      bad: '## [Unreleased]\n\n- One.\n\n[unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD\n[⟦Unreleased⟧]: https://github.com/o/r/compare/v1.1.0...HEAD\n',
      good: '## [Unreleased]\n\n- One.\n\n[unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD\n',
      message: 'Unexpected second definition “[Unreleased]”, which has no effect, since line 5 defines it differently',
    },
  ],
});

/** True where both stand in releases, and not in the same. */
function isOfAnotherRelease({ releases, tail }: Changelog, first: Definition, second: Definition): boolean {
  if (first.start >= tail.start || second.start >= tail.start) return false;
  const own = releases.find(({ start, end }) => first.start >= start && first.start < end);
  return own !== undefined && second.start >= own.end;
}
