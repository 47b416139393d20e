import { readVersion } from '../../version/read-version.ts';
import { versionKey } from '../../version/version-key.ts';
import { blocker, makePlan } from '../compose.ts';
import type { FactQuestions, ReleaseFacts } from '../facts.ts';
import type { Blocker, Plan, PushedRef } from '../plan.ts';
import { checkBranchHead, shortName } from '../readiness.ts';

/** What a push wants to know: the tags that the main branch has. */
export function askPush({ branches, mainBranch }: ReleaseFacts): FactQuestions {
  const main = mainBranch === null ? undefined : branches.get(mainBranch);
  return main ? { contained: main.commit } : {};
}

/** `push`: the branch that has a version, and its tag, all of them or none. */
export function planPush(facts: ReleaseFacts, { version: written }: { readonly version: string }): Plan {
  const { ledger, remote, head } = facts;
  const version = readVersion(written, ledger.tagPrefix);
  const tag = version && ledger.releases.find(({ key }) => key === versionKey(version))?.tags[0];
  const blockers: Blocker[] = checkBranchHead(facts).filter(({ code }) => code !== 'no-identity');
  if (!version) blockers.push(blocker('no-version', `“${written}” is no version`, 'Name one, such as 1.2.0'));
  else if (!tag) {
    const message = `${version.raw} is not tagged`;
    blockers.push(blocker('no-tag', message, `Tag it first: release-ledger tag ${version.raw}`));
  }
  if (!remote) {
    blockers.push(
      blocker('no-remote', 'the repository has no remote to push to', 'Add one: git remote add origin URL'),
    );
  }
  const title = `Push ${version?.raw ?? written}`;
  if (!tag || !remote || head.ref === null) return makePlan(facts, { operation: 'push', title, blockers, steps: [] });
  const branch = branchToPush(facts, tag.name);
  const refs = [...(branch ? [branch] : []), { name: `refs/tags/${tag.name}`, object: tag.object, expected: null }];
  const names = refs.map(({ name }) => shortName(name)).join(' and ');
  return makePlan(facts, {
    operation: 'push',
    title,
    blockers,
    steps: [{ kind: 'push', remote: remote.name, url: remote.url, refs }],
    notes: [
      `Sends ${names} to ${remote.url}: what was sent cannot be taken back in silence`,
      ...(remote.unused === null ? [] : [remote.unused]),
    ],
    refs: { [`refs/tags/${tag.name}`]: tag.object },
  });
}

/** The main branch where it has the tag, else HEAD's own; null where the remote has it as it is. */
function branchToPush({ head, mainBranch, branches, contained, remote }: ReleaseFacts, tag: string): PushedRef | null {
  const isFinished = mainBranch !== null && contained?.has(tag) === true;
  const ref = isFinished ? mainBranch : head.ref;
  const object = ref === null ? undefined : branches.get(ref)?.commit;
  if (ref === null || object === undefined || !remote) return null;
  const isHead = ref === head.ref;
  const name = isHead ? (remote.branch ?? ref) : ref;
  const known = isHead ? remote.known : (branches.get(`refs/remotes/${remote.name}/${shortName(ref)}`)?.commit ?? null);
  return known === object ? null : { name, object, expected: known };
}
