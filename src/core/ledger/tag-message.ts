/** What a template of a tag's message may ask for. */
export const TAG_MESSAGE_PLACEHOLDERS = [
  'tag',
  'version',
  'title',
  'date',
  'summary',
  'highlights',
  'compare',
  'changelog',
  'candidate',
] as const;

type Placeholder = (typeof TAG_MESSAGE_PLACEHOLDERS)[number];

/** What a message's placeholders stand for; null for what is not known, and then any text may stand there. */
export type TagMessageValues = Readonly<
  Record<Exclude<Placeholder, 'summary' | 'highlights' | 'changelog' | 'candidate'>, string | null>
>;

/** Stands for a text that is not known; no message holds it. */
const ANY = '\0';
const BULLET = /^[-*+•] +\S/;

/**
 * What of a template is missing in a tag's message.
 *
 * The lines of the template have to stand in the message in their order, with anything between them; white space is not
 * counted. `{highlights}` asks for a list item and `{summary}` for a line of text.
 *
 * @returns the first line that is missing, with `…` for what may be any text; null where the message has all of them.
 */
export function findMissingLine(template: string, message: string, values: TagMessageValues): string | null {
  const lines = linesOf(message);
  let at = 0;
  for (const asked of linesOf(template)) {
    const wanted = fill(asked, values);
    const isMet = asked === '{highlights}' ? (line: string) => BULLET.test(line) : toMatcher(wanted);
    const found = lines.findIndex((line, index) => index >= at && isMet(line));
    if (found < 0) return asked === '{highlights}' ? '- …' : wanted.replaceAll(ANY, '…');
    at = found + 1;
  }
  return null;
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/[\s\0]+/g, ' ').trim())
    .filter((line) => line !== '');
}

function fill(line: string, values: TagMessageValues): string {
  return line.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name as keyof TagMessageValues] : null;
    return value === null ? ANY : value.replace(/\s+/g, ' ').trim();
  });
}

/** Matches a line whose known parts stand in it in order, the first at its start and the last at its end. Linear. */
function toMatcher(wanted: string): (line: string) => boolean {
  const parts = wanted.split(ANY);
  const first = parts[0] as string;
  const last = parts.at(-1) as string;
  if (parts.length === 1) return (line) => line === wanted;
  return (line) => {
    if (!line.startsWith(first) || !line.endsWith(last)) return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const found = line.indexOf(part, at + 1);
      if (found < 0) return false;
      at = found + part.length;
    }
    return line.length - last.length > at;
  };
}
