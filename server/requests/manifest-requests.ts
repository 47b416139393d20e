import { aloneLedger } from '../../src/core/ledger/alone.ts';
import { findNamedRelease, ledgerOf, nameRelease } from '../../src/core/ledger/components.ts';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import * as manifestMessages from '../../src/protocol/manifests.ts';
import type * as messages from '../../src/protocol/messages.ts';
import * as publishMessages from '../../src/protocol/publish.ts';
import { type Cancelling, cancelled } from '../cancelling.ts';
import type { Converter } from '../convert.ts';
import { requireDocument, requireText } from '../handle.ts';
import type { ChecksumLists } from '../manifests/checksum-lists.ts';
import type { Manifests } from '../manifests/manifests.ts';
import { manifestsOf } from '../manifests/release-records.ts';
import type { ManifestFile } from '../manifests/workspace-manifests.ts';
import type { Publisher } from '../publisher.ts';
import type { Session } from '../session.ts';
import { aboutLedger, refuse } from './answers.ts';
import { createBundle, createEvidencePack } from './create-bundle.ts';
import { createSbom } from './create-sbom.ts';
import { generateManifest } from './generate-manifest.ts';
import { toOwnView } from './own-view.ts';
import { planPublish, publish } from './publish.ts';
import type { ReleaseRecord } from './release-record.ts';
import { verifyChecksumList } from './verify-checksums.ts';
import { verifyManifests } from './verify-manifests.ts';

/** Joins a request to what answers it. */
type On = <Params, Result>(
  message: messages.RequestMessage<Params, Result>,
  answer: (params: Params, token: Cancelling) => Result | Promise<Result>,
) => void;

export interface ManifestRequestParts {
  readonly session: Session;
  readonly manifests: Manifests;
  readonly checksums: ChecksumLists;
  readonly publisher: Publisher;
  readonly converter: Converter;
}

/** Joins the requests about manifests, lists of digests, bundles and bills of materials to what answers them. */
export function offerManifestRequests(on: On, parts: ManifestRequestParts): void {
  const { session, manifests, checksums, publisher, converter } = parts;
  /** Answers about a release of a changelog; what is cancelled meanwhile is ended. */
  const onRelease = <Params extends manifestMessages.ReleaseParams, Value>(
    message: messages.RequestMessage<Params, AnswerDto<Value>>,
    answer: (record: ReleaseRecord, params: Params, signal: AbortSignal) => Promise<AnswerDto<Value>>,
  ): void =>
    on(message, async (params, token) => {
      requireDocument(params);
      requireText(params.release, 'release');
      const found = await findRecord(session, params);
      return found.refusal ? found : untilCancelled(token, (signal) => answer(found.value, params, signal));
    });

  onRelease(manifestMessages.releaseManifestsRequest, async ({ folder, view, version }) => ({
    value: manifestsOf(manifests.files, folder, view.policy, version).map(toFile),
  }));
  onRelease(manifestMessages.generateManifestRequest, (record, { type }, signal) => {
    if (type !== undefined) requireText(type, 'type');
    return generateManifest(session, converter, record, type ?? null, signal);
  });
  onRelease(manifestMessages.createBundleRequest, (record, { format }, signal) => {
    if (format !== undefined && format !== 'tar.gz' && format !== 'zip') requireText(undefined, 'format');
    return createBundle(session, record, format ?? null, signal);
  });
  onRelease(manifestMessages.createEvidencePackRequest, (record, _params, signal) =>
    createEvidencePack(session, record, signal),
  );
  onRelease(manifestMessages.createSbomRequest, (record, _params, signal) => createSbom(session, record, signal));
  onRelease(publishMessages.planPublishRequest, (record, params, signal) =>
    planPublish(session, record, params, signal),
  );
  onRelease(publishMessages.publishRequest, (record, params, signal) => publish(session, record, params, signal));
  on(manifestMessages.verifyManifestsRequest, (params, token) => {
    if (params?.textDocument) requireDocument(params);
    const uri = params?.textDocument?.uri ?? null;
    return untilCancelled(token, (signal) => verifyManifests(session, manifests, publisher, uri, signal));
  });
  on(manifestMessages.checksumListsRequest, () => checksums.list());
  on(manifestMessages.verifyChecksumsRequest, (params, token) => {
    requireDocument(params);
    const { uri } = params.textDocument;
    return untilCancelled(token, (signal) => verifyChecksumList(session, checksums, publisher, uri, signal));
  });
}

/** The release of a changelog that a request names, by its label or its version. */
async function findRecord(
  session: Session,
  { textDocument: { uri }, release: label }: manifestMessages.ReleaseParams,
): Promise<AnswerDto<ReleaseRecord>> {
  await session.viewWithLedger(uri);
  const known = await aboutLedger(session, uri, (view, ledger) => ({ view, ledger }));
  if (known.refusal) return known;
  const { view, ledger } = known.value;
  const { folder } = view.place;
  const found = findNamedRelease(ledger, label);
  if (!folder?.path || !found) return refuse('unknown-release', `${view.place.path} has no release “${label}”`);
  const alone = aloneLedger(ledgerOf(ledger, found));
  const own = await toOwnView(session, view, ledgerOf(ledger, found));
  const check = { ...own.check, changelog: alone.changelog };
  return {
    value: {
      ...{ view: { ...own, check }, ledger: alone, folder, root: folder.path },
      ...{ version: found.version, name: nameRelease(ledger, found), release: found.section },
    },
  };
}

/** @throws the answer to a cancelled request where it was cancelled */
async function untilCancelled<T>(token: Cancelling, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const listener = token.onCancellationRequested(() => ending.abort());
  try {
    return await run(ending.signal);
  } catch (error) {
    if (ending.signal.aborted) throw cancelled();
    throw error;
  } finally {
    listener.dispose();
  }
}

function toFile({ uri, path }: ManifestFile): manifestMessages.RecordFileDto {
  return { uri, path };
}
