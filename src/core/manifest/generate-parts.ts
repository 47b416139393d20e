import { toHeadingAnchor } from '../changelog/heading-anchor.ts';
import type { Changelog, Release, Section } from '../changelog/model.ts';
import { isNothing } from '../changelog/nothing.ts';
import { isKnown } from '../ledger/ledger.ts';
import { PENDING } from './approval.ts';
import { breakingOf, changesOf } from './from-changelog.ts';
import type { Approval, Item, ManifestContent } from './model.ts';
import type { ReleaseFacts } from './release-facts.ts';
import { own, typesOf } from './release-type.ts';

/** The relative link from a manifest to the section in the changelog. @param path relative to the policy's folder */
export function toLink({ changelog, changelogPath, release }: ReleaseFacts, path: string): string {
  const { start, end } = release.heading.text;
  const up = '../'.repeat(path.split('/').length - 1);
  return `${up}${changelogPath}#${toHeadingAnchor(changelog.source.text.slice(start, end))}`;
}

/** What the release says above its entries, in one paragraph; null where it says nothing. */
export function summaryOf({ source: { text } }: Changelog, { summary }: Release): string | null {
  if (!summary) return null;
  const [paragraph = ''] = text.slice(summary.start, summary.end).split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/);
  const said = paragraph.replace(/^\*\*Objective:?\*\*:?\s*/i, '').trim();
  return said === '' || said.startsWith('<!--') ? null : said;
}

const MIGRATION_NOTES = /^(?:migrations?|upgrad(?:e|ing))\b/i;

/** Whether users have to do something, and where it says what. */
export function migrationNeed(facts: ReleaseFacts): Pick<ManifestContent, 'migrationRequired' | 'migrationGuide'> {
  const { changelog, release, migrations } = facts;
  const notes = noteOf(facts, MIGRATION_NOTES);
  const isNeeded =
    notes !== null || breakingOf(changelog, release).length > 0 || (isKnown(migrations) && migrations.length > 0);
  return { migrationRequired: isNeeded, ...(notes === null ? {} : { migrationGuide: notes }) };
}

/** What the notes of the release say about its deployment, and how to go back. */
export function deploymentOf(
  facts: ReleaseFacts,
  previous: Release | null,
): Pick<ManifestContent, 'environment' | 'dataMigration' | 'rollback'> {
  const environment = noteOf(facts, /^environment\b/i);
  const rollback = noteOf(facts, /^(?:rollback|rolling back)\b/i);
  const { policy, migrations } = facts;
  const back = previous?.version ? policy.tag.name.replaceAll('{version}', () => previous.version?.raw ?? '') : null;
  const restore =
    isKnown(migrations) && migrations.length > 0 ? [{ text: 'Restore the data from before the migrations' }] : [];
  return {
    ...(environment === null ? {} : { environment: toItems(environment) }),
    ...(isKnown(migrations) ? { dataMigration: migrations.map((name) => ({ text: `Apply \`${name}\`` })) } : {}),
    ...(rollback !== null
      ? { rollback: toItems(rollback) }
      : back === null
        ? {}
        : { rollback: [{ text: `Deploy ${back} again` }, ...restore] }),
  };
}

/** What a note of the release says, as Markdown; null where there is none, or it says that there is nothing. */
function noteOf({ changelog, release }: ReleaseFacts, name: RegExp): string | null {
  const section = release.sections.find((each) => each.kind === 'note' && name.test(each.name));
  if (!section) return null;
  const body = bodyOf(changelog, section);
  return body === '' || isNothing(body) ? null : body;
}

function bodyOf({ source: { text } }: Changelog, { heading, end }: Section): string {
  return text.slice(heading.end, end).trim();
}

function toItems(markdown: string): readonly Item[] {
  const items = markdown.split(/(?:\r\n?|\n)(?=[-*+][ \t])/).map((item) => item.replace(/^[-*+][ \t]+/, '').trim());
  return items.filter((text) => !isNothing(text)).map((text) => ({ text }));
}

/** The approvals that the policy asks for; those that nobody has given yet are pending, and a check finds them open. */
export function generateApprovals(facts: ReleaseFacts, content: ManifestContent): readonly Approval[] | null {
  const { policy, changelog, release, present } = facts;
  const given = present.approvals ?? [];
  const holds = {
    always: true,
    security: changesOf(changelog, release).some(({ category }) => /^security$/i.test(category)),
    breaking: (content.breaking ?? []).length > 0,
    migrations: (content.migrations ?? []).length > 0,
  };
  const asked = typesOf(content).flatMap((type) => own(policy.approvals, type) ?? []);
  const roles = new Set(asked.filter(({ when }) => holds[when]).map(({ role }) => role));
  for (const { role } of given) roles.delete(role);
  const all = [...given, ...[...roles].map((role) => ({ role, by: PENDING, date: null }))];
  return all.length > 0 ? all : null;
}
