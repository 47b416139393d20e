import { createScanner } from 'jsonc-parser';
import { toChecksumLine } from './checksums.ts';
import { type FieldType, fieldOf, SECTIONS } from './fields.ts';
import { FILE_GROUPS, SCAN_NAME, stateOf } from './markdown-values.ts';
import type { Checksum, FieldName, Item, ManifestContent, ModifiedFile, NamedValue, TestResult } from './model.ts';
import { fromItem, fromParagraphs, fromPlain, fromPlainItem } from './plain-text.ts';
import { STATE_WORDS } from './states.ts';
import { writeMoment } from './times.ts';
import type { KeptField } from './write-json.ts';

/**
 * Writes the Markdown form of a manifest. Reading it back gives the same content, but for white space around texts.
 *
 * The bytes depend on nothing but the content; sections that have nothing to say are left out.
 */
export function writeMarkdownManifest(content: ManifestContent, kept: readonly KeptField[] = []): string {
  const parts = [writeHead(content)];
  for (const section of SECTIONS) {
    const body = writeSection(section, content, kept);
    if (body !== null) parts.push(`## ${section}\n\n${body}`);
  }
  const foot = labelled(content, FOOT_FIELDS);
  if (foot !== '') parts.push(foot);
  return `${parts.join('\n\n---\n\n')}\n`;
}

/** The body of one section as the writer writes it; null where the content has nothing for it. */
export function writeSection(
  section: string,
  content: ManifestContent,
  kept: readonly KeptField[] = [],
): string | null {
  const body = section === 'Additional Fields' ? writeKept(kept) : (BODIES[section]?.(content) ?? '');
  return body === '' ? null : body;
}

/** The fields below the title, in their order. */
export const HEAD_FIELDS = [
  'date',
  'type',
  'previousVersion',
  'tag',
  'commit',
  'sourceCommit',
  'title',
  'changelog',
] as const satisfies readonly FieldName[];

/** The fields at the end of the file, in their order. */
export const FOOT_FIELDS = ['generatedAt', 'manifestVersion'] as const satisfies readonly FieldName[];

function writeHead(content: ManifestContent): string {
  const name = content.name === undefined ? '' : `${fromPlain(content.name)} `;
  const title = content.version === undefined ? '' : `\n## ${name}v${fromPlain(content.version)}`;
  const lines = labelled(content, HEAD_FIELDS);
  return `# Release Manifest${title}${lines === '' ? '' : `\n\n${lines}`}`;
}

const LINES: ReadonlySet<FieldType> = new Set(['text', 'version', 'date', 'time', 'commit', 'flag']);

/** The line of a single value behind its label; null for a field that is written in another way, or has no value. */
export function writeLabelled(name: FieldName, content: ManifestContent): string | null {
  const { label, type } = fieldOf(name);
  return label === null || !LINES.has(type) || content[name] === undefined ? null : labelled(content, [name]);
}

/** The bold labels of single values, each on a line of its own. */
function labelled(content: ManifestContent, names: readonly (keyof ManifestContent)[]): string {
  return names
    .flatMap((name) => {
      const { label, type } = fieldOf(name);
      const value = content[name];
      if (value === undefined) return [];
      const text = typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);
      return [`**${label}:** ${fromPlain(type === 'time' ? writeMoment(text, 'md') : text)}`];
    })
    .join('\n');
}

const BODIES: Readonly<Record<string, (content: ManifestContent) => string>> = {
  'Release Summary': ({ summary }) => (summary === undefined ? '' : fromParagraphs(summary)),
  'Changes Included': ({ changes }) => (changes === undefined ? '' : writeChanges(changes)),
  'Verification Status': (content) =>
    join([
      writeList('Test Results', [
        ...(content.tests ?? []).map(writeTest),
        ...(content.scan === undefined ? [] : [`${SCAN_NAME}: ${STATE_WORDS[content.scan]}`]),
      ]),
      labelled(content, ['verificationDate', 'verifiedBy']),
    ]),
  'Breaking Changes': (content) =>
    join([
      content.breaking === undefined ? '' : writeItems(content.breaking, 'None'),
      labelled(content, ['migrationRequired']),
      // Below “Migration Required” the guide needs no label.
      content.migrationGuide !== undefined && content.migrationRequired === undefined ? '**Migration Guide:**' : '',
      content.migrationGuide === undefined ? '' : fromParagraphs(content.migrationGuide),
    ]),
  Migrations: ({ migrations }) => (migrations === undefined ? '' : writeNames(migrations)),
  'Files Modified': ({ files }) => (files === undefined ? '' : writeFiles(files)),
  Dependencies: ({ dependencies }) => {
    if (dependencies === undefined) return '';
    if (dependencies.length === 0) return '**No dependency changes**';
    return writeList('Dependency changes', dependencies.map(writeDependency));
  },
  Runtime: ({ runtime }) => writeValues(runtime),
  Components: ({ components }) => writeValues(components),
  'Deployment Notes': ({ environment, dataMigration, rollback }) =>
    join([
      writeNotes('Environment Variables', environment, 'None'),
      writeNotes('Data Migration', dataMigration, 'None required'),
      writeNotes('Rollback Procedure', rollback, 'None'),
    ]),
  Approvals: ({ approvals }) => {
    if (approvals === undefined) return '';
    if (approvals.length === 0) return '- None';
    return approvals
      .map(({ role, by, date }) => {
        // What only looks like a day behind the name must not be read as one.
        const name = date === null && by.endsWith(')') ? `${fromPlain(by.slice(0, -1))}&#41;` : fromPlain(by);
        return `- ${toKey(role)}: ${name}${date === null ? '' : ` (${fromPlain(date, '()')})`}`;
      })
      .join('\n');
  },
  'File Integrity (Optional)': ({ checksums, manifestChecksum }) =>
    join([writeChecksums('SHA-256 Checksums', checksums), writeChecksums('Manifest Checksum', manifestChecksum)]),
};

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

