/** Documents that are made of the records of releases: what the command line prints, for the editor to show. */
import type { AnswerDto } from './dto.ts';
import type { DocumentParams, RequestMessage } from './messages.ts';

/** What a report is made of. What it has no use for is left out. */
export type ReportDto =
  | { readonly kind: 'announcement'; readonly version: string; readonly audience: string }
  | { readonly kind: 'audit'; readonly format: 'html' | 'md' | 'json' }
  | { readonly kind: 'checklist'; readonly version: string }
  | { readonly kind: 'approval'; readonly role: string; readonly by: string };

export interface ReportParams extends DocumentParams {
  readonly report: ReportDto;
}

/** The text of a report; of a checklist, which is a file of the project, its URI instead. Only in a trusted workspace. */
export const reportRequest: RequestMessage<
  ReportParams,
  AnswerDto<{ readonly text: string; readonly uri: string | null }>
> = { method: 'releaseLedger/report' };

/** What the policy has for the dialogs of reports. */
export interface ReportChoicesDto {
  readonly audiences: readonly string[];
  /** The names of the gates. */
  readonly gates: readonly string[];
  /** Who may have to approve a release. */
  readonly roles: readonly string[];
}

export const reportChoicesRequest: RequestMessage<DocumentParams, AnswerDto<ReportChoicesDto>> = {
  method: 'releaseLedger/reportChoices',
};

/** Our own command line: the absolute paths of the program that runs it, and of its script. */
export const commandLineRequest: RequestMessage<
  Record<string, never>,
  { readonly program: string; readonly script: string }
> = { method: 'releaseLedger/commandLine' };
