import type { Policy } from '../../core/index.ts';
import type { Session } from '../session.ts';
import { checkDocs } from './check-docs.ts';

/** How many errors the checks of documentation find; checklists, which ask for this number, are left out. */
export async function countDocsErrors(session: Session, policy: Policy, root: string): Promise<number> {
  const unknown = { notKnown: 'not asked for' };
  const { findings } = await checkDocs(session, {
    ...{ policy, root, today: session.host.clock.today() },
    versions: unknown,
    releaseOf: async () => unknown,
    withChecklists: false,
  });
  return findings.filter(({ problem }) => problem.severity === 'error').length;
}
