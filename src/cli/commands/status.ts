import { isKnown, type Ledger } from '../../core/ledger/ledger.ts';
import type { ReleaseStatus } from '../../core/ledger/status.ts';
import { nameSome } from '../../core/text/name-some.ts';
import { findChangelogs } from '../../host/find-changelogs.ts';
import { findAllChangelogs } from '../../host/workspace-packages.ts';
import { readManifestStates } from '../check/manifest-states.ts';
import { type Printer, type Segment, styled } from '../printer.ts';
import { begin, EXIT, printNote, type Session } from '../session.ts';
import { checkTheLedger, printNotChecked } from '../the-ledger.ts';
import { describeOpened, type ShownStatus, toStatusJson } from './shown-status.ts';

/** `status`: the current and the next version, and each release as changelog, tags and version files have it. */
export async function status(session: Session): Promise<number> {
  const begun = await begin(session, ['text', 'json']);
  if (!begun) return EXIT.usage;
  const { paths } = await findChangelogs(session.host.files, session.root, begun.policy.changelog.files);
  if (paths.length > 1) return (await import('./status-packages.ts')).statusOfPackages(session, begun, paths);
  const opened = await checkTheLedger(session, begun);
  if (!opened) return EXIT.usage;
  const { format, root: policyRoot } = begun;
  const run = { policy: opened.shared, policyRoot, today: session.host.clock.today() };
  const shown = await describeOpened(session, opened, await readManifestStates(session, run));
  if (format === 'json') session.out.json(toStatusJson(shown));
  else printStatus(session.out, shown, wordFor(opened.ledger));
  printNotChecked(session, opened.notChecked);
  const all = (await findAllChangelogs(session.host.files, session.root, begun.policy.changelog.files)).paths.slice(1);
  if (format === 'text' && all.length > 0)
    printNote(session, `packages have changelogs of their own: ${nameSome(all)}; --changelog ${all[0]} shows that one`);
  return EXIT.done;
}

/** What is said of a release without a tag: nothing where git says nothing, and of a shallow clone that it may lack it. */
function wordFor({ repository }: Ledger): string {
  if (!isKnown(repository)) return '';
  return repository.shallow ? 'no tag in this clone' : 'not tagged';
}

const SHOWN = 15;

function printStatus(
  out: Printer,
  { status: { current, components, releases, versionFiles }, next }: ShownStatus,
  untagged: string,
): void {
  const several = components.length > 1;
  for (const { name, current } of several ? components : []) {
    out.line('current  ', styled(current ?? 'none', 'bold'), `  ${name ?? 'without a name'}`);
  }
  if (!several) out.line('current  ', styled(current ?? 'none', 'bold'));
  if ('code' in next) {
    out.line('next     ', next.code === 'no-version' ? next.message : 'nothing in Unreleased asks for a release');
  } else {
    const skipped = next.skipped.length === 0 ? '' : `, not ${next.skipped.join(', ')}: tagged on another branch`;
    out.line('next     ', styled(next.next, 'bold'), ` (${next.level}${skipped})`);
  }
  out.line('');
  const shown = releases.slice(0, SHOWN).map((release) => ({ release, name: nameOf(release, several) }));
  const width = Math.max(7, ...shown.map(({ name }) => name.length));
  for (const { release, name } of shown) out.line(...describeRelease(release, { name, width, untagged }));
  if (releases.length > SHOWN)
    out.line(`… and ${releases.length - SHOWN} older; “release-ledger history” lists them all`);
  if (versionFiles.length > 0) out.line('');
  for (const { file, line, version, agrees } of versionFiles) {
    out.line(agrees ? styled('✓', 'green') : styled('✗', 'red'), ` ${file}:${line}  ${version}`);
  }
}

function nameOf({ component, version }: ReleaseStatus, isOneOfSeveral: boolean): string {
  return isOneOfSeveral && component !== null ? `${component} ${version}` : version;
}

function describeRelease(
  { date, tag, changelog, manifest, frozen, problems, yanked }: ReleaseStatus,
  { name, width, untagged }: { readonly name: string; readonly width: number; readonly untagged: string },
): readonly Segment[] {
  const remarks: Segment[] = [];
  if (!changelog) remarks.push(styled('no section', 'yellow'));
  if (frozen === 'changed') remarks.push(styled('changed since its tag', 'yellow'));
  if (frozen === 'amended') remarks.push('amended');
  if (manifest) remarks.push(manifest.valid ? 'manifest' : styled('manifest with errors', 'red'));
  if (yanked) remarks.push(styled('yanked', 'red'));
  if (problems > 0) remarks.push(`${problems} ${problems === 1 ? 'problem' : 'problems'}`);
  const parts = remarks.flatMap((each): readonly Segment[] => ['  ', each]);
  return [`${name.padEnd(width)}  ${date ?? '          '}  `, tag ? tag.name : styled(untagged, 'dim'), ...parts];
}
