import { type Changelog, nextVersion, type Policy, parseChangelog, parseVersion } from '../../core/index.ts';
import { findChangelogs } from '../../host/find-changelogs.ts';
import { printNote, printRefusal, type Session } from '../session.ts';
import { readTheChangelog } from '../the-changelog.ts';

/** The version that gates are run for. */
export interface GateSubject {
  readonly version: string;
  /** Null where the folder has none, or several. */
  readonly changelog: Changelog | null;
}

/** The version that was named, else the one that Unreleased leads to, else the newest of the changelog; null with the reason printed. */
export async function chooseVersion(session: Session, policy: Policy, named: unknown): Promise<GateSubject | null> {
  if (typeof named === 'string') {
    const version = parseVersion(named.replace(/^v(?=\d)/, ''))?.raw;
    if (version !== undefined) return { version, changelog: await readQuietly(session, policy) };
    printRefusal(session, { message: `${named} is no version`, hint: 'Write it as the changelog does: 1.4.0' });
    return null;
  }
  const file = await readTheChangelog(session, policy, null);
  if (!file) return null;
  const changelog = parseChangelog(file.text, policy.changelog);
  const next = nextVersion(changelog, policy, { level: null, pre: null, today: session.host.clock.today() });
  const version = 'code' in next ? changelog.releases.find((each) => each.version !== null)?.version?.raw : next.next;
  if (version === undefined) {
    printRefusal(session, {
      message: `${file.name} names no version that the gates could be for`,
      hint: 'Name one with --version',
    });
    return null;
  }
  printNote(session, `for ${version}; name another one with --version`);
  return { version, changelog };
}

/** Whoever names a version need not have a changelog. */
async function readQuietly({ host, root }: Session, policy: Policy): Promise<Changelog | null> {
  const { paths } = await findChangelogs(host.files, root, policy.changelog.files);
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) return null;
  const { file } = await host.files.readText({ path: `${root}/${path}`, root, name: path });
  return file ? parseChangelog(file.text, policy.changelog) : null;
}
