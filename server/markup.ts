import { toVisible } from '../src/core/text/visible.ts';

/**
 * What a hover or a completion shows. Every text in it is plain text, most of it from a file that nobody vouches for; only the
 * functions below turn it into Markdown, so that no file can bring in a link, an image or HTML.
 */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string };

/** Longer texts are clipped: a hover is read at a glance. */
const LENGTH_LIMIT = 2000;

export function toMarkdown(blocks: readonly Block[]): string {
  return blocks.map(blockToMarkdown).join('\n\n');
}

export function toPlainText(blocks: readonly Block[]): string {
  return blocks
    .map((block) =>
      block.kind === 'list' ? block.items.map((item) => `- ${toLine(item)}`).join('\n') : clip(toVisible(block.text)),
    )
    .join('\n\n');
}

function blockToMarkdown(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `**${escapeMarkdown(block.text)}**`;
    case 'text':
      return escapeMarkdown(block.text);
    case 'list':
      return block.items.map((item) => `- ${escapeMarkdown(item)}`).join('\n');
    case 'code':
      return toFence(block.text);
  }
}

/** A fence that is longer than every run of backticks in the text, so that the text cannot end it. */
function toFence(text: string): string {
  const shown = clip(toVisible(text.replace(/\r\n?/g, '\n')));
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${shown}\n${fence}`;
}

/**
 * One line of Markdown that shows exactly the characters of the text, white space collapsed.
 *
 * Besides what CommonMark gives a meaning, the starts of what editors make links of by themselves are broken up.
 */
export function escapeMarkdown(text: string): string {
  return toLine(text)
    .replace(/[\\`*_{}[\]<>#|~&!$^]/g, '\\$&')
    .replace(/:(?=\/\/)|@|(?<=^|\W)(?:www|mailto|xmpp)(?=[.:])/gi, (found) =>
      found.length > 1 ? `${found}\\` : `\\${found}`,
    )
    .replace(/^(?=[-+=])/, '\\')
    .replace(/^\d{1,9}(?=[.)](?:\s|$))/, '$&\\');
}

function toLine(text: string): string {
  return clip(toVisible(text.replace(/\s+/g, ' ').trim()));
}

function clip(text: string): string {
  if (text.length <= LENGTH_LIMIT) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(LENGTH_LIMIT - 1)) ? LENGTH_LIMIT - 1 : LENGTH_LIMIT;
  return `${text.slice(0, end)}…`;
}
