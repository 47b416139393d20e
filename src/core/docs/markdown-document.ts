import type { Changelog } from '../changelog/model.ts';
import { parseChangelog } from '../changelog/parse.ts';
import type { Heading } from '../markdown/blocks.ts';
import { gatherProse, type Prose } from '../rules/support/prose.ts';
import { lineAt, lineText, type Source, type Span } from '../text/source.ts';

/** A Markdown file with what checks of documentation ask of it. */
export interface MarkdownDocument {
  readonly source: Source;
  /** The file read as if it were a changelog: blocks, definitions, comments that allow something. */
  readonly changelog: Changelog;
  readonly prose: Prose;
  readonly sections: readonly DocumentSection[];
}

/** A heading of the document itself and everything up to the next one of its level or above. */
export interface DocumentSection extends Span {
  readonly index: number;
  readonly heading: Heading;
  readonly level: number;
  /** The heading's text. */
  readonly name: string;
  /** Where what stands below the heading begins. */
  readonly contentStart: number;
}

/** Reads a Markdown file. Total: any text has a result. */
export function toMarkdownDocument(input: string | Source): MarkdownDocument {
  const changelog = parseChangelog(input);
  const { source, blocks } = changelog;
  return { source, changelog, prose: gatherProse(changelog), sections: sectionsOf(source, blocks.headings) };
}

function sectionsOf(source: Source, all: readonly Heading[]): readonly DocumentSection[] {
  const headings = all.filter(({ parent }) => parent === -1);
  const ends: number[] = [];
  // From behind: of the headings below, only those that no later one closes are open.
  const open: Heading[] = [];
  for (const heading of headings.toReversed()) {
    while (open.length > 0 && (open.at(-1) as Heading).level > heading.level) open.pop();
    ends.push(open.at(-1)?.start ?? source.text.length);
    open.push(heading);
  }
  ends.reverse();
  return headings.map((heading, index) => ({
    index,
    heading,
    level: heading.level,
    name: source.text.slice(heading.text.start, heading.text.end),
    start: heading.start,
    end: ends[index] as number,
    contentStart: heading.end,
  }));
}

/** The sections right below another one. Looks at no section outside of it. */
export function childrenOf({ sections }: MarkdownDocument, parent: DocumentSection): readonly DocumentSection[] {
  const children: DocumentSection[] = [];
  for (let at = parent.index + 1; at < sections.length && (sections[at] as DocumentSection).start < parent.end; at++) {
    const section = sections[at] as DocumentSection;
    if (section.level === parent.level + 1) children.push(section);
  }
  return children;
}

/** What a section says below its heading, trimmed. */
export function bodyOf({ source }: MarkdownDocument, { contentStart, end }: DocumentSection): string {
  return source.text.slice(contentStart, end).trim();
}

/** The line that holds an offset, without white space at its end. */
export function lineOf({ source }: MarkdownDocument, offset: number): Span {
  const line = lineAt(source, offset);
  const start = source.lineStarts[line] as number;
  return { start, end: start + lineText(source, line).trimEnd().length };
}