function writeChanges(changes: NonNullable<ManifestContent['changes']>): string {
  const byCategory = new Map<string, string[]>();
  for (const { category, text } of changes) {
    const known = byCategory.get(category);
    if (known) known.push(`- ${fromItem(text)}`);
    else byCategory.set(category, [`- ${fromItem(text)}`]);
  }
  if (byCategory.size === 0) return 'None';
  // Entries that stand in no category come before the first one.
  const groups = [...byCategory].sort(([a], [b]) => Number(a !== '') - Number(b !== ''));
  return groups
    .map(([category, items]) => (category === '' ? '' : `### ${fromPlain(category, '#')}\n`) + items.join('\n'))
    .join('\n\n');
}

function writeList(label: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `**${label}:**\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

function writeItems(items: readonly Item[], nothing: string): string {
  return items.length === 0 ? nothing : items.map(({ text }) => `- ${fromItem(text)}`).join('\n');
}

function writeNotes(label: string, items: readonly Item[] | undefined, nothing: string): string {
  if (items === undefined) return '';
  return `**${label}:**\n${items.length === 0 ? `- ${nothing}` : writeItems(items, nothing)}`;
}

function writeNames(items: readonly Item[]): string {
  return items.length === 0 ? 'None' : items.map(({ text }) => `- ${fromPlainItem(text)}`).join('\n');
}

function writeTest({ name, state, passed, total, evidence }: TestResult): string {
  const shown = evidence === null ? '' : ` (see ${fromPlain(evidence, '()')})`;
  if (passed === null || total === null) return `${toKey(name)}: ${STATE_WORDS[state]}${shown}`;
  const said = stateOf({ passed, total }) === state ? '' : `${STATE_WORDS[state]}, `;
  return `${toKey(name)}: ${said}${passed}/${total} passing${shown}`;
}

/** A name in front of a colon. */
function toKey(name: string): string {
  return fromPlainItem(name, /:(?:\s|$)/.test(name) ? ':' : '');
}

function writeFiles(files: readonly ModifiedFile[]): string {
  if (files.length === 0) return 'None';
  return join(
    [...FILE_GROUPS].map(([label, group]) =>
      writeList(
        label,
        files
          .filter((file) => file.group === group)
          .map((file) => fromPlainItem(file.path, /\)$/.test(file.path) ? '()' : '') + writeCounts(file)),
      ),
    ),
  );
}

function writeCounts({ lines, added, deleted }: ModifiedFile): string {
  if (added === null) return lines === null ? '' : ` (${lines} lines)`;
  if (deleted === null) return lines === null ? ` (+${added} lines)` : ` (${lines} lines, +${added})`;
  return ` (${lines === null ? '' : `${lines} lines, `}+${added}/-${deleted})`;
}

function writeDependency({ kind, name, from, to }: NonNullable<ManifestContent['dependencies']>[number]): string {
  const plain = (text: string): string => fromPlain(text, '= ');
  if (kind === 'updated') {
    const version = (text: string | null): string => (text === null ? '?' : plain(text));
    return `Updated: ${fromPlain(name, '=')} ${version(from)} → ${version(to)}`;
  }
  const version = kind === 'added' ? to : from;
  return `${kind === 'added' ? 'Added' : 'Removed'}: ${fromPlain(name, '=')}${version === null ? '' : `==${plain(version)}`}`;
}

function writeValues(values: readonly NamedValue[] | undefined): string {
  return (values ?? []).map(({ key, value }) => `- ${toKey(key)}: ${fromPlain(value)}`).join('\n');
}

function writeKept(kept: readonly KeptField[]): string {
  return kept.map(({ key, json }) => `- ${toKey(key)}: ${fromPlain(compact(json))}`).join('\n');
}

/** JSON on one line: its tokens stay as they are. */
function compact(json: string): string {
  const scanner = createScanner(json, true);
  const tokens: string[] = [];
  while (scanner.getPosition() < json.length) {
    scanner.scan();
    tokens.push(json.slice(scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength()));
  }
  return tokens.map((token) => (token === ',' || token === ':' ? `${token} ` : token)).join('');
}

function writeChecksums(label: string, checksums: readonly Checksum[] | undefined): string {
  if (checksums === undefined) return '';
  const lines = checksums.map(({ path, algorithm, digest }) =>
    toChecksumLine(algorithm === 'sha256' ? digest : `${algorithm}:${digest}`, path),
  );
  return `**${label}:**\n\`\`\`\n${lines.map((line) => `${line}\n`).join('')}\`\`\``;
}
