/** A tag of an XML text. */
export interface XmlTag {
  readonly kind: 'open' | 'close' | 'empty';
  readonly name: string;
  /** The text between the name and the end of the tag. */
  readonly rest: string;
}

const NAME = /[A-Za-z_][\w.:-]*/y;

/**
 * The tags of an XML text in their order, in time linear in its length.
 *
 * Total: comments, CDATA, declarations and processing instructions are passed over, entities are never resolved, and the text
 * ends where something in it has no end.
 */
export function* xmlTags(text: string): Generator<XmlTag> {
  let at = text.indexOf('<');
  while (at >= 0) {
    const end = endOf(text, at);
    if (end < 0) return;
    const isClosing = text[at + 1] === '/';
    NAME.lastIndex = at + (isClosing ? 2 : 1);
    const name = NAME.exec(text)?.[0];
    if (name !== undefined) {
      const isEmpty = !isClosing && text[end - 2] === '/';
      const from = at + (isClosing ? 2 : 1) + name.length;
      const rest = text.slice(from, end - (isEmpty ? 2 : 1));
      yield { kind: isClosing ? 'close' : isEmpty ? 'empty' : 'open', name, rest };
    }
    at = text.indexOf('<', end);
  }
}

const ENDS: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/** The offset behind what starts here; -1 where it has no end. */
function endOf(text: string, at: number): number {
  for (const [start, end] of ENDS) {
    if (!text.startsWith(start, at)) continue;
    const found = text.indexOf(end, at + start.length);
    return found < 0 ? -1 : found + end.length;
  }
  let quote = '';
  for (let i = at + 1; i < text.length; i++) {
    const character = text[i] as string;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return i + 1;
  }
  return -1;
}

/** An attribute of a tag as a number; null where it has none. */
export function numberOf({ rest }: XmlTag, name: string): number | null {
  for (const [, key, double, single] of rest.matchAll(/([\w:.-]{1,100})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/g)) {
    if (key !== name) continue;
    const value = Number(double ?? single);
    return Number.isFinite(value) ? value : null;
  }
  return null;
}
