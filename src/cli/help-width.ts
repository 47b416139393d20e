import { wrap } from './report/wrap.ts';

/** The width that help is written for. */
const WIDTH = 100;
/** Narrower than this nothing can be read. */
const LEAST = 40;

/** The width of help: that of the terminal, else what COLUMNS says, else 100. */
export function helpWidth(
  columns: number | null,
  { COLUMNS = '' }: Readonly<Record<string, string | undefined>>,
): number {
  const said = /^\d{1,4}$/.test(COLUMNS) ? Number(COLUMNS) : 0;
  return columns ?? (said === 0 ? WIDTH : Math.max(LEAST, said));
}

/** Fills the paragraphs of help that is narrower than it is written; what is indented, such as examples, stays in its lines. */
export function fillHelp(text: string, width: number): string {
  if (width >= WIDTH) return text;
  const isProse = (line: string | undefined): boolean => line !== undefined && /^\S/.test(line);
  const filled: string[] = [];
  let paragraph: string[] = [];
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    if (!isProse(line)) {
      filled.push(line);
      continue;
    }
    paragraph.push(line);
    if (isProse(lines[i + 1]) && !/^Formats?: /.test(lines[i + 1] as string)) continue;
    filled.push(...wrap(paragraph.join('\n'), width));
    paragraph = [];
  }
  return filled.join('\n');
}
