import { countFindings, type Finding, type Report, toRegion } from './report.ts';

/** A report as the JSON of the public interface. */
export function toJsonReport({ findings, notChecked, unread }: Report): object {
  return {
    problems: findings.map(toProblem),
    notChecked: [...unread, ...notChecked],
    counts: countFindings(findings),
  };
}

function toProblem({ file, source, problem, fix }: Finding): object {
  const { rule, severity, message, span } = problem;
  return {
    rule,
    severity,
    file,
    ...toRegion(source, span),
    message,
    fix: fix && { title: fix.title, safety: fix.safety },
  };
}
