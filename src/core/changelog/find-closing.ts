import { BlockKind, type Blocks, type Heading } from '../markdown/blocks.ts';
import type { FoundRelease } from './release-headings.ts';

const LINK = /\]\(|\]\[|:\/\/|\.md\b/;
/** `## 0.1` may as well be a first release with a link to its announcement. */
const LINK_TO_CHANGELOG = /change[\s-]?log.*(?:\]\(|\]\[|:\/\/|\.md\b)/is;
/** Who writes a number there means a release. */
const NUMBERED = /^\W*v?\d/i;
/** Far more text than anybody takes to say where something is. */
const LONGEST = 4000;

/**
 * Finds the last heading of a changelog where it says only where to read on (Keep a Changelog 2.0.0, "What if the changelog gets
 * too big?": "link the main file and the archives both ways"): `## Older versions`, and `## v1.6` with a sentence about the
 * branch that has the changelog of that line. Neither is a release.
 *
 * @param strays the headings at the releases' level that name neither a release nor a category
 * @returns null where the file ends with a release, with a list, or with text that leads nowhere.
 */
export function findClosing(
  text: string,
  blocks: Blocks,
  releases: readonly FoundRelease[],
  strays: readonly Heading[],
): Heading | null {
  const last = releases.at(-1);
  const heading = blocks.headings.at(-1);
  if (!last || !heading) return null;
  const isRelease = heading === last.heading;
  const mayClose = isRelease ? isLine(last) && releases.length > 1 : isNamed(text, heading, last, strays);
  return mayClose && leadsElsewhere(text, blocks, heading, isRelease ? LINK_TO_CHANGELOG : LINK) ? heading : null;
}

/** `v1.6`: the name of a line, not of one of its releases. */
function isLine({ reading: { version, dateText, form } }: FoundRelease): boolean {
  return version !== null && version.release.length < 3 && dateText === null && !form.bracketed && form.rest === '';
}

function isNamed(text: string, heading: Heading, last: FoundRelease, strays: readonly Heading[]): boolean {
  if (heading.start < last.heading.start) return false;
  return strays.at(-1) === heading && !NUMBERED.test(text.slice(heading.text.start, heading.text.end));
}

/** True where paragraphs follow, and nothing else that a reader sees, and there is a link in them. */
function leadsElsewhere(text: string, { table }: Blocks, heading: Heading, link: RegExp): boolean {
  let leads = false;
  for (let block = heading.block + 1; block < table.count; block++) {
    const kind = table.kind[block];
    const start = table.start[block] as number;
    if (kind === BlockKind.Definition || (kind === BlockKind.Html && text.startsWith('<!--', start))) continue;
    const end = table.end[block] as number;
    if (kind !== BlockKind.Paragraph || end - heading.end > LONGEST) return false;
    leads ||= link.test(text.slice(start, end));
  }
  return leads;
}
