import { isKnown } from '../../src/core/ledger/ledger.ts';
import { toVisible } from '../../src/core/text/visible.ts';
import type { AnswerDto, NotCheckedDto } from '../../src/protocol/dto.ts';
import type { RecordFileDto, VerifiedManifestsDto } from '../../src/protocol/manifests.ts';
import type { Manifests } from '../manifests/manifests.ts';
import type { Publisher } from '../publisher.ts';
import type { Session } from '../session.ts';
import { addCounts, countProblems, refuse } from './answers.ts';

/**
 * Hashes what manifests list, checks them with every rule and publishes what is found.
 *
 * @param uri the only manifest that is asked for; null for all of the workspace
 */
export async function verifyManifests(
  session: Session,
  manifests: Manifests,
  publisher: Publisher,
  uri: string | null,
  signal: AbortSignal,
): Promise<AnswerDto<VerifiedManifestsDto>> {
  if (uri !== null && !(await manifests.isManifest(uri))) {
    const { path } = session.workspace.placeOf(uri);
    const hint = 'The policy says where manifests stand, under manifest.path';
    return refuse('not-found', `${path} is no release manifest`, hint);
  }
  // One that was made a moment ago may not have been found yet.
  if (uri === null || !manifests.files.get(uri)) await manifests.search();
  const wanted = uri === null ? manifests.files.files.map((file) => file.uri) : [uri];
  const verified: VerifiedManifestsDto['manifests'][number][] = [];
  const notChecked: NotCheckedDto[] = [];
  for (const each of wanted) {
    const view = await manifests.verified(each, { signal });
    if (!view) {
      const { refusal } = await session.workspace.read(each);
      const reason = toVisible(refusal?.message ?? 'it is turned off, or too long to be read');
      notChecked.push({ rule: null, uri: each, reason });
      continue;
    }
    await publisher.refresh(each);
    verified.push({ ...toFile(view), counts: countProblems(view.check.problems) });
    notChecked.push(
      ...view.check.notChecked.map(({ rule, reason }) => ({ rule, uri: view.uri, reason: toVisible(reason) })),
    );
  }
  const deleted: string[] = [];
  for (const folder of uri === null ? session.workspace.folders : []) {
    const found = await manifests.deleted(folder);
    if (isKnown(found)) deleted.push(...found.map(({ path }) => toVisible(path)));
    else notChecked.push({ rule: 'manifest/deleted', uri: folder.uri, reason: toVisible(found.notKnown) });
  }
  const counts = verified.reduce((sum, each) => addCounts(sum, each.counts), countProblems([]));
  return { value: { manifests: verified, counts, deleted, notChecked } };
}

function toFile({ uri, path }: RecordFileDto): RecordFileDto {
  return { uri, path: toVisible(path) };
}
