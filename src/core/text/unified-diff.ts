/** Lines around a change that are shown with it. */
const CONTEXT = 3;
/** Texts that differ in more lines than this are shown as replaced as a whole: finding the smallest difference would take long. */
const LIMIT = 2000;

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

/** How many lines a text gains and loses on its way to another one. A null text is a file that is not there. */
export function countChanges(
  before: string | null,
  after: string | null,
): { readonly added: number; readonly deleted: number } {
  const rows = compareLines(toLines(before ?? ''), toLines(after ?? ''));
  const count = (mark: Mark): number => rows.filter(([each]) => each === mark).length;
  return { added: count('+'), deleted: count('-') };
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

/** The smallest difference, by the furthest places that ever more edits reach (Myers, “An O(ND) Difference Algorithm”, 1986). */
function compareMiddle(old: readonly string[], now: readonly string[]): readonly Row[] {
  const reached: Int32Array[] = [];
  for (let edits = 0; edits <= Math.min(LIMIT, old.length + now.length); edits++) {
    const before = reached[edits - 1];
    // The place on diagonal k is at k + edits; a diagonal is how far the old text is ahead of the new one.
    const places = new Int32Array(2 * edits + 1);
    for (let k = -edits; k <= edits; k += 2) {
      const adds = before && (k === -edits || (k !== edits && at(before, k - 1) < at(before, k + 1)));
      let x = !before ? 0 : adds ? at(before, k + 1) : at(before, k - 1) + 1;
      while (x < old.length && x - k < now.length && old[x] === now[x - k]) x++;
      places[k + edits] = x;
      if (x >= old.length && x - k >= now.length) return trace(old, now, [...reached, places]);
    }
    reached.push(places);
  }
  return [...old.map((line): Row => ['-', line]), ...now.map((line): Row => ['+', line])];
}

/** The place that was reached on a diagonal; those outside were not. */
function at(places: Int32Array, k: number): number {
  return places[k + (places.length - 1) / 2] ?? -1;
}

/** The way back from the end, edit by edit. */
function trace(old: readonly string[], now: readonly string[], reached: readonly Int32Array[]): readonly Row[] {
  const rows: Row[] = [];
  let x = old.length;
  let y = now.length;
  for (let edits = reached.length - 1; edits > 0; edits--) {
    const before = reached[edits - 1] as Int32Array;
    const k = x - y;
    const adds = k === -edits || (k !== edits && at(before, k - 1) < at(before, k + 1));
    const fromX = adds ? at(before, k + 1) : at(before, k - 1);
    const fromY = fromX - (adds ? k + 1 : k - 1);
    while (x > fromX + (adds ? 0 : 1) || y > fromY + (adds ? 1 : 0)) {
      rows.push([' ', old[--x] as string]);
      y--;
    }
    rows.push(adds ? ['+', now[--y] as string] : ['-', old[--x] as string]);
  }
  while (x > 0) rows.push([' ', old[--x] as string]);
  return rows.reverse();
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
