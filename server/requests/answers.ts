import type { Problem, Severity } from '../../src/core/index.ts';
import type { GatheredLedger } from '../../src/core/ledger/gather.ts';
import { toVisible } from '../../src/core/text/visible.ts';
import type { AnswerDto, ChangelogDto, CountsDto, RefusalDto } from '../../src/protocol/dto.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';

export function refuse(
  code: RefusalDto['code'],
  message: string,
  hint: string | null = null,
): { readonly refusal: RefusalDto } {
  return { refusal: { code, message: toVisible(message), hint: hint === null ? null : toVisible(hint) } };
}

/** Answers about a changelog, open or on disk; says why where there is none. */
export async function aboutChangelog<T>(
  session: Session,
  uri: string,
  answer: (view: View) => AnswerDto<T>,
): Promise<AnswerDto<T>> {
  const view = await session.viewAnywhere(uri);
  if (view) return answer(view);
  const { path } = session.workspace.placeOf(uri);
  if (!(await session.isChangelog(uri))) {
    return refuse('not-a-changelog', `${path} is no changelog`, 'Name it in the policy, under changelog.files');
  }
  if (!(await session.settings.get(uri)).enable) {
    return refuse('failed', `${path} is not checked`, 'Turn the setting releaseLedger.enable on');
  }
  if (session.documents.get(uri)) return refuse('failed', `${path} is too long to be read`);
  const { refusal } = await session.workspace.read(uri);
  return refuse('not-found', refusal?.message ?? `${path} cannot be read`, refusal?.hint ?? null);
}

/** Answers about the ledger of a changelog; says why where there is none. */
export function aboutLedger<T>(
  session: Session,
  uri: string,
  answer: (view: View, ledger: GatheredLedger) => T,
): Promise<AnswerDto<T>> {
  return aboutChangelog(session, uri, (view) =>
    view.ledger.ledger
      ? { value: answer(view, view.ledger.ledger) }
      : refuse(
          'outside-workspace',
          `${view.place.path} lies in no folder of the workspace that is on this machine’s disk`,
        ),
  );
}

export function countProblems(problems: readonly Problem[]): CountsDto {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of problems) counts[severity]++;
  return counts;
}

export function countFixable(problems: readonly Problem[]): number {
  return problems.filter(({ fixes }) => fixes.some(({ safety }) => safety === 'safe')).length;
}

export function addCounts(a: CountsDto, b: CountsDto): CountsDto {
  return { error: a.error + b.error, warning: a.warning + b.warning, info: a.info + b.info, hint: a.hint + b.hint };
}

export function describeChangelog(session: Session, uri: string): ChangelogDto {
  const { folder, path } = session.workspace.placeOf(uri);
  return { uri, path: toVisible(path), folder: folder?.uri ?? null, open: session.documents.get(uri) !== undefined };
}
