import { isKnown } from '../../core/ledger/ledger.ts';
import { projectFolder } from '../../core/ledger/project-folder.ts';
import { ownNameOf } from '../../core/ledger/tag-template.ts';
import { shareRepositories } from '../../host/git/share-repositories.ts';
import { readManifestStates } from '../check/manifest-states.ts';
import { type Printer, type Segment, styled } from '../printer.ts';
import { count } from '../report/report.ts';
import { EXIT, printNote, type RequiredPolicy, type Session } from '../session.ts';
import { type CheckedLedger, checkTheLedger, printNotChecked } from '../the-ledger.ts';
import { describeOpened, type ShownStatus, toStatusJson } from './shown-status.ts';

/** What is said of one package among several. */
interface PackageStatus extends ShownStatus {
  /** The path of its changelog. */
  readonly changelog: string;
  /** What its version file calls it; null where none says it. */
  readonly name: string | null;
  /** How many entries are not released yet. */
  readonly unreleased: number;
  /** False where git does not say what is tagged. */
  readonly isTagKnown: boolean;
  /** How many errors and warnings “check” has for it, those of its version files included. */
  readonly problems: number;
}

/** `status` where there are several changelogs: a line for each package, or all that is known of each as JSON. */
export async function statusOfPackages(
  asked: Session,
  { format, ...required }: RequiredPolicy & { readonly format: 'text' | 'json' },
  paths: readonly string[],
): Promise<number> {
  const session = { ...asked, host: { ...asked.host, openRepository: shareRepositories(asked.host.openRepository) } };
  const today = session.host.clock.today();
  const states = await readManifestStates(session, { policy: required.policy, policyRoot: required.root, today });
  const packages: PackageStatus[] = [];
  const notChecked: CheckedLedger['notChecked'][number][] = [];
  for (const path of paths) {
    const changelog = { ...required.policy.changelog, files: [path] };
    const opened = await checkTheLedger(session, { ...required, policy: { ...required.policy, changelog } });
    if (!opened) continue;
    packages.push(toPackage(path, opened, await describeOpened(session, opened, states)));
    notChecked.push(...opened.notChecked);
  }
  if (format === 'json') session.out.json({ packages: packages.map(toJson) });
  else printTable(session.out, packages);
  printNotChecked(session, notChecked);
  if (format === 'text') printNote(session, `one of them in full: release-ledger status --changelog ${paths[0]}`);
  return packages.length < paths.length ? EXIT.usage : EXIT.done;
}

function toPackage(changelog: string, { ledger, problems, across }: CheckedLedger, shown: ShownStatus): PackageStatus {
  const { component, unreleased, versionFiles } = ledger;
  const parts = unreleased ? [unreleased.looseEntries, ...unreleased.sections.map(({ entries }) => entries)] : [];
  return {
    ...shown,
    changelog,
    name: ownNameOf({ folder: projectFolder(ledger), component }, versionFiles),
    unreleased: parts.flat().length,
    isTagKnown: isKnown(ledger.repository),
    problems: [...problems, ...across].filter(({ severity }) => severity === 'error' || severity === 'warning').length,
  };
}

function toJson({ changelog, name, unreleased, problems, isTagKnown: _, ...shown }: PackageStatus): object {
  return { changelog, name, unreleased, problems, ...toStatusJson(shown) };
}

const COLUMNS = ['package', 'current', 'next', 'unreleased'] as const;

function printTable(out: Printer, packages: readonly PackageStatus[]): void {
  const folders = packages.map(({ changelog }) => changelog.slice(0, Math.max(0, changelog.lastIndexOf('/'))) || '.');
  const rows = packages.map(({ changelog, status, next, unreleased }, i) => [
    folders.indexOf(folders[i] as string) === folders.lastIndexOf(folders[i] as string) ? folders[i] : changelog,
    status.current ?? '–',
    'code' in next ? '–' : next.next,
    unreleased === 0 ? '–' : String(unreleased),
  ]);
  const widths = COLUMNS.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const toLine = (cells: readonly (string | undefined)[]): string =>
    cells.map((cell = '', i) => cell.padEnd(widths[i] as number)).join('  ');
  out.line(styled(`${toLine(COLUMNS)}  state`, 'dim'));
  packages.forEach((each, i) => {
    out.line(`${toLine(rows[i] ?? [])}  `, ...describeState(each));
  });
}

function describeState({ status, isTagKnown, problems }: PackageStatus): readonly Segment[] {
  const { current, releases, versionFiles } = status;
  const behind = versionFiles.filter(({ agrees }) => !agrees).map(({ file }) => file.slice(file.lastIndexOf('/') + 1));
  const release = releases.find(({ version }) => version === current);
  const remarks = [
    ...(isTagKnown && release && !release.tag ? [`${current} is not tagged`] : []),
    ...[...new Set(behind)].map((name) => `${name} is behind`),
    ...(problems > 0 ? [count(problems, 'problem')] : []),
  ];
  return [remarks.length === 0 ? styled('✓', 'green') : styled(remarks.join(', '), 'yellow')];
}
