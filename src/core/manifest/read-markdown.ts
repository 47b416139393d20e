import { findFrontMatter } from '../changelog/front-matter.ts';
import { isNothing } from '../changelog/nothing.ts';
import { BlockKind, type Blocks, type Heading } from '../markdown/blocks.ts';
import { scanBlocks } from '../markdown/scan.ts';
import { lineEnd, type Source, type Span } from '../text/source.ts';
import { parseChecksums } from './checksums.ts';
import { FieldCollector } from './field-collector.ts';
import { type FieldType, MANIFEST_FIELDS, type ManifestField, SECTIONS } from './fields.ts';
import { ITEM_READERS } from './markdown-items.ts';
import { FILE_GROUPS } from './markdown-values.ts';
import type { Manifest, ManifestSection } from './model.ts';
import { toItem, toParagraphs, toPlain } from './plain-text.ts';

const BY_LABEL: ReadonlyMap<string, ManifestField> = new Map(
  MANIFEST_FIELDS.flatMap((field) => (field.label === null ? [] : [[field.label.toLowerCase(), field]])),
);
const GROUP_LABELS: ReadonlySet<string> = new Set(
  [...FILE_GROUPS.keys(), 'Migration Guide', 'Dependency changes', 'No dependency changes'].map((label) =>
    label.toLowerCase(),
  ),
);
const LISTS: ReadonlySet<FieldType> = new Set(['items', 'tests', 'checksums']);
const LABEL = /^\*\*([^*:]{1,60})(?::\*\*|\*\*:|\*\*$)[ \t]*(.*)$/;
/** `QMS Dashboard v0.7.3`: a name, and a version with or without a `v`. */
const NAMED_VERSION = /^(.*?)[ \t]*\bv?(\d[0-9A-Za-z.+-]*|\{VERSION\})$/;

/** Nobody’s headings and labelled values are longer, and nothing that is longer is searched for them. */
const LONGEST_LINE = 4096;

/** Reads the Markdown form of a manifest. Total: any text has a model; what is wrong with it is in `defects`. */
export function readMarkdownManifest(source: Source): Manifest {
  const reader = new MarkdownReader(source, scanBlocks(source));
  reader.read();
  return reader.toManifest();
}

class MarkdownReader {
  readonly #source: Source;
  readonly #blocks: Blocks;
  readonly #collector = new FieldCollector();
  readonly #sections: { name: string; heading: Span; start: number; end: number; bodyEnd: number }[] = [];
  /** The section, the subheading and the label that what follows belongs to. */
  #section = '';
  #category = '';
  #label = '';
  /** A rule behind the section ends what it says; the lines below the last one belong to the whole manifest. */
  #isClosed = false;

  constructor(source: Source, blocks: Blocks) {
    this.#source = source;
    this.#blocks = blocks;
  }

