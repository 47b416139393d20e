import { isBreaking } from '../changelog/breaking.ts';
import { foldEntry } from '../changelog/entry-text.ts';
import { gatherLinks } from '../changelog/links/gather-links.ts';
import { toRepositoryPage } from '../changelog/links/remote-page.ts';
import type { Changelog, Entry, Release } from '../changelog/model.ts';
import { isNothing } from '../changelog/nothing.ts';
import type { CommitPolicy } from '../policy/operations.ts';
import { isPrerelease, type Version } from '../version/version.ts';
import { tagNameOf } from './check-version.ts';
import { isOneOfSeveral, nameTemplate } from './component-facts.ts';
import { blocker, placeIn } from './compose.ts';
import type { ReleaseFacts } from './facts.ts';
import type { Blocker } from './plan.ts';
import { shortName } from './readiness.ts';

/** Puts values into a template; a placeholder without one is left out. No text is ever evaluated. */
export function fillTemplate(template: string, values: Readonly<Record<string, string | null>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : ''));
}

/** The message of a commit that an operation makes, by the policy; where others may have the version, it is the tag that is named. */
export function commitMessage(
  facts: ReleaseFacts,
  action: keyof CommitPolicy,
  version: string,
  values: { readonly branch?: string; readonly type?: string | null; readonly title?: string | null } = {},
): string {
  const { branch = facts.head.ref ?? '', type = null, title = null } = values;
  const written = facts.policy.commit[action];
  const tag = tagNameOf(facts, version);
  const isNamed = !isOneOfSeveral(facts) || written.includes('{tag}');
  const filled = fillTemplate(isNamed ? written : nameTemplate(facts, written), {
    ...{ tag, type, title, version: isNamed ? version : tag },
    branch: shortName(branch),
  }).trim();
  return filled === '' ? `${action} ${tag}` : filled;
}

export interface TagMessageRequest {
  readonly version: Version;
  /** The changelog that has the release's section, and that section; null where there is none. */
  readonly changelog: Changelog;
  readonly section: Release | null;
  /** What the user says, which counts before what the section says; null where he says nothing. */
  readonly title: string | null;
  readonly summary: string | null;
  readonly kind: 'release' | 'hotfix' | 'promotion';
  /** `rc2`, for a promotion. */
  readonly candidate?: string;
}

/** The message of a version's tag by the policy's template, and what it lacks to be written. */
export function tagMessage(
  facts: ReleaseFacts,
  request: TagMessageRequest,
): { readonly message: string; readonly blockers: readonly Blocker[] } {
  const { version, changelog, section, candidate = null } = request;
  const tag = tagNameOf(facts, version.raw);
  const template = templateFor(facts, request) || 'Release {tag}';
  const values: Record<string, string | null> = {
    tag,
    version: version.raw,
    title: request.title ?? section?.title ?? (section?.form.rest || null),
    date: section?.date ?? facts.today,
    summary: request.summary ?? (section && summaryOf(changelog, section)),
    highlights: section && highlightsOf(changelog, section),
    compare: section && (gatherLinks(changelog)[section.index]?.url || null),
    changelog: changelogUrl(facts) ?? facts.ledger.path,
    candidate,
  };
  const missing = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => !values[name]);
  const filled = fillTemplate(template, values);
  const message = filled
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const place = section && placeIn(facts.ledger.path, changelog.source.text, section.start);
  return { message, blockers: [...new Set(missing)].map((name) => lacks(name, tag, place)) };
}

function templateFor({ policy }: ReleaseFacts, { version, kind }: TagMessageRequest): string {
  const { template, hotfixTemplate, prereleaseTemplate, promoteTemplate } = policy.tag;
  if (isPrerelease(version)) return prereleaseTemplate || template;
  if (kind === 'promotion') return promoteTemplate || template;
  return (kind === 'hotfix' && hotfixTemplate) || template;
}

function lacks(name: string, tag: string, place: Blocker['place']): Blocker {
  const hints: Readonly<Record<string, string>> = {
    title: 'Give one: --title "…"',
    summary: 'Give one: --summary "…"',
    highlights: 'Add entries to its section',
    compare: 'Link the version in the changelog: release-ledger check --fix',
  };
  const hint = hints[name] ?? 'Change the template in the policy (tag)';
  return blocker(`no-${name}`, `the message of the tag ${tag} needs {${name}}, and nothing says it`, hint, place);
}

/** The first paragraph of a release: what stands above its categories, else its objective, else its first entry. */
function summaryOf({ source: { text } }: Changelog, { summary, sections, looseEntries }: Release): string | null {
  const written = summary === null ? '' : text.slice(summary.start, summary.end);
  const paragraphs = written
    .split(/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)/)
    .map((each) => each.replace(/\s+/g, ' ').trim());
  const isObjective = (paragraph: string): boolean => /^\*\*Objective:?\*\*/i.test(paragraph);
  const plain = paragraphs.find((each) => each !== '' && !isObjective(each));
  const objective = paragraphs.find(isObjective)?.replace(/^\*\*Objective:?\*\*:?\s*/i, '');
  const first = [...looseEntries, ...sections.flatMap(({ entries }) => entries)][0];
  return plain ?? (objective || null) ?? (first ? foldEntry(text, first) : null);
}

/** A tag's message is read in a terminal; who wants all of it opens the changelog. */
const HIGHLIGHTS = 10;

function highlightsOf({ source: { text } }: Changelog, { looseEntries, sections }: Release): string | null {
  const changes = [
    ...looseEntries,
    ...sections.filter(({ kind }) => kind === 'change').flatMap(({ entries }) => entries),
  ];
  const said = changes.filter((entry) => !isNothing(foldEntry(text, entry)));
  const breaks = (entry: Entry): boolean => isBreaking(text, entry);
  const ordered = [...said.filter(breaks), ...said.filter((entry) => !breaks(entry))];
  const lines = ordered.slice(0, HIGHLIGHTS).map((entry) => `- ${foldEntry(text, entry)}`);
  const rest = ordered.length - lines.length;
  if (rest > 0) lines.push(`- and ${rest} more ${rest === 1 ? 'change' : 'changes'}`);
  return lines.length > 0 ? lines.join('\n') : null;
}

/** The page of the changelog on the main branch, as the remote shows it. */
function changelogUrl({ repository, mainBranch, ledger }: ReleaseFacts): string | null {
  const remotes = [...repository.remotes].sort((a, b) => Number(b.name === 'origin') - Number(a.name === 'origin'));
  const page = remotes.flatMap(({ url }) => toRepositoryPage(url) ?? [])[0];
  if (page === undefined) return null;
  const branch = mainBranch === null ? 'HEAD' : shortName(mainBranch);
  const path = ledger.path.split('/').map(encodeURIComponent).join('/');
  const blob = /^https?:\/\/[^/]*gitlab/i.test(page) ? '/-/blob' : '/blob';
  return `${page}${blob}/${branch}/${path}`;
}
