import { toSource } from '../../src/core/index.ts';
import { whyNothingToRelease } from '../../src/core/manifest/generate.ts';
import type { ManifestForm } from '../../src/core/manifest/model.ts';
import { manifestTemplates } from '../../src/core/manifest/paths.ts';
import type { ManifestText } from '../../src/host/make-manifest.ts';
import { toMoment } from '../../src/host/moment.ts';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import type { GeneratedManifestDto, GeneratedManifestsDto } from '../../src/protocol/manifests.ts';
import type { Converter } from '../convert.ts';
import { overlay } from '../ledger-facts.ts';
import { toMinimalEdits } from '../minimal-edits.ts';
import type { Session } from '../session.ts';
import { uriWithin } from '../workspace.ts';
import { refuse } from './answers.ts';
import type { ReleaseRecord } from './release-record.ts';

/** Makes the manifests of a release from what editors, git and the disk have now; nothing is written. */
export async function generateManifest(
  session: Session,
  converter: Converter,
  { view, root, folder, release, version }: ReleaseRecord,
  type: string | null,
  signal: AbortSignal,
): Promise<AnswerDto<GeneratedManifestsDto>> {
  const { policy, place } = view;
  const { changelog } = view.check;
  const why = release ? whyNothingToRelease(changelog, release) : `${place.path} has no section for ${version.raw}`;
  if (!release || why !== null)
    return refuse(
      'unknown-release',
      String(why),
      'A manifest repeats what the changelog says: write its section first',
    );
  const { gatherReleaseFacts } = await import('../../src/host/gather-manifest-release.ts');
  const { makeManifests } = await import('../../src/host/make-manifest.ts');
  const { host, documents } = session;
  const files = overlay(host.files, documents);
  const facts = await gatherReleaseFacts({
    ...{ policy, root, changelog, release, files, type, tests: [], changelogPath: place.path },
    hashFiles: host.hashFiles,
    hashing: { signal },
    repository: await session.ledgers.repositoryOf(view),
    env: host.env,
    generatedAt: toMoment(host.env),
  });
  if ('code' in facts) return refuse('refused', facts.message, facts.hint);
  const forms: readonly ManifestForm[] = [...new Set(manifestTemplates(policy.manifest).map(({ form }) => form))];
  const wanted = policy.manifest.path === '' ? policy.manifest.forms : forms;
  const made = await makeManifests(facts, wanted, { files, root });
  if (!made) return refuse('refused', 'the policy keeps no manifest in this form (manifest.path)');
  const manifests = await Promise.all(
    made.map(async (each): Promise<GeneratedManifestDto> => {
      const uri = uriWithin(folder, each.path);
      const { path, text, state } = each;
      return { uri, path, text, state, edit: state === 'other' ? await editOf(session, converter, uri, each) : null };
    }),
  );
  return {
    value: {
      manifests,
      open: [...new Set(made.flatMap(({ open }) => open))],
      needsType: made.some(({ open }) => open.some((each) => each.startsWith('the type of the release'))),
      types: policy.manifest.types,
    },
  };
}

/** What makes the manifest that is there say what was made. */
async function editOf(session: Session, converter: Converter, uri: string, { text }: ManifestText) {
  const document = session.documents.get(uri);
  const file = document ? null : await session.workspace.read(uri);
  const source = document?.source ?? toSource(file?.text ?? '');
  const written = text.replaceAll('\n', source.eol);
  const place = { uri: document?.uri ?? uri, version: document?.version ?? null, source };
  return converter.toWorkspaceEdit(place, toMinimalEdits(source.text, written));
}
