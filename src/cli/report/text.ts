import type { Severity } from '../../core/index.ts';
import { type Printer, type Segment, type Style, styled } from '../printer.ts';
import { toExcerpt } from './excerpt.ts';
import { count, countFindings, countFixable, type Finding, type Report, toRegion } from './report.ts';

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' };

/** With more findings than these the lines that they stand in would bury the list. */
const EXCERPT_LIMIT = 12;
/** Nobody reads on behind these; the other formats have them all. */
const FILE_LIMIT = 1000;
const DEFAULT_WIDTH = 100;

/** Prints the findings by file, and a summary line. Prints nothing where there are none. */
export function printTextReport(out: Printer, { findings }: Report): void {
  if (findings.length === 0) return;
  const withExcerpts = findings.length <= EXCERPT_LIMIT;
  for (const [file, own] of byFile(findings)) {
    out.line(styled(file, 'underline'));
    printFindings(out, own, withExcerpts);
    out.line();
  }
  printSummary(out, findings);
}

function printFindings(out: Printer, findings: readonly Finding[], withExcerpts: boolean): void {
  const shown = findings.slice(0, FILE_LIMIT).map((finding) => {
    const { line, column } = toRegion(finding.source, finding.problem.span);
    return { finding, place: `${line}:${column}` };
  });
  const placeWidth = Math.max(...shown.map(({ place }) => place.length));
  const severityWidth = Math.max(...shown.map(({ finding }) => finding.problem.severity.length));
  for (const [index, { finding, place }] of shown.entries()) {
    const { severity, message, rule, fixes } = finding.problem;
    const isFixable = fixes.some(({ safety }) => safety === 'safe');
    out.line(
      `  ${' '.repeat(placeWidth - place.length)}`,
      styled(place, 'dim'),
      '  ',
      styled(severity.padEnd(severityWidth), STYLES[severity]),
      `  ${message}  `,
      styled(rule, 'dim'),
      isFixable ? styled(' *', 'green') : '',
    );
    // Of several findings at one place only the last one shows it.
    const isLastHere = !isSamePlace(finding, shown[index + 1]?.finding);
    if (withExcerpts && isLastHere) printExcerpt(out, finding, placeWidth + 4);
  }
  const left = findings.length - shown.length;
  if (left > 0) out.line(`  … and ${left} more in this file`);
}

function isSamePlace({ problem }: Finding, next: Finding | undefined): boolean {
  return problem.span.start === next?.problem.span.start && problem.span.end === next.problem.span.end;
}

function printExcerpt(out: Printer, { source, problem }: Finding, indent: number): void {
  const margin: Segment = styled(`${' '.repeat(indent)}│ `, 'dim');
  const excerpt = toExcerpt(source, problem.span, (out.columns ?? DEFAULT_WIDTH) - indent - 3);
  if (!excerpt) return;
  const { before, marked, behind, pointer } = excerpt;
  out.line(margin, styled(before, 'dim'), marked, styled(behind, 'dim'));
  out.line(margin, styled(pointer, STYLES[problem.severity]));
}

function printSummary(out: Printer, findings: readonly Finding[]): void {
  const counts = countFindings(findings);
  const parts = (['error', 'warning', 'info', 'hint'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => count(counts[severity], severity));
  const style = counts.error > 0 ? 'red' : 'yellow';
  out.line(styled(`✖ ${count(findings.length, 'problem')} (${parts.join(', ')})`, 'bold', style));
  const fixable = countFixable(findings);
  if (fixable > 0) out.line(`  ${fixable} of them can be fixed with --fix (marked *)`);
}

function byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = files.get(finding.file);
    if (own) own.push(finding);
    else files.set(finding.file, [finding]);
  }
  return files;
}
