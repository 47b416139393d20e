import type { SeverityDto } from './dto.ts';

/** The section of the user's settings that the server asks for, per resource. */
export const settingsSection = 'releaseLedger';

/** The settings `releaseLedger.*`, as the server reads them; a client without configuration support gets the defaults. */
export interface Settings {
  /** Check changelogs at all. */
  readonly enable: boolean;
  /** `workspace` publishes diagnostics for the changelogs that no editor has open, too. */
  readonly checkScope: 'openFiles' | 'workspace';
  /** Severities that differ from the policy's, by rule id. */
  readonly rules: { readonly [rule: string]: SeverityDto | 'off' };
  /** Problems shown per file; a note says how many more there are. */
  readonly maxProblems: number;
  /** markdownlint's problems beside ours: `auto` leaves them to the markdownlint extension where that is installed. */
  readonly markdownlint: 'auto' | 'on' | 'off';
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
}

export const defaultSettings: Settings = {
  enable: true,
  checkScope: 'workspace',
  rules: {},
  maxProblems: 500,
  markdownlint: 'auto',
  codeLens: true,
  inlayHints: true,
};
