import { gatherLinks } from '../../changelog/links/gather-links.ts';
import { isMovingRef, readRef } from '../../changelog/links/ref.ts';
import type { ReleaseLink, UrlRef } from '../../changelog/links/release-link.ts';
import { isSameRepository, toRepositoryPage } from '../../changelog/links/remote-page.ts';
import { isOfComponent } from '../../ledger/components.ts';
import type { GatheredLedger } from '../../ledger/gather.ts';
import { isKnown } from '../../ledger/ledger.ts';
import type { Span } from '../../text/source.ts';
import { versionKey } from '../../version/version-key.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { repairLedgerLinksFix } from '../support/repair-ledger-links.ts';

interface State {
  readonly span: Span;
  readonly ref: string;
  /** The tag of the same version under its real name; null where that version is not tagged at all. */
  readonly real: string | null;
}

export default defineLedgerRule<State>({
  id: 'ledger/link-to-missing-tag',
  severity: 'warning',
  summary: 'A release’s link names a tag that does not exist.',
  why: `The links at the end of a changelog compare tags (Keep a Changelog 2.0.0, “Structuring a release”). One that names a tag which
was never made, or was made under another name, shows an error page. Only links to this repository are looked at, and only
where its tags were fetched; the newest release may be waiting for its tag and is not reported.`,
  needs: ['tags', 'remote'],
  check({ ledger, text }, report) {
    const { repository } = ledger;
    if (!isKnown(repository) || repository.shallow) return;
    const pages = repository.remotes.flatMap(({ url }) => toRepositoryPage(url) ?? []);
    const names = new Set(repository.tags.map(({ name }) => name));
    const pending = pendingVersions(ledger);
    for (const { release, link, urlSpan } of gatherLinks(ledger.changelog)) {
      if (
        !link ||
        !urlSpan ||
        !isOfComponent(ledger, release) ||
        !pages.some((page) => isSameRepository(page, link.repository))
      )
        continue;
      for (const ref of refsOf(link)) {
        const read = readRef(ref.text);
        const name = decodeURIComponentSafely(ref.text);
        if (!read || names.has(name) || isMovingRef(ref.text) || pending.has(versionKey(read.version))) continue;
        const tagged = ledger.releases.find(({ key }) => key === versionKey(read.version))?.tags[0];
        const span = { start: urlSpan.start + ref.start, end: urlSpan.start + ref.end };
        report({ span }, { span, ref: text.slice(span.start, span.end), real: tagged?.name ?? null });
      }
    }
  },
  message: ({ ref, real }) =>
    real === null
      ? `Unexpected tag ${ref} in the link, which does not exist`
      : `Unexpected tag ${ref} in the link, expected ${real}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ real }) => `Link to ${real}`,
      edits: ({ span, real }) => (real === null ? null : [{ ...span, text: real }]),
    },
    repairLedgerLinksFix(false),
  ],
  examples: [
    {
      bad: {
        changelog:
          '## [1.1.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[1.1.0]: https://github.com/a/b/compare/⟦1.0.0⟧...v1.1.0\n',
        tags: ['v1.0.0', 'v1.1.0'],
        remote: 'git@github.com:a/b.git',
      },
      good: '## [1.1.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[1.1.0]: https://github.com/a/b/compare/v1.0.0...v1.1.0\n',
      message: 'Unexpected tag 1.0.0 in the link, expected v1.0.0',
    },
  ],
});

/** Versions newer than everything that is tagged: their tags are still to be made. */
function pendingVersions({ releases }: GatheredLedger): ReadonlySet<string> {
  const newest = releases.findIndex(({ tags }) => tags.length > 0);
  return new Set(releases.slice(0, newest < 0 ? releases.length : newest).map(({ key }) => key));
}

function refsOf(link: ReleaseLink): readonly UrlRef[] {
  return link.kind === 'tag' ? [link.tag] : [link.base, link.head];
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
