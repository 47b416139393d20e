import { BlockKind, type Changelog, type Edit, lineEnd, type Problem } from '../../src/core/index.ts';
import type { View } from '../view.ts';

/** `allow` holds for the block below the comment, `allow-file` for the whole file. */
export type SuppressionScope = 'allow' | 'allow-file';

/**
 * The edit that allows a problem's rule, by a comment of its own or in the one that is there already.
 *
 * @returns null where no comment can be put: above a block that starts in the middle of a line.
 */
export function suppress(view: View, problem: Problem, scope: SuppressionScope): Edit | null {
  return scope === 'allow' ? allowHere(view, problem) : allowInFile(view, problem);
}

function allowHere({ source, check: { changelog } }: View, problem: Problem): Edit | null {
  const { table } = changelog.blocks;
  const block = blockFor(changelog, problem.span.start);
  const start = block < 0 ? problem.span.start : (table.start[block] as number);
  const line = block < 0 ? 0 : (table.line[block] as number);
  const lineStart = source.lineStarts[line] as number;
  if (block >= 0 && source.text.slice(lineStart, start).trim() !== '') return null;
  const comment = block > 0 ? commentRightAbove(changelog, block) : -1;
  const joined =
    comment < 0
      ? null
      : addTo(source.text, table.start[comment] as number, table.end[comment] as number, 'allow', problem.rule);
  if (joined) return joined;
  const at = Math.max(lineStart, source.contentStart);
  return { start: at, end: at, text: `<!-- release-ledger: allow ${problem.rule} -->${source.eol}` };
}

/** The block that a comment would have to stand above: the top-level one, or in a list the top-level item. */
function blockFor({ blocks: { table } }: Changelog, offset: number): number {
  let found = -1;
  for (let i = 0; i < table.count && (table.start[i] as number) <= offset; i++) {
    const parent = table.parent[i] as number;
    const kind = table.kind[i];
    const isTop = parent === -1 && kind !== BlockKind.List;
    const isTopItem = kind === BlockKind.Item && parent >= 0 && table.parent[parent] === -1;
    if ((isTop || isTopItem) && offset <= (table.end[i] as number)) found = i;
  }
  return found;
}

/** The comment whose next block this is; -1 where there is none. */
function commentRightAbove({ blocks: { table } }: Changelog, block: number): number {
  const above = table.kind[block - 1] === BlockKind.List ? block - 2 : block - 1;
  return above >= 0 && table.kind[above] === BlockKind.Html ? above : -1;
}

/** Adds a rule to the first comment of the scope in a stretch of the text; null where there is none. */
function addTo(text: string, start: number, end: number, scope: SuppressionScope, rule: string): Edit | null {
  const comment = new RegExp(`<!--\\s*release-ledger:\\s*${scope}\\s[^>]*?(?=\\s*-->)`).exec(text.slice(start, end));
  if (!comment) return null;
  const at = start + comment.index + comment[0].length;
  return { start: at, end: at, text: ` ${rule}` };
}

function allowInFile({ source, check: { changelog } }: View, { rule }: Problem): Edit {
  const joined = source.text.includes('allow-file') ? joinFileComment(changelog, rule) : null;
  if (joined) return joined;
  const comment = `<!-- release-ledger: allow-file ${rule} -->`;
  const { title } = changelog;
  if (!title)
    return { start: source.contentStart, end: source.contentStart, text: `${comment}${source.eol}${source.eol}` };
  const at = lineEnd(source, title.lastLine);
  return { start: at, end: at, text: `${source.eol}${source.eol}${comment}` };
}

function joinFileComment({ source, blocks: { table } }: Changelog, rule: string): Edit | null {
  for (let i = 0; i < table.count; i++) {
    if (table.kind[i] !== BlockKind.Html) continue;
    const edit = addTo(source.text, table.start[i] as number, table.end[i] as number, 'allow-file', rule);
    if (edit) return edit;
  }
  return null;
}
