import type { Severity } from '../../core/index.ts';
import { type Finding, type Omission, type Report, toRegion } from './report.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/**
 * A report as workflow commands, which GitHub shows as annotations of the lines that they name.
 *
 * @param toWorkspacePath the path that GitHub knows a file by: relative to the checkout, not to the working folder
 */
export function toGithubCommands(
  { findings, notChecked, unread }: Report,
  toWorkspacePath: (file: string) => string,
): readonly string[] {
  return [
    ...findings.map((finding) => toAnnotation(finding, toWorkspacePath(finding.file))),
    ...unread.map((omission) => toOmission('error', omission, toWorkspacePath)),
    ...notChecked.map((omission) => toOmission('notice', omission, toWorkspacePath)),
  ];
}

function toOmission(
  command: string,
  { rule, file, reason }: Omission,
  toWorkspacePath: (file: string) => string,
): string {
  const place = file === null ? {} : { file: toWorkspacePath(file) };
  return toCommand(command, { ...place, title: `not checked: ${rule}` }, reason);
}

function toAnnotation({ source, problem }: Finding, file: string): string {
  const { line, column, endLine, endColumn } = toRegion(source, problem.span);
  // Columns are shown only where the annotation stays on one line; with them, several lines are refused.
  const columns = line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  const properties = { file, line, endLine, ...columns, title: problem.rule };
  return toCommand(COMMANDS[problem.severity], properties, problem.message);
}

function toCommand(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
