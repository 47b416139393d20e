import { toVisible, toVisibleJson, toVisibleLine } from '../core/text/visible.ts';

/** A stream that text is written to. */
export interface Output {
  /** The width of the terminal in columns; null where it is none. */
  readonly columns: number | null;
  readonly write: (text: string) => void;
}

export type Style = 'bold' | 'dim' | 'underline' | 'red' | 'yellow' | 'blue' | 'green' | 'cyan';

/** A piece of a line. Its text may come from anywhere; it is made harmless when it is printed. */
export type Segment = string | { readonly text: string; readonly styles: readonly Style[] };

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
};

/** Marks a piece of a line with styles, which are shown where the output has colours. */
export function styled(text: string, ...styles: readonly Style[]): Segment {
  return { text, styles };
}

/**
 * Prints to one stream.
 *
 * **Invariant:** no character of what is printed reaches the stream before it was made visible, and in GitHub's log no line
 * starts a workflow command but those of `command`; so nobody has to think of either where he prints.
 */
export interface Printer {
  readonly columns: number | null;
  /** One line. */
  readonly line: (...segments: readonly Segment[]) => void;
  /** Several lines of plain text. */
  readonly lines: (text: string) => void;
  /** A value as indented JSON. */
  readonly json: (value: unknown) => void;
  /** A workflow command whose parts are escaped already. */
  readonly command: (text: string) => void;
  /** Exactly this text for a program that asked for it; on a terminal nothing of it may move the cursor. */
  readonly exact: (text: string) => void;
}

export interface PrinterOptions {
  readonly colors: boolean;
  /** True where lines are read for workflow commands: GitHub's `::name::` and the older `##[name]`. */
  readonly inWorkflow: boolean;
}

export function createPrinter(output: Output, { colors, inWorkflow }: PrinterOptions): Printer {
  const line = (...segments: readonly Segment[]): void => {
    const plain = segments.map(textOf).join('');
    const defuse = inWorkflow ? defuserOf(plain) : toVisibleLine;
    const guard = inWorkflow && startsCommand(plain) ? '\\' : '';
    output.write(`${guard}${segments.map((each) => paint(each, colors, defuse)).join('')}\n`);
  };
  return {
    columns: output.columns,
    line,
    lines: (text) => {
      for (const each of text.split('\n')) line(each);
    },
    json: (value) => output.write(`${toVisibleJson(value)}\n`),
    command: (text) => output.write(`${toVisibleLine(text).replaceAll('##[', '##\\u{5B}')}\n`),
    exact: (text) => output.write(output.columns === null ? text : toVisible(text)),
  };
}

function textOf(segment: Segment): string {
  return typeof segment === 'string' ? segment : segment.text;
}

function paint(segment: Segment, colors: boolean, toHarmless: (text: string) => string): string {
  const text = toHarmless(textOf(segment));
  if (typeof segment === 'string' || !colors || text === '') return text;
  return segment.styles.reduce((painted, style) => `\x1b[${CODES[style][0]}m${painted}\x1b[${CODES[style][1]}m`, text);
}

/** A runner takes a line for a command when it starts with two colons, whatever blanks stand before them. */
function startsCommand(line: string): boolean {
  return /^\s*::/.test(line);
}

/** The older commands may stand anywhere in a line, and be put together from several of its pieces. */
function defuserOf(line: string): (text: string) => string {
  return line.includes('##[') ? (text) => toVisibleLine(text).replaceAll('[', '\\u{5B}') : toVisibleLine;
}

/** Says that something was done. */
export function printDone(printer: Printer, message: string): void {
  printer.line(styled('✔', 'green'), ` ${message}`);
}
