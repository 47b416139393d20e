import type { Policy } from '../../core/index.ts';
import type { Session } from '../session.ts';
import { checkDocs, withDocs } from './check-docs.ts';

/** How many errors the checks of documentation find; checklists, which ask for this number, are left out. */
export async function countDocsErrors(session: Session, policy: Policy, root: string): Promise<number> {
  const run = { policy: withDocs(policy), root, withChecklists: false, only: null };
  const { findings } = await checkDocs(session, run);
  return findings.filter(({ problem }) => problem.severity === 'error').length;
}
