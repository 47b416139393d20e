import { l10n } from 'vscode';
import type { CountsDto } from '../src/protocol/dto.ts';

/** How many problems there are in all. */
export function total({ error, warning, info, hint }: CountsDto): number {
  return error + warning + info + hint;
}

/** “1 problem”, “3 problems”. */
export function describeProblems(count: number): string {
  return count === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', count);
}

/** “2 errors, 1 warning, 3 suggestions”: the worst first, what there is none of left out. Empty where there is nothing. */
export function describeCounts({ error, warning, info, hint }: CountsDto): string {
  const parts: readonly string[] = [
    ...(error > 0 ? [error === 1 ? l10n.t('1 error') : l10n.t('{0} errors', error)] : []),
    ...(warning > 0 ? [warning === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warning)] : []),
    ...(info + hint > 0 ? [info + hint === 1 ? l10n.t('1 suggestion') : l10n.t('{0} suggestions', info + hint)] : []),
  ];
  return parts.join(', ');
}
