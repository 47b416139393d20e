import type { Entry, Source } from '../src/core/index.ts';
import { toVisibleLine } from '../src/core/text/visible.ts';

/** Longer texts are clipped: trees are narrow, and hovers read at a glance. */
const LENGTH_LIMIT = 160;

/** More of a text is not looked at: what is left of it once its marks are gone fills the row. */
const LOOK_AHEAD = 800;

const LABEL = String.raw`\[((?:\\.|[^\][\\]){1,200})\](?:\([^()\s]{0,400}\)|\[[^\][]{0,100}\])`;
/** A link may hold one. */
const IMAGE = new RegExp(String.raw`(?<!\\)!${LABEL}`, 'g');
const LINK = new RegExp(String.raw`(?<!\\)${LABEL}`, 'g');

/** The first line of an entry as one reads it: without emphasis, code marks, comments and the targets of links. */
export function toEntryLabel({ text }: Source, { contentStart, end }: Entry): string {
  const written = text.slice(Math.min(contentStart, end), Math.min(end, contentStart + LOOK_AHEAD));
  const [first = ''] = written.trim().split(/\r\n|\r|\n/, 1);
  return toPlainLabel(first);
}

/** One line of Markdown as one reads it, clipped. */
export function toPlainLabel(markdown: string): string {
  const plain = markdown
    .slice(0, LOOK_AHEAD)
    .replace(IMAGE, '$1')
    .replace(LINK, '$1')
    // A comment is not shown, and one in code is no comment.
    .replace(/(`+)([^`]+)\1|<!--.*?-->/g, '$2')
    .replace(/(\*\*|__)(?=\S)([^*_]{1,200})\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]{1,200})\*(?![\w*])/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  const visible = toVisibleLine(plain === '' ? markdown.slice(0, LOOK_AHEAD).trim() : plain);
  return visible.length <= LENGTH_LIMIT
    ? visible
    : `${visible.slice(0, LENGTH_LIMIT).replace(/[\ud800-\udbff]$/, '')}…`;
}
