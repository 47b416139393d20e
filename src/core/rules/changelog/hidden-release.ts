import { readReleaseHeading } from '../../changelog/release-heading.ts';
import { BlockKind, type BlockTable } from '../../markdown/blocks.ts';
import { lineEnd, type Source, type Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { shorten } from '../support/shorten.ts';

/** What swallows the heading, and what ends it. */
interface Swallower {
  readonly name: string;
  readonly closer: string;
}

interface State {
  readonly swallower: Swallower;
  readonly label: string;
  readonly count: number;
  /** The first hidden heading's line. */
  readonly line: number;
}

export default defineRule<State>({
  id: 'changelog/hidden-release',
  severity: 'warning',
  scope: 'format',
  summary: 'Releases stand inside a code fence, a comment or an HTML block that was not closed before them.',
  why: `A code fence or comment that is never closed reaches to the end of the file (CommonMark 0.31, sections 4.5 and 4.6), and an
HTML tag on a line of its own takes everything up to the next blank line. The headings inside are text: readers of the rendered
file see no release there, and neither does any tool. Close what is open, or leave a blank line before the heading. Examples
in a closed code block and comments that were closed are left alone.`,
  check(context, report) {
    const { table } = context.changelog.blocks;
    for (let block = 0; block < table.count; block++) {
      const kind = table.kind[block];
      if ((kind !== BlockKind.Fence && kind !== BlockKind.Html) || table.parent[block] !== -1) continue;
      const swallower = kind === BlockKind.Fence ? openFence(context, block) : openHtml(context, block);
      const hidden = swallower ? findHidden(context, table, block) : null;
      if (!swallower || !hidden) continue;
      const { source } = context.changelog;
      const start = table.start[block] as number;
      report({ start, end: lineEnd(source, table.line[block] as number) }, { swallower, ...hidden });
    }
  },
  message: ({ swallower, label, count }) => {
    const which = count === 1 ? `the release “${shorten(label)}”` : `${count} releases from “${shorten(label)}” on`;
    return `Unexpected ${swallower.name} around ${which}, expected its end before the heading`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ swallower, label }) =>
        swallower.closer === ''
          ? `Insert a blank line before “${shorten(label)}”`
          : `Close the ${swallower.name.replace('unclosed ', '')} before “${shorten(label)}”`,
      edits: ({ swallower: { closer }, line }, { changelog: { source } }) => {
        const start = source.lineStarts[line] as number;
        return [{ start, end: start, text: closer === '' ? source.eol : `${closer}${source.eol}${source.eol}` }];
      },
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\n## [1.1.0] - 2017-07-18\n\n- One.\n\n⟦```sh⟧\nrun\n\n## [1.0.0] - 2017-07-17\n\n- Two.\n',
      good: '# Changelog\n\n## [1.1.0] - 2017-07-18\n\n- One.\n\n```sh\nrun\n\n```\n\n## [1.0.0] - 2017-07-17\n\n- Two.\n',
      message: 'Unexpected unclosed code fence around the release “1.0.0”, expected its end before the heading',
    },
    {
      bad: '# Changelog\n\n⟦<!-- remember to update this⟧\n\n## [1.1.0] - 2017-07-18\n\n- One.\n\n## [1.0.0] - 2017-07-17\n',
      good: '# Changelog\n\n<!-- remember to update this\n\n-->\n\n## [1.1.0] - 2017-07-18\n\n- One.\n\n## [1.0.0] - 2017-07-17\n',
      message: 'Unexpected unclosed comment around 2 releases from “1.1.0” on, expected its end before the heading',
    },
    {
      bad: '# Changelog\n\n⟦<details>⟧\n## [1.0.0] - 2017-07-17\n\n- One.\n\n</details>\n',
      good: '# Changelog\n\n<details>\n\n## [1.0.0] - 2017-07-17\n\n- One.\n\n</details>\n',
    },
  ],
});

/** A fence that reaches to the end of the text without a closing line. */
function openFence({ changelog: { source, blocks }, text }: RuleContext, block: number): Swallower | null {
  const { table } = blocks;
  if ((table.lastLine[block] as number) < lastFullLine(source)) return null;
  const opener = /^(`{3,}|~{3,})/.exec(text.slice(table.start[block], (table.start[block] as number) + 100))?.[1];
  const lastLine = table.lastLine[block] as number;
  if (opener === undefined) return null;
  const last = text.slice(source.lineStarts[lastLine], lineEnd(source, lastLine)).trim();
  const isClosed =
    lastLine > (table.line[block] as number) &&
    last.length >= opener.length &&
    last === (opener[0] as string).repeat(last.length);
  return isClosed ? null : { name: 'unclosed code fence', closer: opener };
}

function lastFullLine(source: Source): number {
  const last = source.lineCount - 1;
  return lineEnd(source, last) === source.lineStarts[last] ? last - 1 : last;
}

/** A comment without its end, or a tag whose block the next line still belongs to. */
function openHtml({ changelog: { blocks }, text }: RuleContext, block: number): Swallower | null {
  const { table } = blocks;
  const start = table.start[block] as number;
  const end = table.end[block] as number;
  if (text.startsWith('<!--', start)) {
    const close = text.indexOf('-->', start + 4);
    return close < 0 || close >= end ? { name: 'unclosed comment', closer: '-->' } : null;
  }
  const opener = text.slice(start, Math.min(end, start + 20));
  // What these hold is meant as it is, up to their end tag.
  if (/^<(?:pre|script|style|textarea|[?!])/i.test(opener)) return null;
  return { name: 'HTML block', closer: '' };
}

function findHidden(
  { changelog: { source }, text }: RuleContext,
  table: BlockTable,
  block: number,
): Pick<State, 'label' | 'count' | 'line'> | null {
  let first: { readonly label: string; readonly line: number } | null = null;
  let count = 0;
  const lastLine = table.lastLine[block] as number;
  for (let line = (table.line[block] as number) + 1; line <= lastLine; line++) {
    const span = headingText(text, source.lineStarts[line] as number, lineEnd(source, line));
    const reading = span && readReleaseHeading(text, span);
    if (!reading || (reading.version?.release.length === 1 && reading.dateText === null)) continue;
    first ??= { label: reading.label, line };
    count++;
  }
  return first && { ...first, count };
}

/** The text of a level-1 to level-3 heading on a line that is none, since it stands inside of something. */
function headingText(text: string, start: number, end: number): Span | null {
  let behind = start;
  while (text[behind] === '#') behind++;
  const level = behind - start;
  if (level < 1 || level > 3 || (text[behind] !== ' ' && text[behind] !== '\t')) return null;
  while (behind < end && (text[behind] === ' ' || text[behind] === '\t')) behind++;
  return { start: behind, end };
}
