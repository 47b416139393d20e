import { toHeadingAnchor } from '../changelog/heading-anchor.ts';
import type { MarkdownDocument } from './markdown-document.ts';

const LINK = /!?\[([^[\]]{0,500})\]\([^()\s]{0,500}\)/g;
const CUSTOM = /[ \t]*\{#([\w-]{1,100})\}$/;
const ELEMENT = /<[a-z]{1,10}\s[^<>]{0,200}?\b(?:id|name)=["']([^"'<>]{1,200})["']/gi;

/**
 * The anchors that a document can be linked to by: those that viewers make of its headings, with numbers behind those that
 * stand several times, those that it names itself, and the `id` of its HTML.
 */
export function headingAnchors({ source, changelog, sections }: MarkdownDocument): ReadonlySet<string> {
  const anchors = new Set<string>();
  const counts = new Map<string, number>();
  const add = (anchor: string): void => {
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
  };
  for (const { name } of sections) {
    const custom = CUSTOM.exec(name);
    if (custom) anchors.add(custom[1] as string);
    const plain = (custom ? name.slice(0, custom.index) : name).replace(LINK, (_, text: string) => text);
    add(toHeadingAnchor(plain));
    // Some viewers leave the place of a symbol in front of the words.
    if (/^[^\p{L}\p{N}]+ /u.test(plain)) add(`-${toHeadingAnchor(plain)}`);
  }
  for (const heading of changelog.blocks.headings)
    if (heading.parent !== -1) anchors.add(toHeadingAnchor(source.text.slice(heading.text.start, heading.text.end)));
  for (const [, id] of source.text.matchAll(ELEMENT)) anchors.add((id as string).toLowerCase());
  return anchors;
}
