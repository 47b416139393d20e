import type { SeverityPolicy } from '../policy/operations.ts';
import { lineText, toSource } from '../text/source.ts';

/** What the record of a rollback says. */
export interface RollbackRecord {
  /** With the component before it, where there are several. */
  readonly version: string;
  readonly tag: string;
  /** The version that is gone back to, and its tag. */
  readonly target: string;
  readonly targetTag: string;
  readonly date: string;
  readonly reason: string;
  readonly severity: SeverityPolicy | null;
  readonly steps: readonly string[];
}

const FIXED = 'Fix verified';

/** The record of a rollback as Markdown: what happened, what to run, what to tell, and what is left to do. */
export function writeRollbackRecord(record: RollbackRecord): string {
  const { version, tag, target, targetTag, date, reason, severity, steps } = record;
  return [
    `# Rollback of ${version}`,
    '',
    `- **Version:** ${version} (${tag})`,
    `- **Back to:** ${target} (${targetTag})`,
    `- **Date:** ${date}`,
    ...(severity ? [`- **Severity:** ${severity.id}: ${describeSeverity(severity)}`] : []),
    `- **Reason:** ${reason}`,
    '',
    '## Steps',
    '',
    ...steps.map((step, i) => `${i + 1}. ${step}`),
    '',
    '## Message',
    '',
    ...rollbackMessage(record).map((line) => (line === '' ? '>' : `> ${line}`)),
    '',
    '## Afterwards',
    '',
    '- [ ] Incident recorded',
    '- [ ] Stakeholders notified',
    '- [ ] Evidence captured: logs, metrics',
    '- [ ] Postmortem scheduled',
    `- [ ] ${FIXED}: until this is checked, no release is cut`,
    '',
  ].join('\n');
}

/** What a severity asks for, in words: `roll back at once`. */
export function describeSeverity({ action, withinMinutes, approval }: SeverityPolicy): string {
  const what = { 'roll-back': 'roll back', evaluate: 'decide whether to roll back', 'fix-forward': 'fix forward' }[
    action
  ];
  const hours = withinMinutes / 60;
  const time = Number.isInteger(hours) ? `${hours} ${hours === 1 ? 'hour' : 'hours'}` : `${withinMinutes} minutes`;
  const when = action === 'fix-forward' ? '' : withinMinutes === 0 ? ' at once' : ` within ${time}`;
  return `${what}${when}${approval === '' ? '' : `, with the approval of ${approval}`}`;
}

/** What those are told who have the version. */
export function rollbackMessage({ version, target, reason }: RollbackRecord): readonly string[] {
  return [
    `Subject: URGENT: Rollback of ${version}`,
    '',
    `We are rolling back ${version}: ${reason}`,
    '',
    'Action required:',
    '',
    `- Do not upgrade to ${version}`,
    `- If you have upgraded, go back to ${target}`,
    '',
    'The fix will be released under a new version.',
  ];
}

/** The version and the line (from 0) of the box that is not checked yet; null where the fix is verified, or no box says so. */
export function findOpenFix(text: string): { readonly version: string; readonly line: number } | null {
  const source = toSource(text);
  let version = '';
  for (let line = 0; line < source.lineCount; line++) {
    const written = lineText(source, line);
    version ||= /^# Rollback of (\S.*?)\s*$/.exec(written)?.[1] ?? '';
    if (/^\s*[-*+] \[ \] Fix verified\b/.test(written)) return { version, line };
  }
  return null;
}
