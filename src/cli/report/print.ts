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
      for (const { rule, file, reason } of report.notChecked) {
        printNote(session, `not checked: ${rule}${file === null ? '' : ` in ${file}`}: ${reason}`);
      }
  }
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
