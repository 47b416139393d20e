import { type Refusal, refusal } from '../../core/refusal.ts';
import type { JournalRecord, PushOutcome } from '../../core/release/journal-record.ts';
import type { PushStep } from '../../core/release/plan.ts';
import { toVisibleLine } from '../../core/text/visible.ts';
import { withoutCredentials } from '../git/repository.ts';
import { complaintOf, type WriteOptions } from '../git/write.ts';
import type { OpenRelease } from './context.ts';
import { GitFailed } from './git-failed.ts';
import { readSettings } from './settings.ts';
import { describeUnused, unusedSettings } from './unused-settings.ts';

/**
 * Holds the remotes of a plan against what they really are: a remote of exactly that name, and the one URL that was shown.
 *
 * @throws GitFailed
 */
export async function checkRemotes({ git }: OpenRelease, steps: readonly PushStep[]): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  if (steps.length === 0) return refusals;
  const settings = await readSettings(git);
  for (const { remote, url } of steps) {
    if (!settings.some(({ key }) => key === `remote.${remote}.url` || key === `remote.${remote}.pushurl`)) {
      refusals.push(refusal('no-remote', `There is no remote “${remote}”`, 'See “git remote --verbose”'));
      continue;
    }
    const answer = await git.run(['remote', 'get-url', '--push', '--all', '--', remote]);
    const urls =
      answer.kind === 'ended' && answer.code === 0 ? answer.stdout.toString('utf8').trimEnd().split('\n') : [];
    const unfit = urls.map(whyNotSpokenTo).find((reason) => reason !== null);
    if (unfit) refusals.push(refusal('unsafe-url', `“${remote}” cannot be pushed to: ${unfit}`, 'Set another URL'));
    else if (urls.length !== 1 || withoutCredentials(urls[0] as string) !== withoutCredentials(url))
      refusals.push(
        refusal(
          'remote-moved',
          `“${remote}” is at ${urls.map((each) => toVisibleLine(withoutCredentials(each))).join(', ') || 'no URL'}, and was planned for ${toVisibleLine(url)}`,
          'Compute the plan again',
        ),
      );
  }
  return refusals;
}

/** Https, SSH and folders are spoken to; what could start a program on the way, or be taken for an option, is not. */
export function whyNotSpokenTo(url: string): string | null {
  if (url.startsWith('-')) return 'its URL looks like an option';
  if (/^[a-z][a-z0-9+.-]*::/i.test(url)) return 'its URL starts a program';
  const [, protocol] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url) ?? [];
  if (protocol !== undefined && !/^(?:https|ssh|file)$/i.test(protocol)) return `it is spoken to by ${protocol}`;
  return /^ssh:\/\/(?:[^/@]*@)?-|^(?:[^/:@]*@)?-[^/]*:/i.test(url) ? 'its host looks like an option' : null;
}

/** Sends what a plan says and has not been sent. @throws GitFailed where it cannot be found out what became of it */
export async function sendPushes(release: OpenRelease, record: JournalRecord): Promise<JournalRecord> {
  return eachPending(record, async (step) => {
    const deletions = step.refs.flatMap(({ name, object, expected }) =>
      object === null && expected !== null ? [`--force-with-lease=${name}:${expected}`] : [],
    );
    const answer = await release.git.run(
      [
        'push',
        '--atomic',
        '--porcelain',
        '--no-follow-tags',
        '--recurse-submodules=no',
        '--receive-pack=git-receive-pack',
        ...deletions,
        '--',
        step.remote,
        ...step.refs.map(({ name, object }) => `${object ?? ''}:${name}`),
      ],
      await toNetwork(release),
    );
    if (answer.kind === 'ended' && answer.code === 0) return { outcome: 'done', detail: '' };
    const detail = toDetail(answer.kind === 'ended' ? answer.stdout.toString('utf8') : '', complaintOf(answer));
    const unused = describeUnused(unusedSettings(await readSettings(release.git)));
    return askRemote(release, step, unused === null ? detail : `${detail}; ${unused}`);
  });
}

/** Finds out from the remotes what became of pushes that were under way when the process ended. @throws GitFailed */
export async function settlePushes(release: OpenRelease, record: JournalRecord): Promise<JournalRecord> {
  return eachPending(record, (step) => askRemote(release, step, 'it was interrupted before anything was sent'));
}

async function eachPending(
  record: JournalRecord,
  settle: (step: PushStep) => Promise<Pick<PushOutcome, 'outcome' | 'detail'>>,
): Promise<JournalRecord> {
  const steps = record.plan.steps.filter((step) => step.kind === 'push');
  const pushes: PushOutcome[] = [];
  for (const push of record.pushes) {
    const step = steps.find(({ remote }) => remote === push.remote);
    const isOpen = push.outcome === 'pending' || push.outcome === 'unknown';
    pushes.push(isOpen && step ? { remote: push.remote, ...(await settle(step)) } : push);
  }
  return { ...record, pushes };
}

/** The remote alone knows. Nothing else tells a refusal from an answer that was lost on the way. */
async function askRemote(
  release: OpenRelease,
  step: PushStep,
  detail: string,
): Promise<Pick<PushOutcome, 'outcome' | 'detail'>> {
  const answer = await release.git.run(
    ['ls-remote', '--upload-pack=git-upload-pack', '--', step.remote, ...step.refs.map(({ name }) => name)],
    await toNetwork(release),
  );
  if (answer.kind === 'failed' || answer.code !== 0)
    throw new GitFailed(
      `It is not known whether “${step.remote}” has taken the push`,
      `${detail}; and then ${complaintOf(answer)}`,
      'push-unknown',
      'See that the remote can be reached',
    );
  const lines = answer.stdout.toString('utf8').split('\n');
  const there = new Map(lines.map((line) => line.split('\t').reverse() as [string, string]));
  const isThere = step.refs.every(({ name, object }) => (there.get(name) ?? null) === object);
  return isThere ? { outcome: 'done', detail: '' } : { outcome: 'refused', detail };
}

function toDetail(porcelain: string, complaint: string): string {
  const refusals = porcelain.split('\n').filter((line) => line.startsWith('!'));
  const summaries = refusals.map((line) => line.split('\t').slice(1).join(' '));
  const first = summaries.find((line) => !/atomic (?:push|transaction)/.test(line)) ?? summaries[0];
  return toVisibleLine(withoutUrls(first ?? complaint));
}

function withoutUrls(text: string): string {
  return text.replace(/[a-z][a-z0-9+.-]*:\/\/[^\s'"@/]*@/gi, (match) => match.replace(/\/\/.*@$/, '//'));
}

/** Programs that prove who the user is are taken from his own configuration and the machine’s, not from the repository’s. */
async function toNetwork({ git }: OpenRelease): Promise<WriteOptions> {
  const own = (await readSettings(git)).filter(({ scope }) => scope === 'system' || scope === 'global');
  const ssh = own.findLast(({ key }) => key === 'core.sshcommand')?.value ?? 'ssh';
  const credentials = own.filter(({ key }) => key.startsWith('credential.'));
  return {
    role: 'network',
    config: [`core.sshCommand=${ssh}`, ...credentials.map(({ key, value }) => `${key}=${value}`)],
  };
}
