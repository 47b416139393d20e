import { join, relative, resolve, sep } from 'node:path';
import { toSource } from '../../core/index.ts';
import type { NotKnown } from '../../core/ledger/facts.ts';
import { isKnown } from '../../core/ledger/ledger.ts';
import { isSha256 } from '../../core/manifest/checksums.ts';
import { fillPath, versionOfPath } from '../../core/manifest/paths.ts';
import { type ChecksumFinding, checkChecksums } from '../../core/manifest/verify-checksums.ts';
import { createFiles } from '../../host/create-files.ts';
import { listFiles } from '../../host/gather-manifest.ts';
import { makeChecksums } from '../../host/make-checksums.ts';
import { requireNamedPolicy } from '../named-policy.ts';
import { printDone, styled } from '../printer.ts';
import { count } from '../report/report.ts';
import {
  begin,
  EXIT,
  printNote,
  printRefusal,
  type RequiredPolicy,
  requirePolicy,
  rootOf,
  type Session,
  styledName,
  toDisplayPath,
} from '../session.ts';

/** `checksums create VERSION`: writes the list of the files that the policy names, in the format of `sha256sum`. */
export async function createChecksums(
  session: Session,
  [written = '']: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const required = await requirePolicy(session);
  const named = required && (await requireNamedPolicy(session, required, written, false));
  if (!named) return EXIT.usage;
  const { root } = required;
  const { files, hashFiles } = session.host;
  const { policy } = named;
  const version = named.version.raw;
  const made = await makeChecksums({ policy, version, root, files, hashFiles });
  if (!isKnown(made)) {
    printRefusal(session, {
      message: made.notKnown,
      hint: 'Name them in the policy: "checksums": { "include": ["src/**"] }',
    });
    return EXIT.usage;
  }
  if (!('text' in made)) {
    for (const message of made) printRefusal(session, { message, hint: 'See checksums.include in the policy' });
    return EXIT.findings;
  }
  const { text } = made;
  if (options.stdout === true) {
    session.out.exact(text);
    return EXIT.done;
  }
  const path = join(root, ...fillPath(policy.checksums.path, policy, version).split('/'));
  const name = toDisplayPath(session.root, path);
  const refusal = await createFiles([{ path, root, name, write: (handle) => handle.writeFile(text, 'utf8') }]);
  if (refusal) {
    printRefusal(session, refusal);
    return EXIT.findings;
  }
  printDone(session.err, `Made ${name} with ${count(made.count, 'file')}`);
  return EXIT.done;
}

/** `checksums verify FILE`: paths count from the working folder, as they do for `sha256sum -c`. */
export async function verifyChecksums(session: Session, [name = '']: readonly string[]): Promise<number> {
  const begun = await begin(session, ['text', 'json']);
  if (!begun) return EXIT.usage;
  const { format } = begun;
  const { host, root } = session;
  const path = resolve(root, name);
  const { file, refusal } = await host.files.readText({ path, root: rootOf(root, path), name });
  if (refusal) {
    printRefusal(session, refusal);
    return EXIT.usage;
  }
  const list = checkChecksums(toSource(file.text));
  const digests = await host.hashFiles(root, list.paths);
  const expected = await expectedFiles(session, begun, path);
  const findings = [...list.findings, ...list.compare(digests, isKnown(expected) ? expected : [])];
  findings.sort((a, b) => (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER));
  const verified = list.paths.filter((each) => isSha256(digests.get(each)?.digest ?? '')).length;
  if (format === 'json') {
    const problems = findings.map(({ line, path: about, message }) => ({ line, path: about, message }));
    const notChecked = isKnown(expected) ? [] : [{ check: 'unlisted files', reason: expected.notKnown }];
    session.out.json({ file: toDisplayPath(root, path), files: list.paths.length, problems, notChecked });
  } else printFindings(session, toDisplayPath(root, path), findings);
  if (!isKnown(expected))
    printNote(session, `not checked: whether files are missing in the list: ${expected.notKnown}`);
  if (findings.length > 0) return EXIT.findings;
  printDone(session.err, `${count(verified, 'file')} verified`);
  return EXIT.done;
}

/** The files that the policy wants in this list; not known for a list that is none of the policy's. */
async function expectedFiles(
  session: Session,
  required: RequiredPolicy,
  path: string,
): Promise<readonly string[] | NotKnown> {
  const { root } = required;
  const { tellRecords } = await import('../../host/records/own-policy.ts');
  const within = relative(root, path).split(sep).join('/');
  const { policy } = await (await tellRecords(session.host, root, required.policy))(within);
  const version = versionOfPath(policy, policy.checksums.path, within)?.raw;
  if (version === undefined) return { notKnown: 'it is not the list that the policy names (checksums.path)' };
  if (root !== session.root) return { notKnown: 'the policy stands in another folder than the working one' };
  return listFiles(policy, version, { files: session.host.files, root });
}

function printFindings({ out }: Session, name: string, findings: readonly ChecksumFinding[]): void {
  if (findings.length === 0) return;
  out.line(styledName(name));
  for (const { line, message } of findings) {
    out.line('  ', styled(line === null ? '-' : String(line), 'dim'), '  ', styled('error', 'red'), `  ${message}`);
  }
  out.line();
  out.line(count(findings.length, 'problem'));
}
