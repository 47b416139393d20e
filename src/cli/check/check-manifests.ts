import { join, relative, resolve, sep } from 'node:path';
import { type Policy, type Refusal, toSource } from '../../core/index.ts';
import { isKnown } from '../../core/ledger/ledger.ts';
import type { ManifestForm } from '../../core/manifest/model.ts';
import { manifestFormOf, manifestTemplates, toGlob } from '../../core/manifest/paths.ts';
import { formOfPath, readManifest } from '../../core/manifest/read-manifest.ts';
import { MANIFEST_RULES } from '../../core/rules/all-manifest.ts';
import { checkManifest } from '../../core/rules/run-manifest.ts';
import { findDeleted, gatherManifestFacts, type ManifestSurroundings } from '../../host/gather-manifest.ts';
import { expandGlob } from '../../host/glob.ts';
import { type Finding, type Omission, toFinding } from '../report/report.ts';
import { rootOf, type Session, toDisplayPath } from '../session.ts';
import { fixManifestFile } from './fix-manifest-file.ts';

export interface ManifestFindings {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly Omission[];
  /** The names of the manifests that were checked. */
  readonly checked: readonly string[];
  readonly refusals: readonly { readonly name: string; readonly refusal: Refusal }[];
  /** Why fixes could not be written; those files are as they were. */
  readonly unwritten: readonly Refusal[];
  /** How many files were written. */
  readonly written: number;
}

export interface ManifestRun {
  readonly policy: Policy;
  readonly policyRoot: string;
  readonly today: string;
  /** True where the safe fixes are made first. */
  readonly fix?: boolean;
}

const NOTHING: ManifestFindings = {
  findings: [],
  notChecked: [],
  checked: [],
  refusals: [],
  unwritten: [],
  written: 0,
};

interface ManifestFile {
  /** Absolute. */
  readonly path: string;
  readonly form: ManifestForm;
}

/** True for a file that the policy, or one of the known places, has for a manifest. */
export function isManifest({ policy, policyRoot }: Pick<ManifestRun, 'policy' | 'policyRoot'>, path: string): boolean {
  return manifestFormOf(policy, toPortable(relative(policyRoot, path))) !== null;
}

/** Checks the manifests that are named, whatever they are called. */
export async function checkNamedManifests(
  session: Session,
  names: readonly string[],
  run: ManifestRun,
): Promise<ManifestFindings> {
  if (names.length === 0) return NOTHING;
  const files = names.map((name): ManifestFile => {
    const path = resolve(session.root, name);
    const form = manifestFormOf(run.policy, toPortable(relative(run.policyRoot, path))) ?? formOfPath(path) ?? 'md';
    return { path, form };
  });
  return checkFiles(session, files, await surround(session, run), run.fix === true);
}

/** Checks every manifest of the policy's folder, and says which ones a tag has that are not there any more. */
export async function checkAllManifests(session: Session, run: ManifestRun): Promise<ManifestFindings> {
  const files = new Map<string, ManifestFile>();
  const surroundings = await surround(session, run);
  for (const { form, path } of manifestTemplates(run.policy.manifest)) {
    const { paths } = await expandGlob(session.host.files, run.policyRoot, toGlob(path));
    for (const each of paths) {
      const { policy } = await surroundings.of(each);
      if (manifestFormOf(policy, each) === form) files.set(each, { path: join(run.policyRoot, each), form });
    }
  }
  const checked = await checkFiles(session, [...files.values()], surroundings, run.fix === true);
  const deleted = await findDeleted(new Set(files.keys()), surroundings.sole);
  if (!isKnown(deleted)) {
    // Where no manifest is, none is known to have been.
    const omission = { rule: 'manifest/deleted', file: null, reason: deleted.notKnown };
    return files.size === 0 ? checked : { ...checked, notChecked: [...checked.notChecked, omission] };
  }
  return { ...checked, findings: [...checked.findings, ...deleted.flatMap((each) => toDeleted(session, run, each))] };
}

function toDeleted(
  session: Session,
  { policy, policyRoot }: ManifestRun,
  { path, commit }: { readonly path: string; readonly commit: string },
): readonly Finding[] {
  const rules = MANIFEST_RULES.filter(({ id }) => id === 'manifest/deleted');
  const form = formOfPath(path) ?? 'md';
  const { problems } = checkManifest({ text: '', form, path, policy, facts: { deletedAt: commit } }, rules);
  const name = toDisplayPath(session.root, join(policyRoot, path));
  return problems.map((problem) => toFinding(name, toSource(''), problem));
}

/** Reads what all manifests of a run are held against, once. */
async function surround(session: Session, { policy, policyRoot, today }: ManifestRun): Promise<Surroundings> {
  const { host } = session;
  const { tellRecords } = await import('../../host/records/own-policy.ts');
  const [repository, tell] = await Promise.all([
    host.openRepository(policyRoot),
    tellRecords(host, policyRoot, policy),
  ]);
  const shared = {
    root: policyRoot,
    files: host.files,
    today,
    repository,
    repositoryFacts: isKnown(repository) ? await repository.repository() : repository,
    hashFiles: host.hashFiles,
  };
  const of = async (path: string): Promise<ManifestSurroundings> => ({ ...shared, ...(await tell(path)) });
  return { sole: await of(''), of };
}

/** What manifests are held against. */
interface Surroundings {
  /** The folder's one changelog; not known where it has several. */
  readonly sole: ManifestSurroundings;
  /** @param path the manifest's, relative to the policy's folder */
  readonly of: (path: string) => Promise<ManifestSurroundings>;
}

async function checkFiles(
  session: Session,
  files: readonly ManifestFile[],
  { sole, of }: Surroundings,
  fix: boolean,
): Promise<ManifestFindings> {
  const { host, root } = session;
  const findings: Finding[] = [];
  const notChecked: Omission[] = [];
  const checked: string[] = [];
  const refusals: { name: string; refusal: Refusal }[] = [];
  const unwritten: Refusal[] = [];
  let written = 0;
  for (const { path, form } of files) {
    const name = toDisplayPath(root, path);
    const { file, refusal } = await host.files.readText({ path, root: rootOf(root, path), name });
    if (refusal) {
      refusals.push({ name, refusal });
      continue;
    }
    const relativePath = toPortable(relative(sole.root, path));
    const surroundings = await of(relativePath);
    const { policy } = surroundings;
    const gather = async (text: string) => {
      const manifest = readManifest(text, form);
      const facts = await gatherManifestFacts(manifest, relativePath, surroundings);
      return { manifest, input: { form, path: relativePath, policy, facts } };
    };
    let { manifest, input } = await gather(file.text);
    if (fix) {
      const fixed = await fixManifestFile(session, file, input);
      if (fixed.refusal) unwritten.push(fixed.refusal);
      if (fixed.isWritten) {
        written++;
        ({ manifest, input } = await gather(fixed.text));
      }
    }
    const result = checkManifest({ ...input, text: manifest.source });
    findings.push(...result.problems.map((problem) => toFinding(name, manifest.source, problem)));
    notChecked.push(...result.notChecked.map(({ rule, reason }) => ({ rule, file: name, reason })));
    checked.push(name);
  }
  return { findings, notChecked, checked, refusals, unwritten, written };
}

function toPortable(path: string): string {
  return path.split(sep).join('/');
}
