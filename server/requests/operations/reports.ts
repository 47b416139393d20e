import { ASKED_VALUES } from '../../../src/core/documents/asked-values.ts';
import type { AnswerDto } from '../../../src/protocol/dto.ts';
import type { MadeReportDto, ReportChoicesDto, ReportDto } from '../../../src/protocol/reports.ts';
import type { Session } from '../../session.ts';
import type { View } from '../../view.ts';
import { refuse } from '../answers.ts';
import { toAnswer } from '../tool-answer.ts';
import type { OpenChangelog } from './open-changelog.ts';

/** What the policy has for the dialogs of reports. */
export function listReportChoices({ policy }: View): ReportChoicesDto {
  return { audiences: Object.keys(policy.announcements), gates: policy.gates.commands.map(({ name }) => name) };
}

/** Has the command line make a report. What it refuses is refused with its words, but for values that can be asked for. */
export async function makeReport(
  { host }: Session,
  { view, context }: OpenChangelog,
  report: ReportDto,
): Promise<AnswerDto<MadeReportDto>> {
  const folder = view.place.folder;
  if (!folder?.path) return refuse('outside-workspace', `${view.place.path} lies on no disk`);
  const options = { cwd: folder.path, ...(context.signal && { signal: context.signal }) };
  const result = await host.runTool(argumentsOf(report), options);
  const missing = result.kind === 'ended' && report.kind === 'announcement' ? missingIn(result.stdout.toString()) : [];
  if (missing.length > 0) return { value: { text: '', missing } };
  const answer = toAnswer(result);
  if (answer.refusal) return answer;
  const { text } = answer.value;
  return { value: { text: report.kind === 'announcement' ? textIn(text) : text, missing } };
}

/** An argument that looks like an option is none behind the end of the options. */
function argumentsOf(report: ReportDto): readonly string[] {
  if (report.kind === 'audit') return ['--format', report.format, 'audit'];
  const values = Object.entries(report.values).map(([name, value]) => `--set=${name}=${value}`);
  return ['--format', 'json', 'announce', `--audience=${report.audience}`, ...values, '--', report.version];
}

function missingIn(json: string): MadeReportDto['missing'] {
  const { missing } = readJson(json);
  const names = Array.isArray(missing) ? missing.filter((each): each is string => typeof each === 'string') : [];
  return names.map((name) => ({ name, about: ASKED_VALUES.get(name) ?? '' }));
}

function textIn(json: string): string {
  const { text } = readJson(json);
  return typeof text === 'string' ? text : '';
}

function readJson(json: string): { readonly missing?: unknown; readonly text?: unknown } {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
