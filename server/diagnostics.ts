import { type PolicyFile, type Problem, type Severity, type Source, type Span, toSource } from '../src/core/index.ts';
import { LENGTH_LIMIT } from './documents.ts';
import type { View } from './view.ts';

/** One line in the editor's list of problems. */
export interface Finding {
  readonly span: Span;
  readonly severity: Severity;
  /** The rule's id. */
  readonly code: string;
  readonly message: string;
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** What is shown of the problems of a changelog: all, or the gravest ones and a note that there are more. */
export function listFindings(view: View): readonly Finding[] {
  return limitFindings(view.problems, view.settings.maxProblems);
}

export function limitFindings(problems: readonly Problem[], limit: number): readonly Finding[] {
  if (problems.length <= limit) return problems.map(toFinding);
  const gravest = [...problems].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]).slice(0, limit);
  gravest.sort((a, b) => a.span.start - b.span.start);
  const hidden = problems.length - limit;
  const note: Finding = {
    span: { start: 0, end: 0 },
    severity: 'info',
    code: 'release-ledger/more',
    message: `${hidden} more ${hidden === 1 ? 'problem is' : 'problems are'} not shown; the setting releaseLedger.maxProblems is ${limit}`,
  };
  return [note, ...gravest.map(toFinding)];
}

/** The problems of a policy file, and the text that they were found in. */
export function listPolicyFindings(file: PolicyFile): {
  readonly source: Source;
  readonly findings: readonly Finding[];
} {
  return { source: toSource(file.text), findings: file.problems.map(toFinding) };
}

/** What is said about a changelog that is too long to be read. @param length in UTF-16 units */
export function describeLength(length: number): Finding {
  const megabytes = Math.round(length / 1024 / 1024);
  return {
    span: { start: 0, end: 0 },
    severity: 'warning',
    code: 'release-ledger/too-long',
    message: `Unexpected length of ${megabytes} million characters, expected at most ${LENGTH_LIMIT / 1024 / 1024}; the file is not checked. Move old releases to an archive file, link it, and open this file again`,
  };
}

export function toFinding({ span, severity, rule, message }: Problem): Finding {
  return { span, severity, code: rule, message };
}
