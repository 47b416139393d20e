import { basename, relative, sep } from 'node:path';
import { version as toolVersion } from '../../../package.json';
import { componentOfPrefix } from '../../core/changelog/links/ref-component.ts';
import type { DependencyFile } from '../../core/dependencies/compare.ts';
import { gatherStates } from '../../core/dependencies/gather.ts';
import { concernsPackage, restrictToPackage } from '../../core/dependencies/package-scope.ts';
import { nameSbom, toSbom } from '../../core/dependencies/sbom.ts';
import { findRevision } from '../../core/ledger/find-revision.ts';
import type { GatheredLedger } from '../../core/ledger/gather.ts';
import { isKnown } from '../../core/ledger/ledger.ts';
import { hintOnTag } from '../../core/ledger/why-no-tags.ts';
import { findRecorded } from '../../core/release/component-facts.ts';
import { hashOf } from '../../host/files.ts';
import { toDependencyFilter } from '../../host/gather-dependencies.ts';
import { toRealPath } from '../../host/git/search-path.ts';
import { EXIT, printNote, printRefusal, type Session } from '../session.ts';
import { beginWithLedger, type OpenedLedger } from '../the-ledger.ts';

/**
 * `sbom VERSION`: the bill of materials of a tagged version, from its lock files and requirements. That of a package alone, where
 * its changelog is named.
 */
export async function sbom(session: Session, [wanted = '']: readonly string[]): Promise<number> {
  const opened = await beginWithLedger(session, ['json']);
  if (typeof opened === 'number') return opened;
  const { policy, root, repository } = opened;
  const { ledger, version } = findRecorded(opened.ledger, wanted, true);
  const release = ledger.releases.find(({ tags }) =>
    tags.some(({ name }) => name === findRevision(ledger, version?.raw ?? wanted)?.name),
  );
  const tag = release?.tags.find(({ commit }) => commit !== null);
  if (!isKnown(repository) || !isKnown(ledger.repository) || !release || !tag?.commit) {
    const reason = isKnown(ledger.repository) ? `no tag is or names “${wanted}”` : ledger.repository.notKnown;
    const hint = 'The bill is made from the files as they were tagged: tag the version first';
    printRefusal(session, {
      message: reason,
      hint: isKnown(ledger.repository) ? hintOnTag(ledger.repository, hint) : null,
    });
    return EXIT.findings;
  }
  const path = relative(toRealPath(repository.place.root), toRealPath(root)).split(sep).join('/');
  const isWanted = toDependencyFilter(policy.dependencyFiles);
  const folder = path === '' ? '' : `${path}/`;
  const states = await gatherStates(repository, { commits: [tag.commit], folder, isWanted });
  if ('notKnown' in states) {
    printRefusal(session, { message: states.notKnown, hint: null });
    return EXIT.findings;
  }
  const [all = []] = states;
  const own = packageFolder(session, opened, all);
  const state =
    own === ''
      ? all
      : restrictToPackage(
          all.filter((each) => concernsPackage(each.path, own)),
          own,
        );
  if (own !== '') printNote(session, `of ${own.slice(0, -1)} alone`);
  const broken = state.filter(({ problems }) => problems.length > 0);
  for (const { path: name, problems } of broken) printNote(session, `${name}: not read: ${problems[0]?.message}`);
  const bill = toSbom({
    name: own === '' ? nameOf(ledger, root) : basename(own),
    version: release.version.raw,
    timestamp: toTimestamp(session.host.env.SOURCE_DATE_EPOCH, tag.date),
    tool: { name: 'release-ledger', version: toolVersion },
    files: state,
  });
  session.out.json(nameSbom(bill, hashOf(Buffer.from(JSON.stringify(bill)))));
  return broken.length > 0 ? EXIT.findings : EXIT.done;
}

/** The folder of the package whose changelog this is, with `/` at its end, as `deps` has it; empty for the whole. */
function packageFolder(
  { options }: Session,
  { root, file, ledger }: OpenedLedger,
  files: readonly DependencyFile[],
): string {
  const path = relative(root, file.path).split(sep).join('/');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const isNamed = options.changelog !== undefined || componentOfPrefix(ledger.tagPrefix) !== '';
  const hasOwn = files.some((each) => each.path.startsWith(folder) && each.kind.role !== 'lock');
  return isNamed && hasOwn ? folder : '';
}

/** As the remote calls the project; else as its folder is called. */
function nameOf({ repository }: GatheredLedger, root: string): string {
  const url = isKnown(repository) ? repository.remotes[0]?.url : undefined;
  return /([^/:]+?)(?:\.git)?\/?$/.exec(url ?? '')?.[1] ?? basename(root);
}

/** `SOURCE_DATE_EPOCH` in seconds, as builds that can be repeated set it; else when the version was tagged. */
function toTimestamp(epoch: string | undefined, tagged: string | null): string {
  const seconds = epoch !== undefined && /^\d{1,11}$/.test(epoch) ? Number(epoch) * 1000 : null;
  return new Date(seconds ?? Date.parse(tagged ?? '1970-01-01T00:00:00Z')).toISOString();
}
