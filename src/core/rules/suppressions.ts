import type { Changelog } from '../changelog/model.ts';
import { BlockKind } from '../markdown/blocks.ts';
import { lineAt, type Span } from '../text/source.ts';
import { blockAt } from './support/block-at.ts';

/** What the suppression comments of a file allow. */
export interface Suppressions {
  readonly allows: (rule: string, span: Span) => boolean;
}

/** A comment `<!-- release-ledger: allow <rule> [<rule>…] -->`. */
export interface SuppressionComment extends Span {
  readonly scope: 'block' | 'file';
  readonly rules: readonly SuppressedRule[];
  /** The block it stands in, or is. */
  readonly block: number;
}

/** A rule's id as it is written in a comment, and where. */
export interface SuppressedRule extends Span {
  readonly id: string;
}

const NOTHING: Suppressions = { allows: () => false };
const OPENING = '<!--';
const CLOSING = '-->';
const DIRECTIVE = /^\s*release-ledger:\s*(allow-file|allow)(?=\s)/;

/**
 * Reads `<!-- release-ledger: allow <rule> [<rule>…] -->`, which holds for the next block, and `allow-file`, which holds for
 * the whole file. The next block of a comment above a heading is that heading, not what stands under it; above a list, or
 * between its items, it is the next item. Within a line of text, the comment holds for the
 * paragraph or the item that the line belongs to.
 */
export function readSuppressions(changelog: Changelog): Suppressions {
  const everywhere = new Set<string>();
  const blocks: { readonly ids: ReadonlySet<string>; readonly span: Span }[] = [];
  for (const comment of findSuppressionComments(changelog)) {
    const ids = comment.rules.map(({ id }) => id);
    if (comment.scope === 'file') for (const id of ids) everywhere.add(id);
    else {
      const span = targetOf(changelog, comment);
      if (span) blocks.push({ ids: new Set(ids), span });
    }
  }
  if (everywhere.size === 0 && blocks.length === 0) return NOTHING;
  return {
    allows: (rule, { start }) =>
      everywhere.has(rule) || blocks.some(({ ids, span }) => ids.has(rule) && start >= span.start && start <= span.end),
  };
}

/** The suppression comments of a file in order; what stands in code is an example of one and none itself. */
export function findSuppressionComments(changelog: Changelog): readonly SuppressionComment[] {
  const { text } = changelog.source;
  const { table } = changelog.blocks;
  const comments: SuppressionComment[] = [];
  for (let at = text.indexOf(OPENING); at >= 0; at = text.indexOf(OPENING, at + OPENING.length)) {
    const directive = DIRECTIVE.exec(text.slice(at + OPENING.length, at + OPENING.length + 80));
    if (!directive) continue;
    const close = text.indexOf(CLOSING, at);
    const block = blockAt(table, at);
    if (close < 0) break;
    if (block >= 0 && isCode(table.kind[block] as BlockKind)) continue;
    const namesAt = at + OPENING.length + directive[0].length;
    comments.push({
      start: at,
      end: close + CLOSING.length,
      scope: directive[1] === 'allow-file' ? 'file' : 'block',
      rules: readIds(text.slice(namesAt, close), namesAt),
      block,
    });
  }
  return comments;
}

function isCode(kind: BlockKind): boolean {
  return kind === BlockKind.Fence || kind === BlockKind.IndentedCode;
}

function readIds(names: string, offset: number): readonly SuppressedRule[] {
  return [...names.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({
    id,
    start: offset + index,
    end: offset + index + id.length,
  }));
}

/** What a comment for one block holds for; null at the end of the file. */
export function targetOf({ source, blocks: { table } }: Changelog, { block, start }: SuppressionComment): Span | null {
  if (block < 0) return null;
  if (table.kind[block] !== BlockKind.Html) {
    const above = table.parent[block] as number;
    const opensItem = above === block - 1 && table.kind[above] === BlockKind.Item;
    return spanOf(table.start, table.end, opensItem ? above : block);
  }
  const ownLine = lineAt(source, start);
  for (let next = block + 1; next < table.count; next++) {
    const kind = table.kind[next];
    const isComment = kind === BlockKind.Html && source.text.startsWith(OPENING, table.start[next]);
    if (kind === BlockKind.List || isComment || (table.line[next] as number) <= ownLine) continue;
    return spanOf(table.start, table.end, next);
  }
  return null;
}

function spanOf(starts: Int32Array, ends: Int32Array, block: number): Span {
  return { start: starts[block] as number, end: ends[block] as number };
}
