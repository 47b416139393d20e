import { componentOf } from '../../changelog/component.ts';
import { gatherLinks } from '../../changelog/links/gather-links.ts';
import { compareUrl, tagUrl } from '../../changelog/links/link-pattern.ts';
import { isMovingRef, readRef } from '../../changelog/links/ref.ts';
import type { ReleaseLink, UrlRef } from '../../changelog/links/release-link.ts';
import { isSameRepository, toRepositoryPage } from '../../changelog/links/remote-page.ts';
import { unreleasedComponent } from '../../changelog/links/unreleased-component.ts';
import type { Changelog } from '../../changelog/model.ts';
import { ledgersOf, releaseId } from '../../ledger/components.ts';
import { isKnown } from '../../ledger/ledger.ts';
import { linkPatternOfRemote } from '../../ledger/link-pattern-of-remote.ts';
import type { Edit } from '../../text/edit.ts';
import { versionKey } from '../../version/version-key.ts';
import type { LedgerContext, LedgerFix } from '../ledger-rule.ts';
import { appendDefinitions } from './insert-definition.ts';
import { repairLinks } from './repair-links.ts';

/**
 * The fix that the rules about links and git offer: the whole block at once, with the names of the real tags.
 *
 * @param moves true where links to other repositories become links to the remote.
 */
export function repairLedgerLinksFix<State>(moves: boolean): LedgerFix<State> {
  const made = new WeakMap<LedgerContext, readonly Edit[] | null>();
  return {
    safety: 'unsafe',
    title: () => 'Repair all compare links',
    edits: (_, context) => {
      const known = made.get(context);
      if (known !== undefined) return known;
      const edits = repairLinks(context.ledger.changelog, context.policy, (read) => editsByFacts(context, read, moves));
      made.set(context, edits);
      return edits;
    },
  };
}

/** What the tags and the remote say of the links of a changelog. */
function editsByFacts(context: LedgerContext, changelog: Changelog, moves: boolean): readonly Edit[] {
  const { repository } = context.whole;
  if (!isKnown(repository)) return [];
  const links = gatherLinks(changelog);
  if (!links.some(({ urlSpan }) => urlSpan)) return firstDefinition(context, changelog);
  const pages = repository.remotes.flatMap(({ url }) => toRepositoryPage(url) ?? []);
  const [page] = pages;
  const names = new Set(repository.tags.map(({ name }) => name));
  const tags = ledgersOf(context.whole).flatMap((each) =>
    each.releases.map((release) => [releaseId(release), release.tags[0]?.name] as const),
  );
  const byId = new Map(tags);
  const edits: Edit[] = [];
  for (const { release, link, urlSpan, definition } of links) {
    if (!link || !urlSpan || !definition) continue;
    const isOwn = pages.some((each) => isSameRepository(each, link.repository));
    if (!isOwn && (!moves || page === undefined)) continue;
    if (!isOwn && page !== undefined) {
      edits.push({ start: urlSpan.start, end: urlSpan.start + link.repository.length, text: page });
    }
    for (const ref of refsOf(link)) {
      const version = names.has(ref.text) || isMovingRef(ref.text) ? null : readRef(ref.text)?.version;
      const component = release.unreleased ? unreleasedComponent(link, changelog.releases) : componentOf(release);
      const real = version && byId.get(releaseId({ component, key: versionKey(version) }));
      if (real && encodeURIComponent(real) !== ref.text && real !== ref.text) {
        edits.push({ start: urlSpan.start + ref.start, end: urlSpan.start + ref.end, text: real });
      }
    }
  }
  return [...new Map(edits.map((edit) => [edit.start, edit])).values()];
}

/** The link of the newest tagged version, by which the others are made. */
function firstDefinition({ ledger }: LedgerContext, { releases, source }: Changelog): readonly Edit[] {
  const pattern = linkPatternOfRemote(ledger);
  const tagged = ledger.releases.filter(({ tags, section }) => tags.length > 0 && section?.form.bracketed);
  const [newest, before] = tagged;
  const tag = newest?.tags[0]?.name;
  if (!pattern || !newest || tag === undefined || releases.length === 0) return [];
  const base = before?.tags[0]?.name;
  const url = base === undefined ? tagUrl(pattern, tag) : compareUrl(pattern, base, tag);
  return [appendDefinitions(source.text, source.eol, [`[${newest.section?.label}]: ${url}`])];
}

function refsOf(link: ReleaseLink): readonly UrlRef[] {
  return link.kind === 'tag' ? [link.tag] : [link.base, link.head];
}