  read(): void {
    const { text } = this.#source;
    const frontMatter = findFrontMatter(text);
    // YAML has aliases, tags and types that a release record has no use for: it is not read at all.
    if (frontMatter)
      this.#collector.defect(
        'front-matter',
        frontMatter,
        'Unexpected YAML front matter, expected the manifest to start with its title',
      );
    const { table, headings } = this.#blocks;
    const byBlock = new Map(headings.map((heading) => [heading.block, heading]));
    for (let block = 0; block < table.count; block++) {
      if (table.parent[block] !== -1) continue;
      const span = { start: table.start[block] as number, end: table.end[block] as number };
      const current = this.#sections.at(-1);
      if (frontMatter && span.start < frontMatter.end) continue;
      switch (table.kind[block]) {
        case BlockKind.Heading:
          this.#enter(byBlock.get(block) as Heading);
          break;
        case BlockKind.Paragraph:
          this.#readParagraph(block, span);
          break;
        case BlockKind.List:
          for (const item of this.#itemsOf(block)) this.#readItem(item.text, item);
          break;
        case BlockKind.Fence:
          this.#readFence(block);
          break;
        case BlockKind.ThematicBreak:
          this.#label = '';
          this.#isClosed = true;
          break;
      }
      if (current && !this.#isClosed && table.kind[block] !== BlockKind.Heading) current.bodyEnd = span.end;
    }
    const last = this.#sections.at(-1);
    if (last) last.end = text.length;
    for (const { name, heading, start, end } of this.#sections) {
      if (sectionOf(name) !== null) continue;
      const body = text
        .slice(Math.min(end, heading.end), end)
        .trim()
        .replace(/\r\n?/g, '\n')
        .replace(/\n*^---$\s*$/m, '');
      this.#collector.unknown(name, heading, JSON.stringify(body), { start, end });
    }
  }

  toManifest(): Manifest {
    const { text } = this.#source;
    const { contentStart } = this.#source;
    return {
      form: 'md',
      source: this.#source,
      ...this.#collector.collected(),
      sections: this.#sections,
      body: { start: contentStart, end: text.length },
    };
  }

  #enter(heading: Heading): void {
    const written = this.#source.text.slice(heading.text.start, heading.text.end);
    this.#label = '';
    this.#category = '';
    if (heading.level <= 2) this.#isClosed = false;
    if (heading.level > 2) {
      this.#category = toPlain(written);
      return;
    }
    if (heading.level === 1) return;
    const previous = this.#sections.at(-1);
    if (previous) previous.end = this.#source.lineStarts[heading.line] as number;
    const named =
      this.#sections.length === 0 && sectionOf(written) === null
        ? NAMED_VERSION.exec(written.slice(0, LONGEST_LINE))
        : null;
    if (named) {
      const [, name = '', version = ''] = named;
      const at = heading.text.start + written.length - version.length;
      this.#collector.set('version', version, { start: at, end: heading.text.end });
      if (name !== '')
        this.#collector.set('name', toPlain(name), {
          start: heading.text.start,
          end: heading.text.start + name.length,
        });
      this.#section = '';
      return;
    }
    const known = sectionOf(written);
    this.#section = known ?? '';
    const start = this.#source.lineStarts[heading.line] as number;
    const section = {
      name: known ?? written,
      heading: heading.text,
      start,
      end: this.#source.text.length,
      bodyEnd: heading.end,
    };
    this.#sections.push(section);
    if (known === null) this.#section = `?${written}`;
    // An empty section still says that there is nothing.
    if (known === 'Changes Included') this.#collector.open('changes', heading.text);
    if (known === 'Approvals') this.#collector.open('approvals', heading.text);
  }

  #readParagraph(block: number, span: Span): void {
    const { table } = this.#blocks;
    const { text } = this.#source;
    const rest: Span[] = [];
    for (let line = table.line[block] as number; line <= (table.lastLine[block] as number); line++) {
      const lineStart = Math.max(span.start, this.#source.lineStarts[line] as number);
      const end = lineEnd(this.#source, line);
      const written = text.slice(lineStart, end);
      const start = lineStart + written.length - written.trimStart().length;
      const match = written.length < LONGEST_LINE ? LABEL.exec(written.trim()) : null;
      if (match) this.#readLabel(match, start, start + written.trim().length);
      else if (rest.length === 0 || (rest.at(-1) as Span).end < lineStart - 2) rest.push({ start, end });
      else rest[rest.length - 1] = { start: (rest.at(-1) as Span).start, end };
    }
    for (const each of rest) this.#readProse(each);
  }

  #readLabel(match: RegExpExecArray, start: number, end: number): void {
    const label = (match[1] as string).trim();
    const value = match[2] as string;
    const labelSpan = { start, end: end - value.length };
    const field = BY_LABEL.get(label.toLowerCase());
    this.#label = label;
    if (label.toLowerCase() === 'no dependency changes') this.#collector.open('dependencies', { start, end });
    if (field && value !== '') this.#readLabelled(field, value, { start: end - value.length, end }, labelSpan);
    else if (field && LISTS.has(field.type)) this.#collector.open(field.name, labelSpan);
    else if (field && field.type !== 'flag') this.#collector.set(field.name, '', { start: end, end }, labelSpan);
    else if (!field && !GROUP_LABELS.has(label.toLowerCase()) && !this.#section.startsWith('?'))
      this.#collector.unknown(label, labelSpan, JSON.stringify(toPlain(value)), { start, end });
  }

  #readLabelled(field: ManifestField, written: string, span: Span, label: Span): void {
    if (field.type === 'items') this.#readItem(written, span);
    else if (LISTS.has(field.type)) {
      this.#collector.open(field.name, label);
      this.#collector.defect('wrong-type', span, `Unexpected text after “${field.label}”, expected a list below it`);
    } else if (field.type !== 'flag') this.#collector.set(field.name, toPlain(written), span, label);
    else this.#readFlag(field, written, span, label);
  }

  #readFlag(field: ManifestField, written: string, span: Span, label: Span): void {
    const word = written.trim().toLowerCase();
    if (word === 'yes' || word === 'no') this.#collector.set(field.name, word === 'yes', span, label);
    else
      this.#collector.defect('unknown-value', span, `Unexpected “${written}” for ${field.label}, expected Yes or No`);
  }

  #readProse(span: Span): void {
    const written = this.#source.text.slice(span.start, span.end);
    if (this.#section === 'Release Summary') {
      // A summary may have several paragraphs; the last one ends it.
      const summary = this.#collector.get('summary');
      const from = summary?.span.start ?? span.start;
      const all = { start: from, end: span.end };
      this.#collector.replace('summary', toParagraphs(this.#source.text.slice(all.start, all.end)), all);
    } else if (this.#section === 'Breaking Changes' && this.#label !== '')
      this.#collector.set('migrationGuide', toParagraphs(written), span);
    else if (this.#section === 'Breaking Changes') this.#readItem(written, span);
    else if (this.#section === 'Deployment Notes' && this.#label !== '') this.#readItem(written, span);
    else if (this.#section === 'Migrations' && isNothing(written)) this.#collector.open('migrations', span);
    else if (this.#section === 'Files Modified' && isNothing(written)) this.#collector.open('files', span);
  }

  #itemsOf(list: number): readonly (Span & { readonly text: string })[] {
    const { table, contentStart } = this.#blocks;
    const items: (Span & { readonly text: string })[] = [];
    for (
      let block = list + 1;
      block < table.count && (table.start[block] as number) < (table.end[list] as number);
      block++
    ) {
      if (table.parent[block] !== list || table.kind[block] !== BlockKind.Item) continue;
      const start = Math.max(contentStart[block] as number, table.start[block] as number);
      const written = this.#source.text.slice(start, Math.max(start, table.end[block] as number));
      const end = start + written.trimEnd().length;
      const indent = start - (this.#source.lineStarts[table.line[block] as number] as number);
      items.push({ start, end, text: toItem(written, indent) });
    }
    return items;
  }

  #readItem(text: string, span: Span): void {
    const place = { collector: this.#collector, text, span, category: this.#category, label: this.#label };
    ITEM_READERS[this.#section]?.(place);
  }

  #readFence(block: number): void {
    const { table } = this.#blocks;
    const field = BY_LABEL.get(this.#label.toLowerCase());
    if (this.#section !== 'File Integrity (Optional)' || field?.type !== 'checksums') return;
    const from = (table.line[block] as number) + 1;
    const { lines, bad } = parseChecksums(this.#source, from, table.lastLine[block] as number);
    for (const { path, digest, start, end } of lines) {
      const at = digest.indexOf(':');
      const algorithm = at < 0 ? 'sha256' : digest.slice(0, at).toLowerCase();
      this.#collector.add(field.name, { path, algorithm, digest: digest.slice(at + 1) }, { start, end });
    }
    for (const each of bad)
      if (this.#source.text.slice(each.start, each.end).trim() !== '...')
        this.#collector.defect('wrong-type', each, each.reason);
  }
}

/** The section that a heading names; null for any other heading. */
function sectionOf(heading: string): ManifestSection['name'] | null {
  const folded = heading.toLowerCase().replace(/\s*\(optional\)$/, '');
  return SECTIONS.find((name) => name.toLowerCase().replace(/\s*\(optional\)$/, '') === folded) ?? null;
}
