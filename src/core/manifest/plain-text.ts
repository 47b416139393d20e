/** The entities that the Markdown form writes for what would be read as its structure; any other stays as it is. */
const ENTITY = /&(?:#(\d{1,7})|amp);/g;

/**
 * Writes a value on one line of the Markdown form. `toPlain` reads exactly the same value back.
 *
 * @param more further characters that mean something at this place
 */
export function fromPlain(text: string, more = ''): string {
  let written = text.replace(/&(?=(?:#\d{1,7}|amp);)/g, '&amp;').replace(/[\r\n\u2028\u2029]|^\s|\s$/g, toEntity);
  for (const character of more) written = written.replaceAll(character, toEntity(character));
  return written;
}

/** Writes a value at the start of a list item, where some characters would make it something else. */
export function fromPlainItem(text: string, more = ''): string {
  return fromPlain(text, more).replace(/^(?:[-*+_#>~`<[=\\]|\d(?=\d{0,8}[.)](?:\s|$)))/, toEntity);
}

/** Reads a value that stands on one line of the Markdown form. */
export function toPlain(written: string): string {
  return written.trim().replace(ENTITY, (entity, code: string | undefined) => {
    if (code === undefined) return '&';
    const point = Number(code);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : entity;
  });
}

function toEntity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

/** A start of a list item that would make it something else than an item with this text. */
const ITEM_START = /^\\*(?:[-*+_](?=[ \t]|$)|[-*_=]{2,}|[#>~`<[]|\d{1,9}[.)])/;
/** A line of a paragraph that would end it, or swallow what follows. */
const LINE_START = /^\\*(?:[-*+](?=[ \t]|$)|[-*_=]{2,}|=|[#>~`<[]|\*\*|\d{1,9}[.)](?=[ \t]|$))/;

/** Writes Markdown as a list item’s text: further lines are indented, and no line starts a block of its own by accident. */
export function fromItem(text: string): string {
  const [first = '', ...rest] = text.trim().split(/\r\n?|\n/);
  const start = ITEM_START.test(first) && !isInlineStart(first) ? `\\${first}` : first;
  return [start, ...rest.map((line) => (line.trim() === '' ? '' : `  ${line}`))].join('\n');
}

/** Emphasis, code and links start an entry as often as words do. */
function isInlineStart(line: string): boolean {
  return /^(?:\*\*?|__?)[^\s*_]|^`[^`]|^\[[^\]]*\](?!:)/.test(line);
}

/** Reads a list item’s text as it was written: without the indentation of its further lines. */
export function toItem(written: string, indent: number): string {
  const [first = '', ...rest] = written.trimEnd().split(/\r\n?|\n/);
  const start = /^\\/.test(first) && ITEM_START.test(first) ? first.slice(1) : first;
  return [start, ...rest.map((line) => withoutIndent(line, indent))].join('\n');
}

function withoutIndent(line: string, indent: number): string {
  let at = 0;
  while (at < indent && line[at] === ' ') at++;
  return line.slice(at);
}

/** Writes Markdown as paragraphs of a section: no line of it can end the section. */
export function fromParagraphs(text: string): string {
  return text
    .trim()
    .split(/\r\n?|\n/)
    .map((line) => {
      const bare = line.replace(/^[ \t]+/, '');
      return LINE_START.test(bare) && !isSafeInline(bare) ? `\\${bare}` : bare;
    })
    .join('\n');
}

function isSafeInline(line: string): boolean {
  return isInlineStart(line) && !/^\*\*[^*]{1,60}:\*\*/.test(line);
}

/** Reads the paragraphs of a section as they were written. */
export function toParagraphs(written: string): string {
  return written
    .trim()
    .split(/\r\n?|\n/)
    .map((line) => (line.startsWith('\\') && LINE_START.test(line) ? line.slice(1) : line))
    .join('\n');
}
