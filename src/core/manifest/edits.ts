import { type Node, parseTree } from 'jsonc-parser';
import type { Edit } from '../text/edit.ts';
import { lineAt, lineEndWithEol, type Span } from '../text/source.ts';
import { fieldOf, MANIFEST_FIELDS, type ManifestField, SECTIONS } from './fields.ts';
import { type FieldName, type Manifest, type ManifestContent, toContent } from './model.ts';
import { whyNotWritten } from './why-not-written.ts';
import { writeFieldJson } from './write-json.ts';
import { FOOT_FIELDS, HEAD_FIELDS, writeLabelled, writeSection } from './write-markdown.ts';

/**
 * The edits that make a field say what `changes` says: its value is replaced, or the field is put in at its place.
 *
 * @returns null where the manifest has no place for it, such as JSON that is none, and where it is of a format that is not known here.
 */
export function setField(manifest: Manifest, name: FieldName, changes: ManifestContent): readonly Edit[] | null {
  const present = toContent(manifest);
  if (whyNotWritten(present) !== null) return null;
  const content = { ...present, ...changes };
  const edits =
    manifest.form === 'json'
      ? setJson(manifest, fieldOf(name), content)
      : setMarkdown(manifest, fieldOf(name), content);
  return edits?.map((edit) => ({ ...edit, text: edit.text.replaceAll('\n', manifest.source.eol) })) ?? null;
}

function setJson(manifest: Manifest, field: ManifestField, content: ManifestContent): readonly Edit[] | null {
  const { text } = manifest.source;
  const json = writeFieldJson(field.name, content);
  if (json === null) return null;
  const written = manifest.fields[field.name];
  const [group = '', key = ''] = field.key.includes('.') ? field.key.split('.') : ['', field.key];
  const indent = indentOf(text, manifest.body.start) + (group === '' ? '  ' : '    ');
  const value = json.replaceAll('\n', `\n${indent}`);
  if (written) return [{ ...written.span, text: value }];
  const root = parseTree(text);
  if (root?.type !== 'object') return null;
  if (group === '') return insertProperty(root, text, toKeysBefore(field), `${JSON.stringify(key)}: ${value}`);
  const holder = propertyOf(root, group);
  if (holder?.type === 'object') {
    const before = toKeysBefore(field).map((each) => each.replace(`${group}.`, ''));
    return insertProperty(holder, text, before, `${JSON.stringify(key)}: ${value}`);
  }
  if (holder) return null;
  const inner = `{\n${indent}${JSON.stringify(key)}: ${value}\n${indent.slice(2)}}`;
  return insertProperty(root, text, toKeysBefore(field), `${JSON.stringify(group)}: ${inner}`);
}

/** The keys that stand in front of a field, the nearest first. */
function toKeysBefore(field: ManifestField): readonly string[] {
  const at = MANIFEST_FIELDS.indexOf(field);
  return MANIFEST_FIELDS.slice(0, at)
    .map(({ key }) => (field.key.includes('.') ? key : (key.split('.')[0] as string)))
    .reverse();
}

function insertProperty(node: Node, text: string, before: readonly string[], property: string): readonly Edit[] | null {
  const properties = node.children ?? [];
  const isOneLine = !text.slice(node.offset, node.offset + node.length).includes('\n');
  const indent = `${indentOf(text, node.offset)}  `;
  const gap = isOneLine ? ' ' : `\n${indent}`;
  if (properties.length === 0) {
    const close = isOneLine ? ' ' : '\n';
    return [{ start: node.offset + 1, end: node.offset + node.length - 1, text: `${gap}${property}${close}` }];
  }
  const previous = before.map((key) => propertyNode(node, key)).find((each) => each !== undefined);
  if (!previous) {
    const first = properties[0] as Node;
    return [{ start: first.offset, end: first.offset, text: `${property},${gap}` }];
  }
  const end = previous.offset + previous.length;
  return [{ start: end, end, text: `,${gap}${property}` }];
}

function propertyNode(node: Node, key: string): Node | undefined {
  return node.children?.find(({ children }) => children?.[0]?.value === key);
}

function propertyOf(node: Node, key: string): Node | undefined {
  return propertyNode(node, key)?.children?.[1];
}

/** The white space that the line of an offset starts with. */
function indentOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

function setMarkdown(manifest: Manifest, field: ManifestField, content: ManifestContent): readonly Edit[] | null {
  const { source, fields } = manifest;
  const written = fields[field.name];
  const line = writeLabelled(field.name, content);
  if (line === null) return setSection(manifest, field, content);
  const value = line.replace(/^\*\*[^*]*:\*\* ?/, '');
  // Behind a label without a value there is not even a space.
  if (written) return [{ ...written.span, text: written.span.start === written.span.end ? ` ${value}` : value }];
  if (field.section !== null) return setSection(manifest, field, content);
  const siblings: readonly FieldName[] = isFoot(field) ? FOOT_FIELDS : HEAD_FIELDS;
  const at = siblings.indexOf(field.name);
  const before = siblings
    .slice(0, at)
    .reverse()
    .map((name) => fields[name])
    .find((each) => each !== undefined);
  if (before) return [insertLine(manifest, before.span.end, `${line}\n`)];
  const after = siblings
    .slice(at + 1)
    .map((name) => fields[name])
    .find((each) => each !== undefined);
  if (after) return [{ start: after.label.start, end: after.label.start, text: `${line}\n` }];
  if (isFoot(field)) {
    const gap = source.text.endsWith('\n') ? '\n' : '\n\n';
    return [{ start: source.text.length, end: source.text.length, text: `${gap}---\n\n${line}\n` }];
  }
  const title = fields.version;
  return title ? [insertLine(manifest, title.span.end, `\n${line}\n`)] : null;
}

function isFoot({ name }: ManifestField): boolean {
  return (FOOT_FIELDS as readonly FieldName[]).includes(name);
}

function insertLine({ source }: Manifest, offset: number, text: string): Edit {
  const at = lineEndWithEol(source, lineAt(source, offset));
  const isLast = at === source.text.length && !/[\r\n]$/.test(source.text);
  return { start: at, end: at, text: isLast ? `\n${text}` : text };
}

/** Writes the whole section that a field stands in anew, or puts it in front of the one that follows. */
function setSection(manifest: Manifest, { section }: ManifestField, content: ManifestContent): readonly Edit[] | null {
  if (section === null) return null;
  const body = writeSection(section, content);
  if (body === null) return null;
  const standing = manifest.sections.find(({ name }) => name === section);
  if (standing) {
    const start = lineEndWithEol(manifest.source, lineAt(manifest.source, standing.heading.end));
    const end = Math.max(start, standing.bodyEnd);
    const isEmpty = standing.bodyEnd <= start;
    return [{ start, end, text: isEmpty ? `\n${body}\n` : `\n${body}` }];
  }
  return [insertSection(manifest, section, `## ${section}\n\n${body}`)];
}

function insertSection({ source, sections, fields }: Manifest, section: string, text: string): Edit {
  const order: readonly string[] = SECTIONS;
  const next = sections.find(({ name }) => order.indexOf(name) > order.indexOf(section));
  if (next) return { start: next.start, end: next.start, text: `${text}\n\n---\n\n` };
  const foot: Span | undefined = (fields.generatedAt ?? fields.manifestVersion)?.label;
  if (foot) return { start: foot.start, end: foot.start, text: `${text}\n\n---\n\n` };
  const end = source.text.length;
  const gap = source.text.endsWith('\n') ? '\n' : '\n\n';
  return { start: end, end, text: `${gap}---\n\n${text}\n` };
}
