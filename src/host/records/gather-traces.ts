import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import type { ChecklistEvidence, ManifestEvidence, RecordFact } from '../../core/audit/release-facts.ts';
import { type ReleaseTrace, traceRelease } from '../../core/audit/trace.ts';
import { approvalsFor } from '../../core/checklist/release-traits.ts';
import { gatePath } from '../../core/gates/gate-results.ts';
import { isKnown, type LedgerRelease, newestTagged } from '../../core/ledger/ledger.ts';
import { toContent } from '../../core/manifest/model.ts';
import { fillPath, manifestPath } from '../../core/manifest/paths.ts';
import { checkManifest } from '../../core/rules/run-manifest.ts';
import { type Say, sayInEnglish } from '../../core/text/say.ts';
import { lineAt } from '../../core/text/source.ts';
import { gatherChecklist } from '../checklists/gather-checklist.ts';
import { readGateResults } from '../gates/gate-records.ts';
import { gatherManifestFacts, type ManifestSurroundings } from '../gather-manifest.ts';
import type { RecordHost, ReleaseRecords } from './release-records.ts';

/** Traces releases, newest first, from everything that is recorded of them. */
export async function gatherTraces(
  host: RecordHost,
  records: ReleaseRecords,
  { releases, today }: { readonly releases: readonly LedgerRelease[]; readonly today: string },
  say: Say = sayInEnglish,
): Promise<readonly ReleaseTrace[]> {
  const { policy, ledger } = records;
  const surroundings = surround(host, records, today);
  const tagged = await readTaggedPaths(records);
  const manifests = new Map<LedgerRelease, readonly ManifestEvidence[]>();
  // Whether a project has manifests is a matter of all its releases, not of those that are asked about.
  for (const each of ledger.releases) manifests.set(each, await readManifests(host, records, each, surroundings));
  const hasManifests = policy.manifest.path !== '' || [...manifests.values()].some((found) => found.length > 0);
  const context = { ledger, policy, changelog: records.name, today, hasManifests, say };
  const traces: ReleaseTrace[] = [];
  for (const release of releases) {
    const { raw: version } = release.version;
    const found = manifests.get(release) ?? [];
    const gates = await readGateResults({
      files: host.files,
      root: records.root,
      policy,
      version,
      changelog: ledger.changelog,
      // What was tested is what was released; whether it is what stands here now is another question.
      now: { notKnown: 'it is released' },
    });
    traces.push(
      traceRelease(
        {
          release,
          manifests: found,
          checklist: await readChecklist(host, records, release, today),
          gates,
          deployments: records.deployments.filter((each) => isSame(each.version, version)),
          records: await listRecords(host, records, version, tagged),
          section: sectionOf(records, release),
        },
        context,
      ),
    );
  }
  return traces;
}

function isSame(written: string, version: string): boolean {
  return written.replace(/^v(?=\d)/, '') === version;
}

function surround(host: RecordHost, records: ReleaseRecords, today: string): ManifestSurroundings {
  const { root, policy, ledger, repository, file } = records;
  return {
    root,
    policy,
    files: host.files,
    today,
    changelog: { path: relative(root, file).split(sep).join('/'), changelog: ledger.changelog },
    repository,
    repositoryFacts: ledger.repository,
    hashFiles: host.hashFiles,
  };
}

async function readManifests(
  host: RecordHost,
  { root, policy }: ReleaseRecords,
  { version }: LedgerRelease,
  surroundings: ManifestSurroundings,
): Promise<readonly ManifestEvidence[]> {
  const found: ManifestEvidence[] = [];
  for (const form of ['md', 'json'] as const) {
    const path = manifestPath(policy, version.raw, form);
    if (path === null) continue;
    const { file } = await host.files.readText({ path: join(root, ...path.split('/')), root, name: path });
    if (!file) continue;
    const first = checkManifest({ text: file.text, form, path, policy });
    const facts = await gatherManifestFacts(first.manifest, path, surroundings);
    const { manifest, problems } = checkManifest({ text: file.text, form, path, policy, facts });
    const telling = problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
    found.push({
      path,
      content: toContent(manifest),
      problems: telling.map(({ rule, message }) => ({ rule, message })),
    });
  }
  return found;
}

async function readChecklist(
  { files }: RecordHost,
  { root, policy, ledger }: ReleaseRecords,
  { version }: LedgerRelease,
  today: string,
): Promise<ChecklistEvidence | null> {
  const path = fillPath(policy.checklists.path, policy, version.raw);
  const there = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
  if (!there.file) return null;
  const asked = { files, root, policy, ledger, version, type: null, today, docsErrors: null };
  const gathered = await gatherChecklist(asked);
  if ('code' in gathered || !gathered.checklist) return null;
  return { path, checklist: gathered.checklist, asked: approvalsFor(policy, gathered.traits) };
}

/** The files that the newest tag has, relative to the policy's folder; empty where that is not known. */
async function readTaggedPaths({ ledger, repository, root }: ReleaseRecords): Promise<ReadonlySet<string>> {
  const commit = newestTagged(ledger)?.tags.find((tag) => tag.commit !== null)?.commit;
  if (!isKnown(repository) || !commit) return new Set();
  const paths = await repository.pathsAt(commit);
  if (!isKnown(paths)) return new Set();
  const folder = relative(repository.place.root, root).split(sep).join('/');
  const prefix = folder === '' || folder.startsWith('..') ? '' : `${folder}/`;
  return new Set(paths.flatMap(({ path }) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : [])));
}

async function listRecords(
  host: RecordHost,
  { policy, root, deployments }: ReleaseRecords,
  version: string,
  tagged: ReadonlySet<string>,
): Promise<readonly RecordFact[]> {
  const wanted: { readonly kind: RecordFact['kind']; readonly path: string }[] = [];
  for (const form of ['md', 'json'] as const) {
    const path = manifestPath(policy, version, form);
    if (path !== null) wanted.push({ kind: 'manifest', path });
  }
  wanted.push({ kind: 'checksums', path: fillPath(policy.checksums.path, policy, version) });
  wanted.push({ kind: 'checklist', path: fillPath(policy.checklists.path, policy, version) });
  for (const { name } of policy.gates.commands) wanted.push({ kind: 'gates', path: gatePath(policy, version, name) });
  if (deployments.some((each) => isSame(each.version, version)))
    wanted.push({ kind: 'deployments', path: policy.audit.deployments });
  const digests = await host.hashFiles(
    root,
    wanted.map(({ path }) => path),
  );
  return wanted.map(({ kind, path }) => ({
    kind,
    path,
    digest: digests.get(path)?.digest ?? null,
    wasThere: tagged.has(path),
  }));
}

function sectionOf({ ledger }: ReleaseRecords, { section }: LedgerRelease) {
  if (!section) return null;
  const { source } = ledger.changelog;
  const digest = createHash('sha256').update(source.text.slice(section.start, section.end)).digest('hex');
  return { digest, line: lineAt(source, section.heading.start) + 1 };
}
