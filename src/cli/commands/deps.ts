import { join, relative, sep } from 'node:path';
import { componentOfPrefix } from '../../core/changelog/links/ref-component.ts';
import { compareDependencies, type DependencyFile } from '../../core/dependencies/compare.ts';
import { findLooseDependencies } from '../../core/dependencies/find-loose.ts';
import { gatherStates } from '../../core/dependencies/gather.ts';
import { dependencyFileKindOf } from '../../core/dependencies/kinds/all.ts';
import { concernsPackage, restrictToPackage } from '../../core/dependencies/package-scope.ts';
import { type RevisionRange, readRange } from '../../core/dependencies/range.ts';
import { lineAt, type Policy, parseChangelog, toSource } from '../../core/index.ts';
import { isKnown, type Ledger, toLedger } from '../../core/ledger/ledger.ts';
import type { Files } from '../../core/ports.ts';
import {
  readPresentDependencies,
  toDependencyFilter,
  type UnreadDependencyFile,
} from '../../host/gather-dependencies.ts';
import type { OpenRepository } from '../../host/git/open-repository.ts';
import { toRealPath } from '../../host/git/search-path.ts';
import { readSoleChangelog } from '../../host/sole-changelog.ts';
import { readVersionFiles } from '../../host/version-files.ts';
import { printDependencies } from '../report/dependencies.ts';
import type { ComparedPackage, DependencyReport, LocatedLoose } from '../report/dependency-report.ts';
import { begin, EXIT, printRefusal, type Session } from '../session.ts';

/**
 * `deps [FROM..TO]`: what changed in the dependencies, and, without a range, what in them is left open. Those of a package alone,
 * where its changelog is named.
 */
export async function deps(session: Session, [written = null]: readonly (string | null)[]): Promise<number> {
  const begun = await begin(session, ['text', 'json', 'md']);
  if (!begun) return EXIT.usage;
  const { policy, root, format } = begun;
  const repository = await session.host.openRepository(root);
  const { ledger, folder } = await readTags(session, root, policy, repository);
  const range = readRange(ledger, written);
  if ('code' in range && written !== null) {
    printRefusal(session, range);
    return range.code === 'malformed-range' ? EXIT.usage : EXIT.findings;
  }
  const comparison = { root, policy, repository, range, wantsLoose: written === null };
  const report = await compare(session, { ...comparison, packageFolder: folder });
  if ('code' in report) {
    printRefusal(session, report);
    return EXIT.findings;
  }
  printDependencies(session, report, format);
  return (report.loose ?? []).length > 0 ? EXIT.findings : EXIT.done;
}

interface Comparison {
  readonly root: string;
  readonly policy: Policy;
  readonly repository: Awaited<ReturnType<Session['host']['openRepository']>>;
  readonly range: ReturnType<typeof readRange>;
  readonly wantsLoose: boolean;
  /** From the root, with `/` at its end; empty for the whole. */
  readonly packageFolder: string;
}

async function compare(
  session: Session,
  { root, policy, repository, range, wantsLoose, packageFolder }: Comparison,
): Promise<DependencyReport | { readonly code: 'failed'; readonly message: string; readonly hint: null }> {
  const isKnownFile = toDependencyFilter(policy.dependencyFiles);
  const isWanted = (path: string): boolean => isKnownFile(path) && concernsPackage(path, packageFolder);
  const known: RevisionRange | null = 'code' in range ? null : range;
  const head = isKnown(repository) ? await headOf(repository) : null;
  const commits = known ? [known.from.commit, ...(known.to ? [known.to.commit] : head ? [head] : [])] : [];
  const folder = isKnown(repository) ? folderIn(repository, root) : '';
  const states = isKnown(repository) && known ? await gatherStates(repository, { commits, folder, isWanted }) : [];
  if ('notKnown' in states) return { code: 'failed', message: states.notKnown, hint: null };
  const [before = [], after = []] = states.map((state) => restrictToPackage(state, packageFolder));
  const tracked = [...before, ...after].map(({ path }) => path);
  const present = known?.to ? null : await readPresentDependencies(session.host.files, root, isWanted, tracked);
  const files = present ? restrictToPackage(present.files, packageFolder) : after;
  const isEmpty = before.length + files.length + (present?.unread.length ?? 0) === 0;
  return {
    from: known?.from.name ?? null,
    to: known?.to?.name ?? null,
    changes: known ? compareDependencies(before, files) : [],
    loose: wantsLoose && present && !isEmpty ? locate(files, present.texts) : null,
    notRead: describeUnread(present?.files ?? [], present?.texts ?? new Map(), present?.unread ?? []),
    notCompared: isEmpty ? describeNone(policy) : 'code' in range ? range.message : null,
    ...(packageFolder === '' ? {} : { package: describePackage([...before, ...files], packageFolder) }),
  };
}

