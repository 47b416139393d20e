import { addPlaceholder } from '../../changelog/edits/placeholder.ts';
import { gatherVersionOrders } from '../../changelog/version-order.ts';
import { taggedVersions } from '../../ledger/ledger.ts';
import { nextPrerelease } from '../../version/next-prerelease.ts';
import { compareVersions, isPrerelease, parseVersion, type Version } from '../../version/version.ts';
import { placeOfHead } from '../branches.ts';
import { checkNewVersion } from '../check-version.ts';
import { chooseVersion } from '../choose-version.ts';
import { commitOnHead, makePlan, toFileSteps } from '../compose.ts';
import type { ReleaseFacts } from '../facts.ts';
import { commitMessage } from '../messages.ts';
import type { Plan } from '../plan.ts';
import { checkBranchHead, checkFiles } from '../readiness.ts';
import { checkVersionFiles, linkOptionsOf, versionFileTexts } from '../release-texts.ts';

export interface BumpOptions {
  /** A level or a version; null for the version that the entries lead to. */
  readonly wanted: string | null;
  readonly pre: string | null;
  /** False to leave what is written uncommitted. */
  readonly commit: boolean;
}

/** `bump`: the version in all version files at once, a place for its entries in the changelog, and one commit. */
export function planBump(facts: ReleaseFacts, options: BumpOptions): Plan {
  const { ledger, policy } = facts;
  const place = placeOfHead(facts);
  const wanted = options.wanted ?? (options.pre === null ? (place.version?.raw ?? null) : null);
  const chosen = chooseVersion(facts, { ...options, wanted, type: null });
  const state = options.commit ? checkBranchHead(facts) : [];
  if ('code' in chosen)
    return makePlan(facts, { operation: 'bump', title: 'Bump the version', blockers: [...state, chosen], steps: [] });
  const version = options.pre === null ? chosen.version : afterFiles(facts, chosen.version, options.pre);
  const section = policy.version.placeholder === 'section' && !isPrerelease(version) ? version.raw : null;
  const changelog = addPlaceholder(ledger.changelog, section, linkOptionsOf(facts));
  const texts = new Map([[ledger.path, changelog], ...versionFileTexts(facts, version)]);
  const changed = [...texts].filter(([path, text]) => facts.files.get(path)?.present?.text !== text);
  const dirty = options.commit
    ? checkFiles(
        facts,
        changed.map(([path]) => path),
      )
    : [];
  const message = `${commitMessage(facts, 'bump', version.raw)}\n`;
  const steps =
    changed.length === 0
      ? []
      : options.commit
        ? commitOnHead(facts, { id: 'bump', texts, message })
        : toFileSteps(facts, texts, true);
  return makePlan(facts, {
    operation: 'bump',
    title: `Bump the version to ${version.raw}`,
    blockers: [...state, ...dirty, ...checkNewVersion(facts, version, null, null), ...checkVersionFiles(facts)],
    steps,
    notes: version === chosen.version ? [chosen.why] : [`${version.raw} follows what the version files say`],
    next: [{ command: ['release-ledger', 'cut', version.raw], why: 'once it is ready' }],
  });
}

/** Where the version files say a pre-release of this version already, the one that follows it. */
function afterFiles({ versionFiles, ledger, policy }: ReleaseFacts, chosen: Version, name: string): Version {
  const core = chosen.release.join('.');
  const written = versionFiles
    .flatMap(({ places }) => places.flatMap(({ parsed }) => parsed ?? []))
    .filter((each) => isPrerelease(each) && each.release.join('.') === core)
    .sort(compareVersions)
    .at(-1);
  if (!written || compareVersions(written, chosen) < 0) return chosen;
  const [order] = [...gatherVersionOrders(ledger.changelog).values()];
  const { isTagged } = taggedVersions(ledger);
  for (let last = written; ; ) {
    const next = nextPrerelease(core, last, name, policy.version.prerelease, order?.sorted ?? []);
    const read = next === null ? null : parseVersion(next);
    if (!read) return chosen;
    if (!isTagged(read) || compareVersions(read, last) <= 0) return read;
    last = read;
  }
}
