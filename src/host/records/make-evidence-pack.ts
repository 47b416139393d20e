import { join } from 'node:path';
import { describePack, type GitObject, objectPath, packFolder } from '../../core/audit/pack.ts';
import type { ReleaseTrace } from '../../core/audit/trace.ts';
import { whyNotPortable } from '../../core/bundle/plan-bundle.ts';
import { isKnown, type LedgerRelease } from '../../core/ledger/ledger.ts';
import { type Refusal, refusal } from '../../core/refusal.ts';
import { type BundleSource, openFolder } from '../bundle-source.ts';
import { createFiles } from '../create-files.ts';
import { type PackedEntry, PackingRefused, packFiles } from '../pack-files.ts';
import type { RecordHost, ReleaseRecords } from './release-records.ts';

export interface PackRequest {
  readonly release: LedgerRelease;
  readonly trace: ReleaseTrace;
  readonly today: string;
  /** Where it is written, relative to the policy's folder. */
  readonly path: string;
}

export interface MadePack {
  /** The SHA-256 of the archive in hexadecimal digits. */
  readonly digest: string;
  readonly files: number;
}

/** Packs everything that proves a release into one archive, each record as it is. Never over a file that is there. */
export async function makeEvidencePack(
  host: RecordHost,
  records: ReleaseRecords,
  { release, trace, today, path }: PackRequest,
): Promise<MadePack | Refusal> {
  const { root, name: project, ledger } = records;
  const { version, section, tags } = release;
  const objects = await readObjects(records, [
    ...new Set(tags.flatMap(({ object, commit }) => [object, commit ?? []].flat())),
  ]);
  if ('code' in objects) return objects;
  const { text } = ledger.changelog.source;
  const texts = describePack({
    ...{ project, today, trace, objects },
    section: section ? text.slice(section.start, section.end) : null,
  });
  const patterns = trace.evidence.flatMap(({ kind, path: file, digest }) =>
    digest.startsWith('sha256:') && kind !== 'changelog' ? [file] : [],
  );
  const recorded = await openFolder({ files: host.files, root, patterns });
  if ('code' in recorded) return recorded;
  const source = withObjects(recorded, objects);
  const folder = packFolder(version.raw);
  const entries: readonly PackedEntry[] = [
    ...[...texts].map(([file, content]) => ({ path: `${folder}/${file}`, content })),
    ...source.files.map((file) => ({
      path: `${folder}/${file.object === null ? `files/${file.path}` : file.path}`,
      content: file,
    })),
  ];
  const why = whyNotPortable(entries.map((entry) => entry.path));
  if (why !== null) return refusal('unsafe-path', why, 'See the paths of records in the policy');
  let digest = '';
  try {
    const failed = await createFiles([
      {
        ...{ path: join(root, ...path.split('/')), root, name: path },
        write: async (handle) => {
          const list = { folder: `${folder}/`, path: `${folder}/SHA256SUMS` };
          digest = await packFiles(handle, { entries, source, format: 'tar.gz', time: timeOf(trace), list });
        },
      },
    ]);
    return failed ?? { digest, files: entries.length + 1 };
  } catch (error) {
    if (error instanceof PackingRefused) return error.refusal;
    throw error;
  }
}

async function readObjects({ repository }: ReleaseRecords, names: readonly string[]) {
  if (!isKnown(repository) || names.length === 0) return [];
  const found = await repository.objects.raw(names);
  if (!isKnown(found)) return refusal('not-read', found.notKnown, 'Is the clone complete? “git fetch” may help');
  return found.map(({ type, bytes }, at) => ({ type, name: names[at] as string, bytes }));
}

/** The source of a pack: the files that it is made of, and the objects of git, which are held in memory. */
function withObjects(
  source: BundleSource,
  objects: readonly (GitObject & { readonly bytes: Uint8Array })[],
): BundleSource {
  const held = new Map(objects.map(({ name, bytes }) => [name, bytes]));
  return {
    files: [
      ...source.files,
      ...objects.map((each) => ({
        ...{ path: objectPath(each), kind: 'file' as const },
        ...{ size: each.bytes.length, object: each.name },
      })),
    ],
    read: async (wanted) => {
      const read = await source.read(wanted.filter(({ object }) => object === null));
      if ('code' in read) return read;
      let next = 0;
      return wanted.map(({ object }) => (object === null ? read[next++] : held.get(object)) as Uint8Array);
    },
  };
}

/** The day of the release, which every run finds again; in seconds since 1970. */
function timeOf({ date }: ReleaseTrace): number {
  const time = Date.parse(`${date ?? '1980-01-01'}T00:00:00Z`);
  return Number.isFinite(time) ? Math.max(0, time / 1000) : 0;
}
