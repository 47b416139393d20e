import { dirname } from 'node:path';
import type { Refusal } from '../../../src/core/index.ts';
import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { isKnown } from '../../../src/core/ledger/ledger.ts';
import type { OpenRepository } from '../../../src/host/git/open-repository.ts';
import type { ReleaseContext } from '../../../src/host/release/context.ts';
import type { AnswerDto } from '../../../src/protocol/dto.ts';
import type { Session } from '../../session.ts';
import { toFilePath } from '../../uris.ts';
import type { View } from '../../view.ts';
import { aboutLedger, refuse } from '../answers.ts';

/** A changelog with everything that operations on it go by. */
export interface OpenChangelog {
  readonly view: View;
  readonly ledger: GatheredLedger;
  readonly repository: OpenRepository;
  /** The top folder of the work tree, as the client calls it. */
  readonly rootUri: string;
  readonly context: ReleaseContext;
}

/**
 * Opens a changelog and its repository for an operation.
 *
 * @param command what the record of the operation says of where it came from
 */
export async function openChangelog(
  session: Session,
  uri: string,
  command: readonly string[],
  signal?: AbortSignal,
): Promise<AnswerDto<OpenChangelog>> {
  await session.viewWithLedger(uri);
  const known = await aboutLedger(session, uri, (view, ledger) => ({ view, ledger }));
  if (known.refusal) return known;
  const { view, ledger } = known.value;
  // Whoever knows repositories knows whether the workspace is trusted.
  const repository = await session.ledgers.repositoryOf(view);
  const path = toFilePath(uri);
  if (!isKnown(repository) || path === null) {
    const reason = isKnown(repository) ? 'the changelog lies on no disk' : repository.notKnown;
    return refuse('refused', `Releases are made with git: ${reason}`);
  }
  const context: ReleaseContext = {
    folder: dirname(path),
    env: session.host.env,
    trusted: true,
    command: ['editor', ...command],
    now: () => new Date(),
    ...(signal && { signal }),
  };
  return { value: { view, ledger, repository, rootUri: toRootUri(uri, ledger.path), context } };
}

/** What the changelog's URI has in front of its path in the repository. */
function toRootUri(uri: string, path: string): string {
  return uri.split('/').slice(0, -path.split('/').length).join('/');
}

/** Refusals as one: what is wrong, and what mends the first of it. */
export function toRefusal(refusals: readonly Refusal[]): ReturnType<typeof refuse> {
  const message = refusals.map((each) => each.message).join('; ');
  return refuse('refused', message, refusals.find(({ hint }) => hint !== null)?.hint ?? null);
}
