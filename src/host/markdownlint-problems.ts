import type { Edit, Fix, Problem, Source, Span } from '../core/index.ts';
import { lineEnd, lineEndWithEol } from '../core/index.ts';
import type { LintFinding, LintFix } from './markdownlint-protocol.ts';

/** The fixes that only move white space between blocks; every other one may change what the document says. */
const SAFE: ReadonlySet<string> = new Set(['MD012', 'MD022', 'MD031', 'MD032', 'MD047', 'MD058']);

/** Turns what markdownlint found in a text into problems at spans of it. */
export function toMarkdownlintProblems(source: Source, findings: readonly LintFinding[]): readonly Problem[] {
  const problems = findings.flatMap((finding) => toProblem(source, finding));
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function toProblem(source: Source, finding: LintFinding): readonly Problem[] {
  const line = finding.lineNumber - 1;
  const name = finding.ruleNames[0];
  if (name === undefined || line < 0 || line >= source.lineCount) return [];
  return [
    {
      rule: `markdownlint/${name}`,
      severity: 'warning',
      span: toSpan(source, line, finding.errorRange),
      message: toMessage(finding),
      fixes: finding.fixInfo ? toFixes(source, line, name, finding.fixInfo) : [],
    },
  ];
}

function toMessage({ ruleDescription, errorDetail }: LintFinding): string {
  const detail = errorDetail?.replace(/[\s.]+$/, '') ?? '';
  return detail === '' ? ruleDescription : `${ruleDescription} (${detail})`;
}

function toSpan(source: Source, line: number, range: readonly number[] | null): Span {
  const [column, length] = range ?? [];
  const end = lineEnd(source, line);
  if (column === undefined || length === undefined) return { start: startOfLine(source, line), end };
  const start = Math.min(end, startOfLine(source, line) + column - 1);
  return { start, end: Math.min(end, start + length) };
}

/** markdownlint does not see a byte-order mark; its columns count from behind it. */
function startOfLine(source: Source, line: number): number {
  return Math.max(source.contentStart, source.lineStarts[line] as number);
}

function toFixes(source: Source, ownLine: number, name: string, fix: LintFix): readonly Fix[] {
  const edit = toEdit(source, fix.lineNumber === undefined ? ownLine : fix.lineNumber - 1, fix);
  if (!edit) return [];
  return [{ title: `Fix this ${name} problem`, safety: SAFE.has(name) ? 'safe' : 'unsafe', edits: [edit] }];
}

function toEdit(source: Source, line: number, fix: LintFix): Edit | null {
  if (line < 0 || line >= source.lineCount) return null;
  const text = (fix.insertText ?? '').replaceAll('\n', source.eol);
  if (fix.deleteCount === -1) {
    return { start: startOfLine(source, line), end: lineEndWithEol(source, line), text: '' };
  }
  const start = startOfLine(source, line) + (fix.editColumn ?? 1) - 1;
  const end = start + (fix.deleteCount ?? 0);
  return end > lineEnd(source, line) ? null : { start, end, text };
}
