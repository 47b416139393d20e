import type { Printer } from '../printer.ts';
import { type Report, toRegion } from './report.ts';

/**
 * Prints a line for each finding as compilers do, `FILE:LINE:COLUMN: SEVERITY: MESSAGE [RULE]`: terminals make a link of its
 * beginning, and editors read it (Vim’s quickfix list, Emacs, the problem matcher of our extension).
 */
export function printGccReport(out: Printer, { findings }: Report): void {
  for (const { file, source, problem } of findings) {
    const { line, column } = toRegion(source, problem.span);
    out.line(`${file}:${line}:${column}: ${problem.severity}: ${problem.message} [${problem.rule}]`);
  }
}
