import { relative, resolve, sep } from 'node:path';
import { isInside } from '../../host/root.ts';
import { printNote, type Session } from '../session.ts';
import { printGccReport } from './gcc.ts';
import { toGithubCommands } from './github.ts';
import { toJsonReport } from './json.ts';
import type { Report } from './report.ts';
import { type DocumentedRule, toSarif } from './sarif.ts';
import { printTextReport } from './text.ts';

export type ReportFormat = 'text' | 'json' | 'sarif' | 'github' | 'gcc';

export interface ReportContext {
  readonly version: string;
  readonly rules: readonly DocumentedRule[];
  /** False where something that was to be checked could not be read. */
  readonly complete: boolean;
}

/** Prints a report as data; what was not checked is always part of it, or said beside it. */
export function printReport(session: Session, format: ReportFormat, report: Report, context: ReportContext): void {
  const { out } = session;
  switch (format) {
    case 'json':
      out.json(toJsonReport(report));
      break;
    case 'sarif':
      out.json(toSarif(report, context));
      break;
    case 'github':
      for (const command of toGithubCommands(report, toWorkspacePath(session))) out.command(command);
      break;
    default:
      if (format === 'gcc') printGccReport(out, report);
      else printTextReport(out, report);
      for (const note of describeNotChecked(report.notChecked)) printNote(session, note);
  }
}

/** More rules than these are told by their area and number; every other format names each. */
const NAMED_RULES = 3;

/** A line for each rule that was not checked, or one for many of an area that lack the same. */
export function describeNotChecked(notChecked: Report['notChecked']): readonly string[] {
  const alike = new Map<string, string[]>();
  for (const { rule, file, reason } of notChecked) {
    const where = `${file === null ? '' : ` in ${file}`}: ${reason}`;
    const key = `${rule.split('/')[0]}/*\0${where}`;
    alike.set(key, [...(alike.get(key) ?? []), `${rule}${where}`]);
  }
  return [...alike].flatMap(([key, each]) => {
    const [area, where] = key.split('\0');
    const lines = each.length > NAMED_RULES ? [`${area} (${each.length} rules)${where}`] : each;
    return lines.map((line) => `not checked: ${line}`);
  });
}

/** GitHub wants paths relative to the checkout, wherever in it the command runs. */
function toWorkspacePath({ host, root }: Session): (file: string) => string {
  const workspace = host.env.GITHUB_WORKSPACE;
  return (file) => {
    if (workspace === undefined || workspace === '') return file;
    const path = resolve(root, file);
    return isInside(workspace, path) ? relative(workspace, path).split(sep).join('/') : file;
  };
}
