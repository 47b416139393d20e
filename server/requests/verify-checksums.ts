import { toVisible } from '../../src/core/text/visible.ts';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import type { VerifiedListDto } from '../../src/protocol/manifests.ts';
import type { ChecksumLists } from '../manifests/checksum-lists.ts';
import type { Publisher } from '../publisher.ts';
import type { Session } from '../session.ts';
import { refuse } from './answers.ts';

/** Hashes the files of a list of digests, and publishes what is wrong with it and with them. */
export async function verifyChecksumList(
  session: Session,
  lists: ChecksumLists,
  publisher: Publisher,
  uri: string,
  signal: AbortSignal,
): Promise<AnswerDto<VerifiedListDto>> {
  const verified = await lists.verify(uri, { signal });
  if ('code' in verified) return refuse('not-found', verified.message, verified.hint);
  await publisher.refresh(uri);
  const { path } = session.workspace.placeOf(uri);
  const { files, findings, notChecked } = verified;
  return {
    value: {
      ...{ uri: session.documents.get(uri)?.uri ?? uri, path: toVisible(path), files, problems: findings.length },
      notChecked: notChecked === null ? null : toVisible(notChecked),
    },
  };
}
