import { BlockKind, type Blocks, type Heading } from '../markdown/blocks.ts';
import { scanBlocks } from '../markdown/scan.ts';
import { lineEnd, type Source, type Span, toSource } from '../text/source.ts';
import {
  type Checklist,
  type ChecklistField,
  type ChecklistSection,
  NOT_APPLICABLE,
  REMARK_DASH,
  type Task,
} from './checklist.ts';

const BOX = /^\[([^\]\r\n]{0,3})\](?=[ \t]|$)/;
const COMMENT = /<!--[ \t]{0,4}(item|approval):[ \t]{0,4}([\w.-]{1,100})[ \t]{0,4}-->/;
const FIELD = /^[ \t]{0,3}(?:\*\*)?(Release|Release Type|Target Date|Release Manager)(?:\*\*)?:(?:\*\*)?[ \t]*/i;

/** Reads a checklist. Total: any text is one, with whatever tasks it has. Linear in its length. */
export function parseChecklist(input: string | Source): Checklist {
  const source = typeof input === 'string' ? toSource(input) : input;
  const blocks = scanBlocks(source);
  const headings = blocks.headings.filter(({ parent }) => parent === -1);
  const phases = sectionsOf(source, headings);
  return { source, blocks, fields: readFields(source, headings), phases, tasks: readTasks(source, blocks, headings) };
}

/** A heading's text without the days that stand behind it: “Pre-Release (D-3 to D-1)”. */
function nameOf({ text }: Source, heading: Heading): string {
  return text
    .slice(heading.text.start, heading.text.end)
    .replace(/ \(D[+-]\d[^()]*\)$/, '')
    .trim();
}

function sectionsOf(source: Source, headings: readonly Heading[]): readonly ChecklistSection[] {
  const own = headings.filter(({ level }) => level <= 2);
  return own.flatMap((heading, index) => {
    if (heading.level !== 2) return [];
    const end = own[index + 1]?.start ?? source.text.length;
    return [{ heading, name: nameOf(source, heading), start: heading.start, end }];
  });
}

function readFields(source: Source, headings: readonly Heading[]): Checklist['fields'] {
  const fields = new Map<string, ChecklistField>();
  const last = headings.find(({ level }) => level === 2)?.line ?? source.lineCount;
  for (let line = 0; line < last; line++) {
    const start = line === 0 ? source.contentStart : (source.lineStarts[line] as number);
    const end = lineEnd(source, line);
    const match = FIELD.exec(source.text.slice(start, Math.min(end, start + 200)));
    const name = match?.[1]?.toLowerCase();
    if (!match || name === undefined || fields.has(name)) continue;
    const valueStart = start + match[0].length;
    const value = source.text.slice(valueStart, end).trimEnd();
    fields.set(name, { name, value, start, end, valueSpan: { start: valueStart, end: valueStart + value.length } });
  }
  return fields;
}

function readTasks(source: Source, blocks: Blocks, headings: readonly Heading[]): readonly Task[] {
  const { table } = blocks;
  const tasks: Task[] = [];
  let next = 0;
  let phase = '';
  let group = '';
  for (let block = 0; block < table.count; block++) {
    if (table.kind[block] !== BlockKind.Item) continue;
    const start = table.start[block] as number;
    for (let heading = headings[next]; heading && heading.start < start; heading = headings[++next]) {
      if (heading.level <= 2) [phase, group] = [heading.level === 2 ? nameOf(source, heading) : '', ''];
      else group = nameOf(source, heading);
    }
    const paragraph = block + 1;
    if (paragraph >= table.count || table.kind[paragraph] !== BlockKind.Paragraph || table.parent[paragraph] !== block)
      continue;
    const content = { start: table.start[paragraph] as number, end: table.end[paragraph] as number };
    const task = readTask(source, content, table.line[block] as number);
    if (task) tasks.push({ ...task, start, end: content.end, phase, group });
  }
  return tasks;
}

function readTask(
  { text }: Source,
  { start, end }: Span,
  line: number,
): Omit<Task, 'start' | 'end' | 'phase' | 'group'> | null {
  const content = text.slice(start, end);
  const box = BOX.exec(content);
  if (!box) return null;
  const written = box[1] as string;
  const comment = COMMENT.exec(content);
  const behindBox = box[0].length;
  const firstWord = behindBox + (/^[ \t]*/.exec(content.slice(behindBox)) as RegExpExecArray)[0].length;
  const saidEnd = firstWord + content.slice(firstWord, comment?.index ?? content.length).trimEnd().length;
  // A task without words may have a remark all the same.
  // A dash with nothing behind it yet is one all the same.
  const said = `${content.slice(0, saidEnd)} `.indexOf(REMARK_DASH, behindBox);
  const dash = leavesStructure(content, said) ? -1 : said;
  const textEnd = dash < 0 ? saidEnd : dash;
  const textStart = Math.min(firstWord, textEnd);
  const remark = dash < 0 ? '' : content.slice(dash + REMARK_DASH.length, saidEnd).trim();
  const at = (from: number, to: number): Span => ({ start: start + from, end: start + to });
  const idStart = comment ? comment.index + comment[0].indexOf(comment[2] as string, comment[0].indexOf(':')) : 0;
  return {
    line,
    box: written,
    boxSpan: at(1, 1 + written.length),
    state: stateOf(written, remark),
    text: content.slice(textStart, textEnd),
    textSpan: at(textStart, textEnd),
    remark,
    remarkSpan: at(textEnd, saidEnd),
    kind: comment ? (comment[1] as 'item' | 'approval') : 'other',
    id: comment?.[2] ?? null,
    idSpan: comment ? at(idStart, idStart + (comment[2] as string).length) : null,
  };
}

/** Without its remark, a further line of nothing but such marks would be an underline, a rule, a fence, a heading or an item. */
const STRUCTURE = /^\s*(?:[-=*_+ \t]+|`{3,}|~{3,}|#{1,6}|\d{1,9}[.)])\s*$/;

function leavesStructure(content: string, dash: number): boolean {
  const lineStart = Math.max(content.lastIndexOf('\n', dash), content.lastIndexOf('\r', dash)) + 1;
  return dash > 0 && lineStart > 0 && STRUCTURE.test(content.slice(lineStart, dash));
}

function stateOf(box: string, remark: string): Task['state'] {
  if (/^[xX]$/.test(box)) return remark.toLowerCase().startsWith(NOT_APPLICABLE) ? 'not-applicable' : 'done';
  return box === ' ' ? 'open' : 'odd';
}
