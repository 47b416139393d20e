import { gatherDefinitions } from '../../changelog/links/gather-links.ts';
import { foldLabel } from '../../changelog/links/label.ts';
import type { Release } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { appendDefinitions } from '../support/insert-definition.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly release: Release;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/inline-release-link',
  severity: 'hint',
  scope: 'format',
  summary: 'The link of a version stands in its heading.',
  why: `The link is resolved “once at the bottom of the file” and so “stays out of the heading, so the changelog still reads cleanly”
(Keep a Changelog 2.0.0, “Structuring a release”).`,
  check({ changelog, index }, report) {
    const found: Found[] = [];
    for (const release of index.once(gatherUnusualReleases, changelog).headings) {
      const url = release.form.inlineUrl;
      if (url) found.push({ span: { start: url.start - 1, end: url.end + 1 }, release });
    }
    reportRepeated(found, report, 1);
  },
  message: (state) => {
    const label = shorten(state.one.release.label);
    return `Unexpected link in the heading of ${label}, expected “[${label}]: …” at the end of the file${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) =>
        all.length === 1 ? 'Move the link to the end of the file' : `Move ${all.length} links to the end of the file`,
      edits: ({ all }, context) => moveLinks(all, context),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0]⟦(https://github.com/o/r/releases/tag/v1.0.0)⟧ - 2017-07-17\n\n### Added\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected link in the heading of 1.0.0, expected “[1.0.0]: …” at the end of the file',
    },
    {
      bad: '## [1.1.0]⟦(https://example.com/1.1.0)⟧\n\n### Added\n\n## [1.0.0](https://example.com/1.0.0)\n\n[other]: https://example.com\n',
      good: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[other]: https://example.com\n[1.1.0]: https://example.com/1.1.0\n[1.0.0]: https://example.com/1.0.0\n',
    },
  ],
});

function moveLinks(all: readonly Found[], { changelog, index, text }: RuleContext): readonly Edit[] | null {
  const definitions = index.once(gatherDefinitions, changelog);
  const movable = all.filter(({ span, release }) => {
    const url = text.slice(span.start + 1, span.end - 1);
    // A title behind the URL, and a label that is defined already, would make another link of it.
    return /^[^\s<>]+$/.test(url) && !definitions.has(foldLabel(release.label)) && text[release.labelSpan.end] === ']';
  });
  if (movable.length === 0) return null;
  const lines = movable.map(({ span, release }) => `[${release.label}]: ${text.slice(span.start + 1, span.end - 1)}`);
  const removals = movable.map(({ span }) => ({ ...span, text: '' }));
  return [...removals, appendDefinitions(text, changelog.source.eol, lines)];
}
