import type { Changelog } from '../changelog/model.ts';
import { BlockKind } from '../markdown/blocks.ts';
import type { Span } from '../text/source.ts';

/** What the suppression comments of a file allow. */
export interface Suppressions {
  readonly allows: (rule: string, span: Span) => boolean;
}

interface Allowance {
  readonly rules: readonly string[];
  /** Null for the whole file. */
  readonly block: Span | null;
}

const COMMENT = /<!--\s*release-ledger:\s*(allow|allow-file)\s+([^>]*?)\s*-->/g;
const NOTHING: Suppressions = { allows: () => false };

/**
 * Reads `<!-- release-ledger: allow <rule> [<rule>…] -->`, which holds for the next block, and `allow-file`, which holds for
 * the whole file. The next block of a comment above a heading is that heading, not what stands under it.
 */
export function readSuppressions(changelog: Changelog): Suppressions {
  const { text } = changelog.source;
  if (!text.includes('release-ledger:')) return NOTHING;
  const { table } = changelog.blocks;
  const allowances: Allowance[] = [];
  for (let i = 0; i < table.count; i++) {
    if (table.kind[i] !== BlockKind.Html) continue;
    const html = text.slice(table.start[i], table.end[i]);
    for (const [, scope, names = ''] of html.matchAll(COMMENT)) {
      const rules = names.split(/[\s,]+/);
      allowances.push({ rules, block: scope === 'allow-file' ? null : nextBlock(changelog, i) });
    }
  }
  if (allowances.length === 0) return NOTHING;
  return {
    allows: (rule, span) =>
      allowances.some(
        ({ rules, block }) =>
          rules.includes(rule) && (block === null || (span.start >= block.start && span.start <= block.end)),
      ),
  };
}

/** The block behind a comment, and where it opens a list, only the list's first item. */
function nextBlock({ blocks: { table } }: Changelog, comment: number): Span {
  let next = comment + 1;
  if (next < table.count && table.kind[next] === BlockKind.List) next++;
  return next < table.count
    ? { start: table.start[next] as number, end: table.end[next] as number }
    : { start: Number.MAX_SAFE_INTEGER, end: Number.MAX_SAFE_INTEGER };
}
