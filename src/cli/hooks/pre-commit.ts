import { join, relative, sep } from 'node:path';
import { type Files, POLICY_FILE_NAMES } from '../../core/index.ts';
import type { NotKnown } from '../../core/ledger/facts.ts';
import { isKnown } from '../../core/ledger/ledger.ts';
import { decodeText } from '../../host/decode.ts';
import type { OpenRepository } from '../../host/git/open-repository.ts';
import { readStagedFiles, type StagedFiles } from '../../host/git/staged-files.ts';
import { findAllChangelogs } from '../../host/workspace-packages.ts';
import { isManifest } from '../check/check-manifests.ts';
import { runCheck } from '../check/run-check.ts';
import { countFindings } from '../report/report.ts';
import { printTextReport } from '../report/text.ts';
import { EXIT, loadSessionPolicy, printNote, printRefusal, type Session } from '../session.ts';

/** Checks changelogs, manifests and the policy as they are about to be committed, where the commit changes them. */
export async function preCommit(session: Session): Promise<number> {
  const { host, root } = session;
  const repository = await host.openRepository(root);
  const staged = isKnown(repository) ? await readStagedFiles(repository.place.root, host.env) : repository;
  if (!isKnown(repository) || !isKnown<StagedFiles>(staged)) {
    printNote(session, `not checked: ${(staged as NotKnown).notKnown}`);
    return EXIT.findings;
  }
  const top = repository.place.root;
  const files = overlay(host.files, top, staged);
  const checked: Session = { ...session, out: session.err, host: { ...host, files } };
  const changed = await changedPaths(repository, staged);
  if (!isKnown<ReadonlyMap<string, string>>(changed)) {
    printNote(session, `not checked: ${(changed as NotKnown).notKnown}`);
    return EXIT.findings;
  }
  const names = await namesToCheck(checked, top, changed);
  if (names.length === 0) return EXIT.done;
  const run = await runCheck(checked, names, {
    fix: false,
    release: null,
    maxWarnings: null,
    rules: {},
    stdin: null,
  });
  const errors = countFindings(run.findings).error;
  // Advice does not belong between somebody and his commit.
  const findings = run.findings.filter(({ problem }) => problem.severity === 'error');
  if (errors > 0) printTextReport(session.err, { ...run, findings });
  for (const each of run.refusals) printRefusal(session, each);
  return errors > 0 || run.refusals.length > 0 || run.isPolicyBroken ? EXIT.findings : EXIT.done;
}

/** The files that the index has otherwise than HEAD; the commit takes away what has no object. */
async function changedPaths(
  repository: OpenRepository,
  { objects }: StagedFiles,
): Promise<ReadonlyMap<string, string> | NotKnown> {
  const head = await repository.objects.head();
  const before = head === null ? [] : await repository.pathsAt(head);
  if ('notKnown' in before) return before;
  const known = new Map(before.map(({ path, object }) => [path, object]));
  return new Map([...objects].filter(([path, object]) => known.get(path) !== object));
}

async function namesToCheck(
  session: Session,
  top: string,
  changed: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const { policy, root: policyRoot } = await loadSessionPolicy(session);
  const { paths } = await findAllChangelogs(session.host.files, session.root, policy.changelog.files);
  const changelogs = new Set(paths.map((path) => join(session.root, ...path.split('/'))));
  return [...changed.keys()].flatMap((path) => {
    const file = join(top, ...path.split('/'));
    const own = relative(session.root, file).split(sep).join('/');
    const isPolicy = (POLICY_FILE_NAMES as readonly string[]).includes(own);
    return isPolicy || changelogs.has(file) || isManifest({ policy, policyRoot }, file) ? [own] : [];
  });
}

/** The files on disk, but what is staged as it is staged: what is left out of the commit has no part in it. */
function overlay(disk: Files, top: string, { objects, read }: StagedFiles): Files {
  return {
    list: disk.list,
    readText: async (request) => {
      const object = objects.get(relative(top, request.path).split(sep).join('/'));
      if (object === undefined) return disk.readText(request);
      const bytes = await read(object);
      if (!Buffer.isBuffer(bytes)) return disk.readText(request);
      const { text, refusal } = decodeText(bytes, request.name);
      return refusal ? { refusal } : { file: { ...request, text, hash: object } };
    },
  };
}
