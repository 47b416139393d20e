import type { AnswerDto } from '../../../src/protocol/dto.ts';
import type { ReportChoicesDto, ReportDto } from '../../../src/protocol/reports.ts';
import type { Session } from '../../session.ts';
import type { View } from '../../view.ts';
import { refuse } from '../answers.ts';
import { toAnswer } from '../tool-answer.ts';
import type { OpenChangelog } from './open-changelog.ts';

/** What the policy has for the dialogs of reports. */
export function listReportChoices({ policy }: View): ReportChoicesDto {
  const roles = Object.values(policy.approvals).flatMap((approvals) => approvals.map(({ role }) => role));
  return {
    audiences: Object.keys(policy.announcements),
    gates: policy.gates.commands.map(({ name }) => name),
    roles: [...new Set(roles)],
  };
}

/** Has the command line make a report. What it refuses is refused with its words. */
export async function makeReport(
  { host }: Session,
  { view, context }: OpenChangelog,
  report: ReportDto,
): Promise<AnswerDto<{ readonly text: string; readonly uri: string | null }>> {
  const folder = view.place.folder;
  if (!folder?.path) return refuse('outside-workspace', `${view.place.path} lies on no disk`);
  const options = { cwd: folder.path, ...(context.signal && { signal: context.signal }) };
  // A checklist with open items ends with 1, and is there all the same.
  const answer = toAnswer(await host.runTool(argumentsOf(report), options));
  if (answer.refusal) return answer;
  const { text } = answer.value;
  const path = report.kind === 'checklist' ? pathIn(text) : null;
  return { value: { text, uri: path === null ? null : `${folder.uri}/${path}` } };
}

/** An argument that looks like an option is none behind the end of the options. */
function argumentsOf(report: ReportDto): readonly string[] {
  switch (report.kind) {
    case 'announcement':
      return ['announce', `--audience=${report.audience}`, '--', report.version];
    case 'audit':
      return ['--format', report.format, 'audit'];
    case 'checklist':
      return ['--format', 'json', 'checklist', '--', report.version];
    case 'approval':
      return ['approve', `--by=${report.by}`, '--', report.role];
  }
}

function pathIn(json: string): string | null {
  try {
    const { path } = JSON.parse(json) as { readonly path?: unknown };
    return typeof path === 'string' ? path.split('/').map(encodeURIComponent).join('/') : null;
  } catch {
    return null;
  }
}
