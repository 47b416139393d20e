import { fillPath } from '../manifest/paths.ts';
import { collisionKey, whyUnsafePath } from '../manifest/safe-path.ts';
import type { BundlePolicy, Policy } from '../policy/policy.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { matchesGlob } from '../text/matches-glob.ts';
import { toVisibleLine } from '../text/visible.ts';

/** A file that may go into a bundle. */
export interface BundleCandidate {
  /** Relative to the policy's folder, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'program' | 'link' | 'submodule';
  readonly size: number;
}

/** What the placeholders of the bundle's settings stand for. */
export interface BundleNames {
  readonly name: string;
  readonly version: string;
  readonly tag: string;
  readonly ext: BundlePolicy['format'];
}

export interface PlannedFile<Candidate extends BundleCandidate = BundleCandidate> {
  readonly file: Candidate;
  /** Its path in the bundle. */
  readonly path: string;
}

export interface BundlePlan<Candidate extends BundleCandidate = BundleCandidate> {
  /** In the order of the bundle. */
  readonly files: readonly PlannedFile<Candidate>[];
  /** Links and submodules, which a bundle does not hold. */
  readonly leftOut: readonly string[];
}

/** Puts names into a template of the bundle's settings. */
export function fillBundleTemplate(template: string, names: BundleNames): string {
  return template.replace(/\{(name|version|tag|ext)\}/g, (_, key: keyof BundleNames) => names[key]);
}

/** Where a bundle is written: where others may have the version, under the tag. */
export function bundlePath(policy: Policy, names: BundleNames): string {
  const { path } = policy.bundle;
  return fillBundleTemplate(policy.own ? fillPath(path, policy, names.version) : path, names);
}

/** Where a file of the policy's folder stands in the bundle. */
export function pathInBundle(path: string, { root, strip }: BundlePolicy, names: BundleNames): string {
  const [folder, start] = [fillBundleTemplate(root, names), fillBundleTemplate(strip, names)];
  const inner = start !== '' && path.startsWith(`${start}/`) ? path.slice(start.length + 1) : path;
  return folder === '' ? inner : `${folder}/${inner}`;
}

/**
 * Chooses the files of a bundle by the policy, and where they stand in it.
 *
 * @returns a refusal where there are none, where one has a name that not every system can hold, and where some system takes
 * two of them for the same file.
 */
export function planBundle<Candidate extends BundleCandidate>(
  { bundle }: Policy,
  candidates: readonly Candidate[],
  names: BundleNames,
): BundlePlan<Candidate> | Refusal {
  const fill = (pattern: string): string => fillBundleTemplate(pattern, names);
  const include = bundle.include.map(fill);
  // A bundle that held the ones before it would be another one on every run.
  const bundles = bundle.path.replace(/\{\w+\}/g, '*');
  const exclude = [...bundle.exclude.map(fill), bundles, `${bundles}.intoto.json`];
  const isWanted = (path: string): boolean =>
    include.some((pattern) => matchesGlob(path, pattern)) && !exclude.some((pattern) => matchesGlob(path, pattern));
  const wanted = candidates.filter(({ path }) => isWanted(path));
  const files = wanted.flatMap((file) =>
    file.kind === 'file' || file.kind === 'program' ? [{ file, path: pathInBundle(file.path, bundle, names) }] : [],
  );
  if (files.length === 0)
    return refusal(
      'empty-bundle',
      'no file of the release belongs into the bundle',
      'See bundle.include in the policy',
    );
  const why = whyNotPortable(files.map(({ path }) => path));
  if (why !== null) return refusal('unsafe-path', why, 'Rename it, or leave it out with bundle.exclude in the policy');
  files.sort((a, b) => order(a.path, b.path));
  return {
    files,
    leftOut: wanted.flatMap(({ kind, path }) => (kind === 'link' || kind === 'submodule' ? [path] : [])),
  };
}

/** Why paths cannot stand beside each other on every system; null where they can. */
export function whyNotPortable(paths: readonly string[]): string | null {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const unsafe = whyUnsafePath(path);
    if (unsafe !== null) return `the path “${toVisibleLine(path)}” ${unsafe}`;
    const key = collisionKey(path);
    const other = seen.get(key);
    if (other === path) return `the path “${toVisibleLine(path)}” stands there twice`;
    if (other !== undefined)
      return `the paths “${toVisibleLine(other)}” and “${toVisibleLine(path)}” are the same file on some systems`;
    seen.set(key, path);
  }
  const folders = new Set<string>();
  for (const key of seen.keys()) {
    // Where a folder is known, those that it lies in are, too.
    for (let at = key.lastIndexOf('/'); at > 0 && !folders.has(key.slice(0, at)); at = key.lastIndexOf('/', at - 1))
      folders.add(key.slice(0, at));
  }
  for (const [key, path] of seen)
    if (folders.has(key)) return `the path “${toVisibleLine(path)}” is a file and a folder`;
  return null;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
