import type { Changelog, Entry, Release, Section, Source, Span } from '../../core/index.ts';
import { gatherLinks, identifiersOf, isBreaking, lineAt, lineText } from '../../core/index.ts';

/** A changelog as the JSON of the public interface. Lines count from 1; texts have `\n` for line endings. */
export function toParsedJson(changelog: Changelog): object {
  const { source, title, definitions } = changelog;
  const links = gatherLinks(changelog);
  return {
    title: title && textOf(source, title.text),
    releases: changelog.releases.map((release, index) => toRelease(changelog, release, links[index]?.url || null)),
    links: definitions.map(({ label, url, line }) => ({
      label: textOf(source, label),
      url: textOf(source, url),
      line: line + 1,
    })),
  };
}

function toRelease(changelog: Changelog, release: Release, link: string | null): object {
  const { source } = changelog;
  const { label, version, unreleased, date, yanked, title, summary, heading, sections, looseEntries } = release;
  const loose = looseEntries.length > 0 ? [toLooseSection(changelog, looseEntries)] : [];
  return {
    label,
    version: version?.raw ?? null,
    unreleased,
    date,
    yanked,
    title,
    summary: summary && textOf(source, summary),
    link,
    line: heading.line + 1,
    endLine: lastTextLine(source, release) + 1,
    sections: [...loose, ...sections.map((section) => toSection(changelog, section))],
  };
}

/** Entries that stand in no category have a section without a heading, so that none of them is left out. */
function toLooseSection(changelog: Changelog, entries: readonly Entry[]): object {
  return {
    heading: '',
    category: null,
    kind: 'change',
    line: (entries[0] as Entry).line + 1,
    entries: entries.map((entry) => toEntry(changelog, entry)),
  };
}

function toSection(changelog: Changelog, { name, category, kind, heading, entries }: Section): object {
  return {
    heading: name,
    category,
    kind,
    line: heading.line + 1,
    entries: entries.map((entry) => toEntry(changelog, entry)),
  };
}

function toEntry(changelog: Changelog, entry: Entry): object {
  const { source } = changelog;
  return {
    text: entryText(source, entry),
    line: entry.line + 1,
    breaking: isBreaking(source.text, entry),
    identifiers: identifiersOf(changelog, entry),
  };
}

/** The text of an entry without its list marker, and without the indentation that its further lines have because of it. */
function entryText(source: Source, { start, contentStart, end, line }: Entry): string {
  const width = contentStart - (source.lineStarts[line] as number);
  const [first = '', ...rest] = textOf(source, { start: Math.min(contentStart, end), end }).split('\n');
  const indentation = new RegExp(`^[ \\t]{1,${Math.max(1, width)}}`);
  return [first, ...rest.map((each) => each.replace(start < contentStart ? indentation : /^/, ''))]
    .join('\n')
    .trimEnd();
}

function textOf({ text }: Source, { start, end }: Span): string {
  return text.slice(start, end).replace(/\r\n?/g, '\n');
}

function lastTextLine(source: Source, { start, end }: Span): number {
  const first = lineAt(source, start);
  let line = lineAt(source, Math.max(start, end - 1));
  while (line > first && lineText(source, line).trim() === '') line--;
  return line;
}
