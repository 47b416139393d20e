import { foldEntry } from '../../changelog/entry-text.ts';
import type { Changelog, Release, Section } from '../../changelog/model.ts';
import { parseChangelog } from '../../changelog/parse.ts';
import { foldTerm } from '../../changelog/vocabulary.ts';
import { BlockKind } from '../../markdown/blocks.ts';
import type { Policy } from '../../policy/policy.ts';
import { applyEdits, type Edit, sortEdits } from '../../text/edit.ts';
import { lineAt, lineEndWithEol, lineText } from '../../text/source.ts';
import { moveLines } from './merge-sections.ts';
import { removeParagraphLines } from './removals.ts';
import { contentOf } from './section-content.ts';

/**
 * Puts what one release says into another one of the same file, and deletes the first: entries go behind those of their
 * category, each once, and categories that the other one lacks stand in the order of the policy.
 *
 * @returns null where the release holds more than categories with entries: text or headings of its own belong to places that
 * only a person knows.
 */
export function mergeReleases(
  changelog: Changelog,
  from: Release,
  into: Release,
  policy: Policy,
): readonly Edit[] | null {
  if (!isPlain(changelog, from) || into.groups.length > 0 || into.innerHeadings.length > 0) return null;
  const { source } = changelog;
  const byRank = from.sections.toSorted((a, b) => rankOf(a, policy) - rankOf(b, policy));
  const ownOf = (section: Section) => into.sections.find((each) => isSameCategory(each, section));
  const moved = byRank.flatMap((section) => {
    const own = ownOf(section);
    return own ? moveLines(changelog, own, section) : [];
  });
  const made = byRank
    .filter((section) => !ownOf(section) && contentOf(changelog, section))
    .map((section) => newSection(changelog, into, section, policy, moved));
  const last = from.sections.at(-1);
  const content = last && (contentOf(changelog, last) ?? last.heading);
  const lastLine = content ? lineAt(source, Math.max(content.start, content.end - 1)) : from.heading.lastLine;
  const removal = removeParagraphLines(changelog, from.heading.line, lastLine);
  // Where both go to one place, the lines of the category that ends there come first.
  const edits = sortEdits([...moved, ...made, removal], source.text.length);
  return edits && isAsMeant(changelog, from, edits, policy) ? edits : null;
}

/** True for a release that consists of categories with lists. */
function isPlain({ source: { text }, blocks: { table } }: Changelog, release: Release): boolean {
  if (release.groups.length + release.innerHeadings.length > 0 || release.titleHeading || release.summary) return false;
  if (release.looseEntries.length > 0) return false;
  for (
    let block = release.heading.block + 1;
    block < table.count && (table.start[block] as number) < release.end;
    block++
  ) {
    if (table.parent[block] !== -1) continue;
    const kind = table.kind[block];
    if (kind === BlockKind.Definition) return false;
    if (kind === BlockKind.Html && text.startsWith('<!--', table.start[block])) return false;
  }
  return true;
}

function isSameCategory(a: Section, b: Section): boolean {
  return a.category !== null ? a.category === b.category : b.category === null && foldTerm(a.name) === foldTerm(b.name);
}

function rankOf({ category }: Section, { changelog: { categories } }: Policy): number {
  const rank = categories.findIndex(({ name }) => name === category);
  return rank < 0 ? categories.length : rank;
}

/** A category with its heading, in front of the next one by the policy's order, else behind everything else. */
function newSection(
  changelog: Changelog,
  into: Release,
  section: Section,
  policy: Policy,
  moved: readonly Edit[],
): Edit {
  const { source } = changelog;
  const { eol } = source;
  const content = contentOf(changelog, section) ?? section.heading;
  const start = source.lineStarts[section.heading.line] as number;
  const lines = source.text.slice(start, lineEndWithEol(source, lineAt(source, Math.max(start, content.end - 1))));
  const text = /[\r\n]$/.test(lines) ? lines : lines + eol;
  const gap = isBlank(changelog, section.heading.line - 1) ? eol : '';
  const next = into.sections.find((each) => rankOf(each, policy) > rankOf(section, policy));
  if (next) {
    const at = source.lineStarts[next.heading.line] as number;
    return { start: at, end: at, text: text + gap };
  }
  let last = lineAt(source, Math.max(into.start, into.end - 1));
  while (last > into.heading.lastLine && isBlank(changelog, last)) last--;
  // An empty category keeps the blank line below its heading, and what was moved there stands in front of this.
  const below = into.sections.at(-1);
  const isUnderHeading = last === (below?.heading ?? into.heading).lastLine && isBlank(changelog, last + 1);
  const at = lineEndWithEol(source, isUnderHeading ? last + 1 : last);
  const isApart = isUnderHeading && !moved.some(({ start }) => start === at);
  const ended = /[\r\n]/.test(source.text.charAt(at - 1)) ? '' : eol;
  return { start: at, end: at, text: ended + (isApart ? '' : gap) + text };
}

function isBlank({ source }: Changelog, line: number): boolean {
  return line >= 0 && line < source.lineCount && lineText(source, line).trim() === '';
}

/** The mended text has one release less, and every entry that was there before. */
function isAsMeant(changelog: Changelog, from: Release, edits: readonly Edit[], policy: Policy): boolean {
  const after = parseChangelog(applyEdits(changelog.source.text, edits), policy.changelog);
  if (after.releases.length !== changelog.releases.length - 1) return false;
  const before = changelog.releases.flatMap((release, index) =>
    index === from.index ? [] : textsOf(changelog, release),
  );
  const now = new Set(after.releases.flatMap((release) => textsOf(after, release)));
  return [...before, ...textsOf(changelog, from)].every((text) => now.has(text));
}

function textsOf({ source: { text } }: Changelog, { looseEntries, sections }: Release): readonly string[] {
  return [...looseEntries, ...sections.flatMap(({ entries }) => entries)].map((entry) => foldEntry(text, entry));
}
