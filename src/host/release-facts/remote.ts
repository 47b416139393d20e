import type { RemoteTarget } from '../../core/release/facts.ts';
import { withoutCredentials } from '../git/repository.ts';
import type { WritingGit } from '../git/write.ts';
import type { Setting } from '../release/settings.ts';
import { describeUnused, unusedSettings } from '../release/unused-settings.ts';
import type { Branches } from './branches.ts';

/**
 * Where git would send HEAD's branch: the remote of the branch, the one that pushes go to, or origin, and the URL behind every
 * replacement of the configuration.
 */
export async function readRemote(
  git: WritingGit,
  settings: readonly Setting[],
  { branches }: Branches,
  head: string | null,
): Promise<RemoteTarget | null> {
  const value = (key: string): string | undefined => settings.findLast((each) => each.key === key)?.value;
  const branch = head?.replace(/^refs\/heads\//, '') ?? '';
  const names = settings.flatMap(({ key }) => /^remote\.(.+)\.url$/s.exec(key)?.[1] ?? []);
  const wanted = [
    value(`branch.${branch}.pushremote`),
    value('remote.pushdefault'),
    value(`branch.${branch}.remote`),
    'origin',
  ];
  const name =
    wanted.find((each) => each !== undefined && names.includes(each)) ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined || name.startsWith('-')) return null;
  const answer = await git.run(['remote', 'get-url', '--push', name]);
  if (answer.kind === 'failed' || answer.code !== 0) return null;
  const follows = value(`branch.${branch}.remote`) === name ? value(`branch.${branch}.merge`) : undefined;
  const there = head === null ? null : (follows ?? head);
  const tracking =
    there === null ? undefined : branches.get(`refs/remotes/${name}/${there.replace(/^refs\/heads\//, '')}`);
  const [url = ''] = answer.stdout.toString('utf8').split('\n');
  const unused = describeUnused(unusedSettings(settings));
  return { name, url: withoutCredentials(url), branch: there, unused, known: tracking?.commit ?? null };
}
