import { isBreaking } from '../changelog/breaking.ts';
import { findBreakingParagraph } from '../changelog/breaking-paragraph.ts';
import { foldEntry } from '../changelog/entry-text.ts';
import type { Changelog, Entry, Release, Section } from '../changelog/model.ts';
import { isNothing } from '../changelog/nothing.ts';
import { contentOf } from '../rules/support/section-content.ts';
import { lineAt } from '../text/source.ts';
import type { Level } from '../version/increment.ts';
import { breakingArea } from './breaking-area.ts';
import { roleOf, SECTION_ROLES, type SectionRole } from './section-role.ts';
import type { TemplateValue, TemplateValues } from './template/template.ts';

/** What is known of a release beside its section of the changelog; null for what is not. */
export interface DocumentFacts {
  /** What the product is called. */
  readonly product: string | null;
  readonly tag: string;
  readonly previous: { readonly version: string; readonly tag: string } | null;
  /** The patch release that would mend this one. */
  readonly next: string | null;
  readonly level: Level | 'hotfix' | null;
  readonly compare: string | null;
  readonly releasePage: string | null;
  readonly changelogPage: string | null;
  /** By git, in the order in which they first contributed to this release. */
  readonly contributors: readonly string[] | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** The names that the items of lists have. */
export const ITEM_NAMES: TemplateValues = {
  text: null,
  line: null,
  number: null,
  heading: null,
  body: null,
  entries: [],
};

/** A highlight is what somebody reads who reads nothing else. */
const HIGHLIGHT_LIMIT = 5;

/**
 * What templates may ask for about one release: its own section of the changelog and nothing of the others (that a release's
 * notes are the whole file is the commonest slip), and what is known beside it.
 */
export function toDocumentValues(
  changelog: Changelog,
  release: Release,
  facts: DocumentFacts,
): Readonly<Record<string, TemplateValue>> {
  const { text } = changelog.source;
  const byRole = new Map<SectionRole, Entry[]>(SECTION_ROLES.map((role) => [role, []]));
  byRole.get('others')?.push(...release.looseEntries);
  for (const section of release.sections) byRole.get(roleOf(section))?.push(...saidIn(changelog, section));
  const entries = [...byRole.values()].flat();
  const breaking = entries.filter((entry) => isBreaking(text, entry) || isBreakingSection(entry));
  const lists = Object.fromEntries([...byRole].map(([role, own]) => [role, toItems(text, own)]));
  const named = toItems(text, byRole.get('contributors') ?? []);
  const highlights = [...(byRole.get('features') ?? []), ...entries.filter((each) => !isIn(each, 'contributors'))];
  const inArea = (area: string): TemplateValue =>
    toItems(
      text,
      breaking.filter((entry) => breakingArea(foldEntry(text, entry)) === area),
    );
  return {
    ...lists,
    ...{
      breaking: toItems(text, breaking),
      highlights: toItems(text, [...new Set(highlights)].slice(0, HIGHLIGHT_LIMIT)),
    },
    ...{ breakingApi: inArea('api'), breakingDatabase: inArea('database') },
    ...{ breakingConfiguration: inArea('configuration'), breakingBehavior: inArea('behavior') },
    contributors: named.length > 0 ? named : (facts.contributors?.map((name) => ({ text: name, line: name })) ?? null),
    contributorNames: named.length > 0 ? null : facts.contributors?.join(', ') || null,
    sections: sectionsOf(changelog, release),
    product: facts.product,
    version: release.version?.raw ?? release.label,
    tag: facts.tag,
    date: release.date,
    title: release.title,
    summary: summaryOf(changelog, release),
    previous: facts.previous?.version ?? null,
    previousTag: facts.previous?.tag ?? null,
    next: facts.next,
    compare: facts.compare,
    releasePage: facts.releasePage,
    changelogPage: facts.changelogPage,
    today: facts.today,
    unreleased: release.unreleased,
    yanked: release.yanked,
    isMajor: facts.level === 'major',
    isMinor: facts.level === 'minor',
    isPatch: facts.level === 'patch',
    isHotfix: facts.level === 'hotfix',
  };
}

function isIn({ section }: Entry, role: SectionRole): boolean {
  return section !== null && roleOf(section) === role;
}

function isBreakingSection(entry: Entry): boolean {
  return isIn(entry, 'breaking');
}

/** The entries of a category, or the paragraph that stands there instead; “None” says nothing. */
function saidIn(changelog: Changelog, section: Section): readonly Entry[] {
  const { text } = changelog.source;
  const paragraph = section.hasEntries
    ? null
    : (findBreakingParagraph(changelog, section) ?? toParagraph(changelog, section));
  const entries = paragraph ? [paragraph] : section.entries;
  return entries.filter(({ contentStart, end }) => !isNothing(text.slice(contentStart, end).trim()));
}

/** A category that holds no list: all of what it says, as one entry. */
function toParagraph(changelog: Changelog, section: Section): Entry | null {
  const content = contentOf(changelog, section);
  if (!content) return null;
  const { release, heading } = section;
  return {
    section,
    release,
    ...content,
    contentStart: content.start,
    line: heading.lastLine + 1,
    block: heading.block,
  };
}

function toItems(text: string, entries: readonly Entry[]): readonly TemplateValues[] {
  return entries.map((entry, index) => ({
    text: toMarkdown(text, entry),
    line: foldEntry(text, entry),
    number: String(index + 1),
  }));
}

/** An entry as it was written, without the indentation that its further lines have as part of a list. */
function toMarkdown(text: string, { start, contentStart, end }: Entry): string {
  const lineStart = Math.max(text.lastIndexOf('\n', contentStart - 1), text.lastIndexOf('\r', contentStart - 1)) + 1;
  const indent = start === contentStart ? 0 : contentStart - lineStart;
  const [first = '', ...rest] = text
    .slice(contentStart, end)
    .trimEnd()
    .split(/\r\n?|\n/);
  const bare = rest.map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)));
  return [first, ...bare].join('\n');
}

function sectionsOf(changelog: Changelog, release: Release): readonly TemplateValues[] {
  const { text } = changelog.source;
  const filed = release.sections.map((section) => ({
    heading: section.name,
    body: bodyOf(changelog, section),
    entries: toItems(text, section.entries),
  }));
  const loose = toItems(text, release.looseEntries);
  const body = loose.map((item) => `- ${String(item.text).replace(/\n(?=[^\n])/g, () => '\n  ')}`).join('\n');
  const all = loose.length > 0 ? [{ heading: '', body, entries: loose }, ...filed] : filed;
  return all.filter((section) => section.body !== '');
}

/** What a category says below its heading, as written, without the link definitions and comments behind it. */
function bodyOf(changelog: Changelog, section: Section): string {
  const content = contentOf(changelog, section);
  const { text, lineStarts } = changelog.source;
  // The first entry of a list has the indentation of the others, or they would be read as below it.
  const start = content ? (lineStarts[lineAt(changelog.source, content.start)] as number) : 0;
  const said = content ? text.slice(start, content.end).trimEnd() : '';
  return said.replace(/\r\n?/g, '\n');
}

function summaryOf({ source: { text } }: Changelog, { summary }: Release): string | null {
  if (!summary) return null;
  const plain = text.slice(summary.start, summary.end).replace(/\r\n?/g, '\n').trim();
  return plain.replace(/^\*\*Objective:\*\*[ \t]*/i, '') || null;
}
