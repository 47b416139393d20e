/** Lines around a change that are shown with it. */
const CONTEXT = 3;
/** Texts that differ in more lines than this are shown as replaced as a whole: finding the smallest difference would take long. */
const LIMIT = 4000;

/**
 * The difference of two texts in the unified format, as `git apply` and editors read it.
 *
 * @returns empty where they are the same. A null text is a file that is not there.
 */
export function unifiedDiff(path: string, before: string | null, after: string | null): string {
  if (before === after) return '';
  const old = toLines(before ?? '');
  const now = toLines(after ?? '');
  const header = [
    before === null ? '--- /dev/null' : `--- a/${path}`,
    after === null ? '+++ /dev/null' : `+++ b/${path}`,
  ];
  return `${[...header, ...toHunks(compareLines(old, now))].join('\n')}\n`;
}

/** Each with its line ending, so that a change of that alone is one. */
function toLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

type Mark = ' ' | '-' | '+';
type Row = readonly [Mark, string];

function compareLines(old: readonly string[], now: readonly string[]): readonly Row[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  const longest = Math.min(old.length, now.length) - head;
  while (tail < longest && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const same = (lines: readonly string[]): readonly Row[] => lines.map((line) => [' ', line]);
  const middle = compareMiddle(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  return [...same(old.slice(0, head)), ...middle, ...same(old.slice(old.length - tail))];
}

/** The longest common subsequence, by its lengths from each place to the end. */
function compareMiddle(old: readonly string[], now: readonly string[]): readonly Row[] {
  const removed = (lines: readonly string[]): readonly Row[] => lines.map((line) => ['-', line]);
  const added = (lines: readonly string[]): readonly Row[] => lines.map((line) => ['+', line]);
  if (old.length === 0 || now.length === 0 || old.length * now.length > LIMIT * LIMIT)
    return [...removed(old), ...added(now)];
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const at = i * width + j;
      const right = lengths[at + 1] as number;
      const below = lengths[at + width] as number;
      lengths[at] = old[i] === now[j] ? (lengths[at + width + 1] as number) + 1 : Math.max(right, below);
    }
  }
  const rows: Row[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length && j < now.length) {
    const at = i * width + j;
    if (old[i] === now[j]) {
      rows.push([' ', old[i++] as string]);
      j++;
    } else if ((lengths[at + width] as number) >= (lengths[at + 1] as number)) rows.push(['-', old[i++] as string]);
    else rows.push(['+', now[j++] as string]);
  }
  return [...rows, ...removed(old.slice(i)), ...added(now.slice(j))];
}

function toHunks(rows: readonly Row[]): readonly string[] {
  const lines: string[] = [];
  let oldLine = 1;
  let newLine = 1;
  for (let at = 0; at < rows.length; ) {
    const change = rows.findIndex(([mark], i) => i >= at && mark !== ' ');
    if (change < 0) break;
    const start = Math.max(at, change - CONTEXT);
    for (; at < start; at++, oldLine++, newLine++);
    let end = change;
    for (let i = change; i < rows.length && i - end <= 2 * CONTEXT; i++) if (rows[i]?.[0] !== ' ') end = i + 1;
    end = Math.min(rows.length, end + CONTEXT);
    const hunk = rows.slice(start, end);
    const olds = hunk.filter(([mark]) => mark !== '+').length;
    const news = hunk.filter(([mark]) => mark !== '-').length;
    lines.push(`@@ -${rangeOf(oldLine, olds)} +${rangeOf(newLine, news)} @@`, ...hunk.flatMap(toText));
    oldLine += olds;
    newLine += news;
    at = end;
  }
  return lines;
}

/** A range without lines starts at the line above it. */
function rangeOf(line: number, count: number): string {
  return count === 1 ? String(line) : `${count === 0 ? line - 1 : line},${count}`;
}

function toText([mark, line]: Row): readonly string[] {
  return line.endsWith('\n') ? [mark + line.slice(0, -1)] : [mark + line, '\\ No newline at end of file'];
}
