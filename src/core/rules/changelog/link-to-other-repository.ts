import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { urlEdit, urlPart } from '../support/url-edit.ts';

interface Found {
  readonly span: Span;
  readonly linked: LinkedRelease;
  readonly repository: string;
  readonly expected: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/link-to-other-repository',
  severity: 'hint',
  scope: 'format',
  summary: 'A version links to another repository than most of the others.',
  why: `Tags stay with their repository (Keep a Changelog 2.0.0, “Should I link to issues or pull requests?”). A repository that moved
leaves old links behind: hosts redirect them until somebody takes the old name. Reported once for each such repository.`,
  check({ changelog, index }, report) {
    const byName = new Map<string, LinkedRelease[]>();
    let total = 0;
    let last = '';
    let group: LinkedRelease[] = [];
    for (const linked of index.once(gatherLinks, changelog)) {
      if (!linked.link) continue;
      total++;
      const { repository } = linked.link;
      // Most links name the repository of the one before, and need not be folded again.
      if (repository !== last) {
        last = repository;
        const name = normalise(repository);
        group = byName.get(name) ?? [];
        byName.set(name, group);
      }
      group.push(linked);
    }
    if (byName.size < 2) return;
    const groups = [...byName.values()];
    const most = groups.reduce((a, b) => (b.length > a.length ? b : a));
    if (most.length * 2 <= total) return;
    const expected = most[0]?.link?.repository ?? '';
    for (const others of groups.filter((each) => each !== most)) {
      const found = others.map((linked): Found => {
        const repository = linked.link?.repository ?? '';
        return { span: urlPart(linked, { start: 0, end: repository.length }), linked, repository, expected };
      });
      reportRepeated(found, report, 1);
    }
  },
  message: (state) =>
    `Unexpected repository “${shorten(state.one.repository)}”, expected “${shorten(state.one.expected)}” like most of the versions${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one }) => `Link to “${shorten(one.expected)}”`,
      edits: ({ all }) =>
        all.flatMap(({ linked, repository, expected }) =>
          urlEdit(linked, { start: 0, end: repository.length }, expected),
        ),
    },
  ],
  examples: [
    {
      bad: '## [1.1.0]\n\n### Added\n\n## [1.0.1]\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/new/r/compare/v1.0.1...v1.1.0\n[1.0.1]: https://github.com/New/r/compare/v1.0.0...v1.0.1\n[1.0.0]: ⟦https://github.com/old/r⟧/releases/tag/v1.0.0\n',
      good: '## [1.1.0]\n\n### Added\n\n## [1.0.1]\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/new/r/compare/v1.0.1...v1.1.0\n[1.0.1]: https://github.com/New/r/compare/v1.0.0...v1.0.1\n[1.0.0]: https://github.com/new/r/releases/tag/v1.0.0\n',
      message:
        'Unexpected repository “https://github.com/old/r”, expected “https://github.com/new/r” like most of the versions',
    },
    {
      bad: '## [1.1.0]\n\n### Added\n\n## [1.0.1]\n\n## [0.9.0]\n\n## [1.0.0]\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/new/r/compare/v1.0.1...v1.1.0\n[1.0.1]: https://github.com/new/r/compare/v1.0.0...v1.0.1\n[1.0.0]: ⟦https://github.com/old/r⟧/releases/tag/v1.0.0\n[0.9.0]: https://github.com/new/r/releases/tag/v0.9.0\n',
      good: '## [1.1.0]\n\n### Added\n\n## [1.0.1]\n\n## [0.9.0]\n\n## [1.0.0]\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/new/r/compare/v1.0.1...v1.1.0\n[1.0.1]: https://github.com/new/r/compare/v1.0.0...v1.0.1\n[1.0.0]: https://github.com/new/r/releases/tag/v1.0.0\n[0.9.0]: https://github.com/new/r/releases/tag/v0.9.0\n',
    },
  ],
});

/** Hosts do not tell names apart by case, and `http` and `https` lead to one place. */
function normalise(repository: string): string {
  return repository
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\.git$/, '');
}
