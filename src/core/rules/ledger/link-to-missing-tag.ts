import { gatherLinks } from '../../changelog/links/gather-links.ts';
import { isMovingRef, readRef, readTagName, type VersionRef } from '../../changelog/links/ref.ts';
import { componentOfPrefix } from '../../changelog/links/ref-component.ts';
import type { ReleaseLink, UrlRef } from '../../changelog/links/release-link.ts';
import { isSameRepository, toRepositoryPage } from '../../changelog/links/remote-page.ts';
import { isOfComponent } from '../../ledger/components.ts';
import type { TagFact } from '../../ledger/facts.ts';
import type { GatheredLedger } from '../../ledger/gather.ts';
import { isKnown } from '../../ledger/ledger.ts';
import type { Span } from '../../text/source.ts';
import { versionKey } from '../../version/version-key.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { repairLedgerLinksFix } from '../support/repair-ledger-links.ts';
import { andOthers, HABIT, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly ref: string;
  /** The tag of the same version under its real name; null where that version is not tagged at all. */
  readonly real: string | null;
}

const REPAIR = repairLedgerLinksFix<Repeated<Found>>(false);

export default defineLedgerRule<Repeated<Found>>({
  id: 'ledger/link-to-missing-tag',
  severity: 'warning',
  summary: 'A release’s link names a tag that does not exist.',
  why: `The links at the end of a changelog compare tags (Keep a Changelog 2.0.0, “Structuring a release”). One that names a tag which
was never made, or was made under another name, shows an error page. Only links to this repository are looked at, and only
where its tags were fetched; the newest release may be waiting for its tag and is not reported. Many links of the same kind are reported
once.`,
  needs: ['tags', 'remote'],
  check({ ledger, text }, report) {
    const { repository } = ledger;
    if (!isKnown(repository) || repository.shallow) return;
    const pages = repository.remotes.flatMap(({ url }) => toRepositoryPage(url) ?? []);
    const names = new Set(repository.tags.map(({ name }) => name));
    const pending = pendingVersions(ledger);
    // Two sections of one version have one link.
    const found = new Map<number, Found>();
    let real: ReadonlyMap<string, string> | null = null;
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
        real ??= gatherNames(repository.tags);
        // A package's own tag is what is meant where only that exists.
        const alike = real.get(toTagKey(read));
        const tagged = ledger.releases.find(({ key }) => key === versionKey(read.version))?.tags[0];
        const span = { start: urlSpan.start + ref.start, end: urlSpan.start + ref.end };
        found.set(span.start, {
          span,
          ref: text.slice(span.start, span.end),
          real: alike ?? tagged?.name ?? null,
        });
      }
    }
    for (const isTagged of [true, false]) {
      const kind = [...found.values()].filter((each) => (each.real !== null) === isTagged);
      // A tag stands in its own link, and as the base of the next.
      const byRef = new Map(kind.map(({ ref }) => [ref, kind.filter((each) => each.ref === ref)]));
      const groups = byRef.size > HABIT ? [kind] : byRef.values();
      for (const group of groups) reportRepeated(group, (span, state) => report({ span }, state), 1);
    }
  },
  message: (state) => {
    const { ref, real } = state.one;
    const wanted = real === null ? 'which does not exist' : `expected ${real}`;
    return `Unexpected tag ${ref} in the link, ${wanted}${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one: { real }, all }) => (all.length > 1 ? 'Link to the tags by their names' : `Link to ${real}`),
      edits: ({ one: { real }, all }) =>
        real === null ? null : all.map(({ span, real: name }) => ({ ...span, text: name ?? '' })),
    },
    {
      ...REPAIR,
      // No other link makes a tag.
      edits: (state, context) => (state.one.real === null ? null : REPAIR.edits(state, context)),
    },
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
    {
      bad: {
        changelog:
          '## [app_derive 1.1.0] - 2026-01-03\n\n- B\n\n## [1.1.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[app_derive 1.1.0]: https://github.com/a/b/compare/⟦v.1.1.0⟧...app_derive_v1.1.0\n',
        tags: ['v1.0.0', 'v1.1.0', 'app_derive_v1.1.0'],
        remote: 'git@github.com:a/b.git',
      },
      good: '## [app_derive 1.1.0] - 2026-01-03\n\n- B\n\n## [1.1.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[app_derive 1.1.0]: https://github.com/a/b/compare/v1.1.0...app_derive_v1.1.0\n',
    },
    {
      bad: {
        changelog:
          '## [1.0.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[1.0.0]: https://github.com/a/b/releases/tag/⟦1.0.0⟧\n',
        tags: ['v1.0.0'],
        remote: 'git@github.com:a/b.git',
      },
      good: '## [1.0.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[1.0.0]: https://github.com/a/b/releases/tag/v1.0.0\n',
    },
  ],
});

/** Versions newer than everything that is tagged: their tags are still to be made. */
function pendingVersions({ releases }: GatheredLedger): ReadonlySet<string> {
  const newest = releases.findIndex(({ tags }) => tags.length > 0);
  return new Set(releases.slice(0, newest < 0 ? releases.length : newest).map(({ key }) => key));
}

/** The names of the tags by what they name: a component, or nothing, and a version. */
function gatherNames(tags: readonly TagFact[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name } of tags) {
    const read = readTagName(name);
    if (read) names.set(toTagKey(read), name);
  }
  return names;
}

function toTagKey({ prefix, version }: VersionRef): string {
  return `${componentOfPrefix(prefix)} ${versionKey(version)}`;
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