function describePackage(files: readonly DependencyFile[], folder: string): ComparedPackage {
  const shared = files.map(({ path }) => path).filter((path) => !path.startsWith(folder));
  return { folder: folder.slice(0, -1), shared: [...new Set(shared)].sort() };
}

/** That nothing was found must not read as if everything were well. */
function describeNone({ dependencyFiles }: Policy): string {
  return dependencyFiles.length === 0
    ? 'no file is here that says what the project depends on'
    : `no file is here that the policy’s “dependencyFiles” names (${dependencyFiles.join(', ')})`;
}

async function headOf(repository: OpenRepository): Promise<string | null> {
  const facts = await repository.repository();
  return isKnown(facts) ? facts.head.commit : null;
}

/**
 * The tags of the changelog here, and the folder of the package that it is of; all that are tagged as the policy says, and the
 * whole, where there is none, or several.
 */
async function readTags(
  { host, options }: Session,
  root: string,
  policy: Policy,
  repository: Comparison['repository'],
): Promise<{ readonly ledger: Ledger; readonly folder: string }> {
  const read = await readSoleChangelog(host.files, root, policy);
  const { changelog, path } = isKnown(read) ? read : { changelog: parseChangelog(''), path: 'CHANGELOG.md' };
  const folder = isKnown(repository) ? folderIn(repository, root) : '';
  const own = path.slice(0, path.lastIndexOf('/') + 1);
  const ledger = toLedger({
    changelog,
    // Where there is no changelog the tags are those of the whole.
    path: isKnown(read) ? `${folder}${path}` : path,
    policy,
    repository: isKnown(repository) ? await repository.repository() : repository,
    versionFiles: await readVersionFiles(host.files, root, own.slice(0, -1), policy.versionFiles),
  });
  // A changelog that was not asked for by name may be that of all, in a folder of documents, but for tags that name the folder.
  const isPackages = options.changelog !== undefined || componentOfPrefix(ledger.tagPrefix) !== '';
  const isPackage = own !== '' && isPackages && (await hasOwnFiles(host.files, join(root, own), policy, own));
  return { ledger, folder: isPackage ? own : '' };
}

/** True for a folder that says itself what it depends on: that of a package, and none of documents. */
async function hasOwnFiles(files: Files, at: string, { dependencyFiles }: Policy, folder: string): Promise<boolean> {
  const isWanted = toDependencyFilter(dependencyFiles);
  const entries = await files.list(at);
  return entries.some(
    ({ name, kind }) => kind === 'file' && isWanted(folder + name) && dependencyFileKindOf(name)?.role !== 'lock',
  );
}

/** A folder as git says paths in it: from the work tree's root, with `/` at its end; empty for the root itself. */
function folderIn({ place }: OpenRepository, folder: string): string {
  const path = relative(toRealPath(place.root), toRealPath(folder)).split(sep).join('/');
  return path === '' ? '' : `${path}/`;
}

function locate(files: readonly DependencyFile[], texts: ReadonlyMap<string, string>): readonly LocatedLoose[] {
  return findLooseDependencies(files).map(({ kind, path, name, reason, span }) => {
    const line = lineAt(toSource(texts.get(path) ?? ''), span.start) + 1;
    return { kind, file: path, line, name, reason };
  });
}

function describeUnread(
  files: readonly DependencyFile[],
  texts: ReadonlyMap<string, string>,
  unread: readonly UnreadDependencyFile[],
): DependencyReport['notRead'] {
  const broken = files.flatMap(({ path, problems }) => {
    const source = toSource(texts.get(path) ?? '');
    return problems.map(({ message, span }) => ({ file: path, line: lineAt(source, span.start) + 1, message }));
  });
  return [...broken, ...unread.map(({ path, message }) => ({ file: path, line: 1, message }))];
}
