import { join } from 'node:path';
import { version } from '../../../package.json';
import { type CiKind, ciFile } from '../../core/documents/ci-files.ts';
import {
  BUILT_IN_PROFILES,
  closest,
  DEFAULT_POLICY,
  type InitialFile,
  initialFiles,
  mergeSettings,
  POLICY_FILE_NAMES,
  type Policy,
  type Profile,
} from '../../core/index.ts';
import { fillOwner, namesOwner, ownNameOf } from '../../core/ledger/tag-template.ts';
import { nameSome } from '../../core/text/name-some.ts';
import { createFiles } from '../../host/create-files.ts';
import { findChangelogs } from '../../host/find-changelogs.ts';
import { readVersionFiles } from '../../host/version-files.ts';
import { whyNoFiles } from '../no-changelog.ts';
import { printDone } from '../printer.ts';
import { EXIT, printNote, printRefusal, requirePolicy, type Session } from '../session.ts';

/** `init`: makes the changelog and the policy file, each where there is none yet. */
export async function init(
  session: Session,
  _args: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const profile = chooseProfile(session, options.profile);
  if (!profile) return EXIT.usage;
  const { host, root } = session;
  const bare = await whyNoFiles(host, root);
  if (bare) {
    printRefusal(session, bare);
    return EXIT.findings;
  }
  const names = (await host.files.list(root)).map(({ name }) => name);
  const ownPolicy = POLICY_FILE_NAMES.find((name) => names.includes(name)) ?? null;
  const policy = ownPolicy === null ? policyOf(profile) : (await requirePolicy(session))?.policy;
  if (!policy) return EXIT.usage;
  const { paths } = await findChangelogs(host.files, root, policy.changelog.files);
  const standing = { changelog: paths.length > 0 ? paths : null, policy: ownPolicy && [ownPolicy] };
  const refused: boolean[] = [];
  for (const file of initialFiles(policy, profile.name)) {
    const existing = standing[file.kind];
    if (existing === null) refused.push(!(await make(session, file)));
    else if (existing.length === 1) printNote(session, `${existing[0]} is there already, and stays as it is`);
    else printNote(session, `${nameSome(existing)} are there already, and stay as they are`);
  }
  if (options.ci !== undefined) refused.push(!(await makeCi(session, policy, options.ci as CiKind)));
  return refused.includes(true) ? EXIT.findings : EXIT.done;
}

/** Runs the checks wherever changes are integrated; a file that is there already stays as it is. */
async function makeCi(session: Session, policy: Policy, kind: CiKind): Promise<boolean> {
  const { root } = session;
  const { path, text } = ciFile(kind, kind === 'release' ? await withOwnName(session, policy) : policy, version);
  const request = { path: join(root, ...path.split('/')), root, name: path };
  const { file, refusal } = await session.host.files.readText(request);
  if (file || refusal.code !== 'missing') {
    printNote(session, `${path} is there already, and stays as it is`);
    return true;
  }
  const failed = await createFiles([{ ...request, write: async (handle) => void (await handle.writeFile(text)) }]);
  if (failed) printRefusal(session, failed);
  else printDone(session.err, `Made ${path}`);
  return failed === null;
}

/** The policy for what is released from here: the name of its tags has no `{name}` any more. */
async function withOwnName({ host, root }: Session, policy: Policy): Promise<Policy> {
  if (!namesOwner(policy.tag.name)) return policy;
  const place = { folder: '', component: '' };
  const name = ownNameOf(place, await readVersionFiles(host.files, root, '', policy.versionFiles));
  return { ...policy, tag: { ...policy.tag, name: fillOwner(policy.tag.name, { ...place, name }) } };
}

async function make(session: Session, { path, text }: InitialFile): Promise<boolean> {
  const { host, root } = session;
  const refusal = await host.writer.create({ path: join(root, path), root, name: path }, text);
  if (refusal) printRefusal(session, refusal);
  else printDone(session.err, `Made ${path}`);
  return refusal === null;
}

function chooseProfile(session: Session, name: unknown): Profile | null {
  const wanted = typeof name === 'string' ? name : ([...BUILT_IN_PROFILES.keys()][0] as string);
  const profile = BUILT_IN_PROFILES.get(wanted);
  if (profile) return profile;
  const guess = closest(wanted, BUILT_IN_PROFILES.keys());
  printRefusal(session, {
    message: `there is no profile “${wanted}”`,
    hint: `${guess === null ? '' : `Did you mean ${guess}? `}Profiles: ${[...BUILT_IN_PROFILES.keys()].join(', ')}`,
  });
  return null;
}

function policyOf({ settings }: Profile): Policy {
  return mergeSettings(DEFAULT_POLICY, settings) as Policy;
}
