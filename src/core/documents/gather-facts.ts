import { gatherLinks } from '../changelog/links/gather-links.ts';
import { hostByName, printTagUrl } from '../changelog/links/host.ts';
import type { Changelog, Release } from '../changelog/model.ts';
import type { NotKnown } from '../ledger/facts.ts';
import { isKnown, type Ledger, type LedgerRelease } from '../ledger/ledger.ts';
import { linkPatternOfRemote } from '../ledger/link-pattern-of-remote.ts';
import { tagOf } from '../ledger/previous-tagged.ts';
import type { RepositoryReader } from '../ledger/reader.ts';
import { tagTemplateOf } from '../ledger/tag-template.ts';
import type { Policy } from '../policy/policy.ts';
import { findHotfixes } from '../rules/support/hotfixes.ts';
import { incrementRelease, levelBetween } from '../version/increment.ts';
import { compareVersions, isPrerelease, type Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import { findContributors } from './contributors.ts';
import type { DocumentFacts } from './document-values.ts';
import { filePage, issuesPage } from './file-page.ts';

/** Whoever thanks more people than this does not do it in release notes. */
const COMMIT_LIMIT = 5_000;

export interface FactsRequest {
  /** Its section; null where there is none yet. */
  readonly release: Release | null;
  /** Its version, where there is no section that says it. */
  readonly version?: Version;
  readonly policy: Policy;
  readonly reader: RepositoryReader | NotKnown;
  readonly today: string;
}

/** Gathers what documents about a release say beside its section. */
export async function gatherDocumentFacts(
  ledger: Ledger,
  { release, version = release?.version ?? undefined, policy, reader, today }: FactsRequest,
): Promise<DocumentFacts & { readonly issues: string | null }> {
  const { changelog } = ledger;
  const own = version ? (ledger.releases.find(({ key }) => key === versionKey(version)) ?? null) : null;
  const before = previousOf(ledger, version ?? null);
  const pattern = linkPatternOfRemote(ledger);
  const page = pattern?.repository ?? pageOfLinks(changelog, release);
  const toTag = (each: Version): string => tagTemplateOf(ledger).replace('{version}', () => each.raw);
  const tag = own?.tags[0]?.name ?? (version ? toTag(version) : (release?.label ?? 'HEAD'));
  return {
    product: policy.documents.product || nameOf(page),
    tag,
    previous: before && { version: before.version.raw, tag: before.tags[0]?.name ?? toTag(before.version) },
    next: version ? incrementRelease(version, 'patch') : null,
    level: levelOf(changelog, release, version ?? null, before, policy),
    compare: gatherLinks(changelog).find((each) => each.release === release)?.url || null,
    releasePage: page === null ? null : printTagUrl(pattern?.host ?? hostByName(page), page, tag),
    changelogPage: page === null ? null : filePage(page, tag, ledger.path),
    issues: page === null ? null : issuesPage(page),
    contributors: await readContributors(ledger, own, before, reader),
    today,
  };
}

/** The release that people go back to: the highest below it that was not withdrawn; pre-releases count for pre-releases only. */
function previousOf({ releases }: Ledger, own: Version | null): LedgerRelease | null {
  const lower = releases.filter(
    ({ version, section }) => (own === null || compareVersions(version, own) < 0) && section?.yanked !== true,
  );
  const between = own !== null && isPrerelease(own);
  return (between ? undefined : lower.find((each) => !isPrerelease(each.version))) ?? lower[0] ?? null;
}

function levelOf(
  changelog: Changelog,
  release: Release | null,
  version: Version | null,
  before: LedgerRelease | null,
  policy: Policy,
): DocumentFacts['level'] {
  if (release && findHotfixes(changelog, policy).has(release)) return 'hotfix';
  return version && before && levelBetween(before.version, version);
}

function pageOfLinks(changelog: Changelog, release: Release | null): string | null {
  const links = gatherLinks(changelog);
  return (
    (links.find((each) => each.release === release)?.link ?? links.find(({ link }) => link)?.link)?.repository ?? null
  );
}

function nameOf(page: string | null): string | null {
  return page === null ? null : (/([^/]+?)\/*$/.exec(page)?.[1] ?? null);
}

async function readContributors(
  ledger: Ledger,
  own: LedgerRelease | null,
  before: LedgerRelease | null,
  reader: RepositoryReader | NotKnown,
): Promise<readonly string[] | null> {
  if (!isKnown(reader) || !isKnown(ledger.repository) || ledger.repository.shallow) return null;
  const upTo = (own && tagOf(own)?.commit) ?? ledger.repository.head.commit;
  if (upTo === null) return null;
  const after = (before && tagOf(before)?.commit) ?? null;
  const folder = ledger.path.includes('/') ? ledger.path.slice(0, ledger.path.lastIndexOf('/')) : '';
  const commits = await reader.commits({ after, upTo, folder, limit: COMMIT_LIMIT });
  return isKnown(commits) ? findContributors(commits) : null;
}
