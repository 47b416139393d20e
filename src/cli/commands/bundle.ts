import { dirname, join, relative, resolve, sep } from 'node:path';
import { version as toolVersion } from '../../../package.json';
import { isKnown } from '../../core/ledger/ledger.ts';
import { refusal } from '../../core/refusal.ts';
import { toVisibleLine } from '../../core/text/visible.ts';
import { toRealPath } from '../../host/git/search-path.ts';
import { makeBundle } from '../../host/make-bundle.ts';
import { verifyBundle } from '../../host/verify-bundle.ts';
import { requireNamedPolicy } from '../named-policy.ts';
import { printDone, styled } from '../printer.ts';
import { count } from '../report/report.ts';
import {
  begin,
  chooseFormat,
  EXIT,
  printNote,
  printRefusal,
  requirePolicy,
  type Session,
  styledName,
  toDisplayPath,
} from '../session.ts';
import { openChangelog, requireSection } from '../the-changelog.ts';

/** `bundle VERSION`: packs what was tagged, or the folder as it is, by the policy’s layout. */
export async function createBundle(
  session: Session,
  [written = '']: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const required = await requirePolicy(session);
  if (!required) return EXIT.usage;
  const { policy, root } = required;
  const asked = session.options.format;
  const format = asked === undefined ? policy.bundle.format : chooseFormat(session, ['tar.gz', 'zip']);
  if (!format) return EXIT.usage;
  const named = await requireNamedPolicy(session, required, written, true);
  if (!named) return EXIT.usage;
  const { version, policy: own } = named;
  const read = await openChangelog(session, required);
  if (!read) return EXIT.usage;
  const opened = isKnown(named.changelog) ? { ...read, changelog: named.changelog.changelog } : read;
  const hint = 'A bundle is of a release that the changelog tells about: write its section first';
  const release = requireSection(session, opened, { version, hint });
  if (!release) return EXIT.findings;
  const { file, changelog } = opened;
  const { host } = session;
  const repository = await host.openRepository(root);
  const top = isKnown(repository) ? repository.place.root : root;
  const signal = host.interruption?.();
  const made = await makeBundle({
    ...{ policy: own, root, repository, changelog, release, format, toolVersion },
    ...{ files: host.files, epoch: host.env.SOURCE_DATE_EPOCH },
    folder: relative(toRealPath(top), toRealPath(dirname(file.path)))
      .split(sep)
      .join('/'),
    from: options.worktree === true ? 'folder' : 'tag',
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
    return refusal('stopped', 'it was stopped, and nothing was written');
  });
  if ('code' in made) {
    printRefusal(session, made);
    return EXIT.findings;
  }
  if (made.leftOut.length > 0)
    printNote(
      session,
      `left out, because a bundle holds no links and submodules: ${made.leftOut.map(toVisibleLine).join(', ')}`,
    );
  const [bundle = '', ...beside] = made.paths.map((path) =>
    toDisplayPath(session.root, join(root, ...path.split('/'))),
  );
  session.out.line(`${made.digest}  ${bundle}`);
  printDone(session.err, `Made ${[bundle, ...beside].join(' and ')} with ${count(made.files, 'file')}`);
  return EXIT.done;
}

/** `bundle verify FILE`: what is wrong with a bundle, found without unpacking it. */
export async function checkBundleFile(session: Session, [name = '']: readonly string[]): Promise<number> {
  const begun = await begin(session, ['text', 'json']);
  if (!begun) return EXIT.usage;
  const { policy, format } = begun;
  const path = resolve(session.root, name);
  const shown = toDisplayPath(session.root, path);
  const found = await verifyBundle({ path, name, files: session.host.files, list: policy.bundle.checksums });
  if ('code' in found) {
    printRefusal(session, found);
    return EXIT.usage;
  }
  const { digest, files, verified, problems, notChecked } = found;
  if (format === 'json') session.out.json({ file: shown, sha256: digest, files, verified, problems, notChecked });
  else if (problems.length > 0) {
    session.out.line(styledName(shown));
    for (const problem of problems) session.out.line('  ', styled('error', 'red'), `  ${toVisibleLine(problem)}`);
    session.out.line();
    session.out.line(count(problems.length, 'problem'));
  }
  for (const each of notChecked) printNote(session, `not checked: ${each}`);
  if (problems.length > 0) return EXIT.findings;
  printDone(session.err, `${shown}: ${count(files, 'file')}, of which ${verified} have the digest of its list`);
  return EXIT.done;
}
