import { isKnown } from '../../core/ledger/ledger.ts';
import { blankManifest } from '../../core/manifest/blank-manifest.ts';
import { manifestPath, recordPaths } from '../../core/manifest/paths.ts';
import { writeManifest } from '../../core/manifest/read-manifest.ts';
import { toCommandLine } from '../../core/release/describe.ts';
import { compareVersions, isPrerelease } from '../../core/version/version.ts';
import { listFiles } from '../../host/gather-manifest.ts';
import { requireNamedPolicy } from '../named-policy.ts';
import { EXIT, printNote, requirePolicy, type Session } from '../session.ts';
import { toForms, writeManifests } from './manifest-create.ts';

/** `manifest blank VERSION`: the manifest for those who write it by hand, and the commands that tell what it says. */
export async function createBlankManifest(
  session: Session,
  [written = '']: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const required = await requirePolicy(session);
  const named = required && (await requireNamedPolicy(session, required, written, false));
  if (!named) return EXIT.usage;
  const { root } = required;
  const { policy, version, changelog } = named;
  const [form = 'md'] = toForms(policy, options.form as string | undefined);
  const text = writeManifest(blankManifest(policy, version.raw), form);
  const path = manifestPath(policy, version.raw, form) ?? `RELEASE-MANIFEST-${version.raw}.${form}`;
  if (options.stdout === true) session.out.exact(text);
  else {
    const code = await writeManifests(session, root, [{ form, path, text, state: 'new', open: [] }]);
    if (code !== EXIT.done) return code;
  }
  const before = (isKnown(changelog) ? changelog.changelog : null)?.releases.find(
    (each) => each.version !== null && !isPrerelease(each.version) && compareVersions(each.version, version) < 0,
  );
  if (before?.version) {
    const tag = policy.tag.name.replaceAll('{version}', () => before.version?.raw ?? '');
    printNote(session, `the modified files: ${toCommandLine(['git', 'diff', '--stat', tag])}`);
  }
  const listed = await listFiles(policy, version.raw, { files: session.host.files, root });
  const own = new Set(recordPaths(policy, version.raw));
  const hashed = isKnown(listed) ? listed.filter((each) => !own.has(each)) : [];
  if (hashed.length > 0) printNote(session, `the checksums: ${toCommandLine(['sha256sum', ...hashed])}`);
  return EXIT.done;
}
