/** Documents that are made of the records of releases: what the command line prints, for the editor to show. */
import type { AnswerDto } from './dto.ts';
import type { DocumentParams, RequestMessage } from './messages.ts';

/** What a report is made of. What it has no use for is left out. */
export type ReportDto =
  | { readonly kind: 'announcement'; readonly version: string; readonly audience: string; readonly values: ValuesDto }
  | { readonly kind: 'audit'; readonly format: 'html' | 'md' | 'json' };

/** What placeholders stand for, by their names. */
export type ValuesDto = Readonly<Record<string, string>>;

export interface ReportParams extends DocumentParams {
  readonly report: ReportDto;
}

/** A report, or the values that it cannot be written without, each with what it is; then there is no text. */
export interface MadeReportDto {
  readonly text: string;
  readonly missing: readonly { readonly name: string; readonly about: string }[];
}

/** Only in a trusted workspace. */
export const reportRequest: RequestMessage<ReportParams, AnswerDto<MadeReportDto>> = { method: 'releaseLedger/report' };

/** What the policy has for the dialogs of reports. */
export interface ReportChoicesDto {
  readonly audiences: readonly string[];
  /** The names of the gates. */
  readonly gates: readonly string[];
}

export const reportChoicesRequest: RequestMessage<DocumentParams, AnswerDto<ReportChoicesDto>> = {
  method: 'releaseLedger/reportChoices',
};

/** Our own command line: the absolute paths of the program that runs it, and of its script. */
export const commandLineRequest: RequestMessage<
  Record<string, never>,
  { readonly program: string; readonly script: string }
> = { method: 'releaseLedger/commandLine' };
