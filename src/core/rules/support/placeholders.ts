import type { Release } from '../../changelog/model.ts';
import { BlockKind } from '../../markdown/blocks.ts';
import type { Span } from '../../text/source.ts';
import type { RuleContext } from '../rule.ts';
import { blockAt } from './block-at.ts';
import { gatherEntries } from './entry-table.ts';
import { isReleased } from './is-released.ts';
import { gatherProse } from './prose.ts';
import { releaseAt } from './release-at.ts';

/** Something that was to be filled in, in a section that is released. */
export interface Placeholder {
  readonly span: Span;
  readonly written: string;
  readonly release: Release;
}

/** What stands around a candidate within its paragraph or heading. */
interface Surroundings {
  readonly before: string;
  readonly behind: string;
}

/** A text to search for, and what tells from what stands around it that it is a placeholder. */
interface Pattern {
  readonly needles: readonly string[];
  /** What may stand behind a needle that is frequent; without it every occurrence is looked at. */
  readonly next?: string;
  /** The frequent character that the placeholder starts with, in front of the needle. */
  readonly behind?: string;
  /** The whole placeholder from the needle on. */
  readonly shape: RegExp;
  readonly holds: (around: Surroundings) => boolean;
}

const NOTHING_BEFORE = /^[\s*_[(<]*$/;
const CLOSES = /^[\])>]/;

/** `TODO: …` and `**TBD**` at the start, `(TODO)` and `(#TBD)` anywhere, `: TBD.` at the end. */
function isWordAlone({ before, behind }: Surroundings): boolean {
  if (/\w$/.test(before)) return false;
  if (NOTHING_BEFORE.test(before))
    return /^(?:[*_\])>]*[:.!…](?=[\s*_]|$)|[*_\])>]*\s*$|[*_\])>]*\s+[-–—]\s)/.test(behind);
  if (/[([<#]$/.test(before) && !/\][([]/.test(behind.slice(0, 2))) return CLOSES.test(behind) || /^:\s/.test(behind);
  return /[:–—-]\s+[*_]*$/.test(before) && /^[*_]*[.!]?\s*$/.test(behind);
}

const PATTERNS: readonly Pattern[] = [
  {
    needles: ['TODO', 'TBD', 'TBA', 'FIXME', 'XXX'],
    shape: /^(?:TODO|TBD|TBA|FIXME|XXX)(?![\w-])/,
    holds: isWordAlone,
  },
  {
    needles: ['?', 'XX', 'NN'],
    behind: '#',
    shape: /^#(?:\?+|X{2,6}|N{2,6})(?!\w)/,
    holds: ({ before }) => !/[\w&/]$/.test(before),
  },
  {
    needles: [']('],
    next: 'uUlLT#.…',
    shape: /^\]\((?:url|URL|link|LINK|TODO|TBD|#|\.\.\.|…)\)/,
    holds: () => true,
  },
  { needles: ['Lorem'], shape: /^Lorem ipsum/, holds: ({ before }) => NOTHING_BEFORE.test(before) },
  {
    needles: ['YYYY'],
    shape: /^YYYY-MM-DD(?![\w-])/,
    holds: ({ before }) => /^\s*$|(?:amended|released|updated)(?: on)?:? $/i.test(before),
  },
];

/** The placeholders of all released sections, in order. Ask for it with `index.once(gatherPlaceholders, context)`. */
export function gatherPlaceholders(context: RuleContext): readonly Placeholder[] {
  const found: Placeholder[] = [];
  for (const pattern of PATTERNS) {
    for (const needle of pattern.needles) {
      for (const at of context.index.find(needle)) {
        if (pattern.next && !pattern.next.includes(context.text[at + needle.length] ?? ' ')) continue;
        if (pattern.behind && context.text[at - 1] !== pattern.behind) continue;
        const placeholder = toPlaceholder(context, pattern.behind ? at - 1 : at, pattern);
        if (placeholder) found.push(placeholder);
      }
    }
  }
  found.push(...findEllipses(context));
  found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  // `#XXX` is a number to come, and the word in it is no second placeholder.
  return found.filter(({ span }, i) => i === 0 || span.start >= (found[i - 1] as Placeholder).span.end);
}

/** As much of a paragraph as tells what a word in it is for. */
const AROUND = 200;

function toPlaceholder(context: RuleContext, at: number, { shape, holds }: Pattern): Placeholder | null {
  const { changelog, index, text } = context;
  const { table } = changelog.blocks;
  const match = shape.exec(text.slice(at, at + 20));
  if (!match) return null;
  const block = blockAt(table, at);
  if (block < 0 || table.kind[block] !== BlockKind.Paragraph || !index.once(gatherProse, changelog).holds(at))
    return null;
  const end = at + match[0].length;
  const before = text.slice(Math.max(table.start[block] as number, at - AROUND), at);
  const behind = text.slice(end, Math.min(table.end[block] as number, end + AROUND));
  const release = releaseAt(changelog, at);
  if (!release || !isReleased(release) || !holds({ before, behind })) return null;
  // Of a link only the destination is the placeholder.
  const isLink = match[0].startsWith('](');
  const span = isLink ? { start: at + 2, end: end - 1 } : { start: at, end };
  return { span, written: text.slice(span.start, span.end), release };
}

/** Entries that are three dots and nothing else. */
function* findEllipses({ changelog, index, text }: RuleContext): Generator<Placeholder> {
  const table = index.once(gatherEntries, changelog);
  for (let i = 0; i < table.count; i++) {
    if (table.first[i] !== 0x2e && table.first[i] !== 0x2026) continue;
    const entry = table.entryOf(i);
    if (!isReleased(entry.release)) continue;
    const written = text.slice(entry.contentStart, entry.end);
    if (written.length < 20 && /^(?:\.{2,}|…)\s*$/.test(written)) {
      yield { span: { start: entry.contentStart, end: entry.end }, written: written.trimEnd(), release: entry.release };
    }
  }
}
