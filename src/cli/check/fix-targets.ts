import type { Refusal } from '../../core/index.ts';
import { count } from '../report/report.ts';
import { type Session, styledName } from '../session.ts';
import type { Checks } from './check-text.ts';
import { type FixedText, fixText } from './fix-text.ts';
import type { Target } from './targets.ts';

export interface FixedTargets {
  /** With the texts as they are now, fixed or not. */
  readonly targets: readonly Target[];
  /** Why files could not be written; they are as they were. */
  readonly refusals: readonly Refusal[];
  readonly written: number;
}

/** Fixes texts, writes those that come from files, and says what was fixed. */
export async function fixTargets(session: Session, targets: readonly Target[], checks: Checks): Promise<FixedTargets> {
  const now: Target[] = [];
  const refusals: Refusal[] = [];
  let written = 0;
  for (const target of targets) {
    const fixed = await fixText(target, checks);
    const refusal =
      target.file && fixed.text !== target.text ? await session.host.writer.replace(target.file, fixed.text) : null;
    if (refusal) {
      refusals.push(refusal);
      now.push(target);
      continue;
    }
    if (fixed.text !== target.text) {
      if (target.file) written++;
      printFixed(session, target, fixed);
    }
    now.push({ ...target, text: fixed.text });
  }
  return { targets: now, refusals, written };
}

/** Says how many problems of which rules were mended in a file. */
export function printFixed({ err }: Session, { name }: Pick<Target, 'name'>, { fixed }: FixedText): void {
  const total = fixed.reduce((sum, each) => sum + each.count, 0);
  err.line(styledName(name), `: fixed ${count(total, 'problem')}`);
  for (const { rule, count: number } of fixed) err.line(`  ${number} × ${rule}`);
}
