import type { Fix, Problem } from '../rules/problem.ts';
import { closest } from '../text/closest.ts';
import type { Span } from '../text/source.ts';
import { checkPolicy, type ParsedPolicyFile } from './check-policy.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import type { Policy } from './policy.ts';
import { BUILT_IN_PROFILES, type Profile } from './profiles.ts';
import { type Provenance, type SettingLayer, traceSettings } from './provenance.ts';
import { readPolicy } from './read-policy.ts';

/** Reads one policy file by its path; null where there is none or it cannot be read. */
export type ReadPolicyFile = (path: string) => Promise<string | null>;

/** True where a glob of a policy, relative to the root, matches any file. */
export type MatchesAny = (pattern: string) => Promise<boolean>;

export interface ResolvedPolicy {
  readonly policy: Policy;
  /** The built-in profile that it rests on. */
  readonly profile: string;
  /** Who gave each setting its value. */
  readonly provenance: Provenance;
  /** Version files, by path or glob, that it names and that are not there. */
  readonly missing: ReadonlySet<string>;
  /** Every file that has a part in it, the one that was asked for first. */
  readonly files: readonly PolicyFile[];
}

export interface PolicyFile {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** The names that a policy file may have in its folder, in the order in which they are looked for. */
export const POLICY_FILE_NAMES = ['release-ledger.jsonc', '.release-ledger.jsonc'] as const;

const [DEFAULT_PROFILE = ''] = BUILT_IN_PROFILES.keys();

/** A chain longer than this is a mistake, whatever it means to say. */
const CHAIN_LIMIT = 8;

/**
 * Reads a policy file and what it extends, and merges them over the default profile: objects merge, lists replace.
 *
 * @param path relative to the root, with `/`; `extends` is resolved against the file it stands in and must stay in the root.
 * @param matchesAny left out by those who cannot look: no fault is found with globs then.
 * @returns what is valid of it. Who enforces the policy stops at any problem of the severity `error`; null without the file.
 */
export async function resolvePolicy(
  path: string,
  readFile: ReadPolicyFile,
  matchesAny: MatchesAny = async () => true,
): Promise<ResolvedPolicy | null> {
  const files: (PolicyFile & ParsedPolicyFile)[] = [];
  const layers: SettingLayer[] = [];
  let profile = DEFAULT_PROFILE;
  let next: string | null = path;
  while (next !== null) {
    const text: string | null = await readFile(next);
    if (text === null) return null;
    const read = readPolicy(text);
    const { root } = read;
    layers.push({ settings: read.settings, source: { kind: 'file', path: next, text, root } });
    const base: BaseReference = read.extends ? await resolveBase(next, read.extends, files, readFile) : {};
    if (base.profile) {
      profile = base.profile.name;
      layers.push({ settings: base.profile.settings, source: { kind: 'profile', name: profile } });
    }
    const problems = base.problem ? [...read.problems, base.problem] : read.problems;
    files.push({ path: next, text, problems, root });
    next = base.path ?? null;
  }
  layers.push({ settings: DEFAULT_POLICY, source: { kind: 'default' } });
  const policy = layers.map(({ settings }) => settings).reduceRight(mergeSettings) as Policy;
  const missing = await findMissing(policy, readFile, matchesAny);
  const found = checkPolicy({ policy, missing }, files);
  return {
    policy,
    profile,
    provenance: traceSettings(layers),
    missing,
    files: files.map((file) => ({
      path: file.path,
      text: file.text,
      problems: inOrder([...file.problems, ...(found.get(file.path) ?? [])]),
    })),
  };
}

/** True for a policy that may not say what its author meant; nobody is to act by it. */
export function isBroken({ files }: { readonly files: readonly PolicyFile[] }): boolean {
  return files.some(({ problems }) => problems.some(({ severity }) => severity === 'error'));
}

/** The version files, by path or glob, that have to be there and are not. */
async function findMissing(
  { versionFiles }: Policy,
  readFile: ReadPolicyFile,
  matchesAny: MatchesAny,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (const { path, presence } of versionFiles) {
    if (presence !== 'required') continue;
    const isThere = /[*?]/.test(path) ? await matchesAny(path) : (await readFile(path)) !== null;
    if (!isThere) missing.add(path);
  }
  return missing;
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

interface BaseReference {
  readonly profile?: Profile;
  readonly path?: string;
  readonly problem?: Problem;
}

async function resolveBase(
  from: string,
  { value, span }: { readonly value: string; readonly span: Span },
  files: readonly PolicyFile[],
  readFile: ReadPolicyFile,
): Promise<BaseReference> {
  const profile = BUILT_IN_PROFILES.get(value);
  if (profile) return { profile };
  if (!/[/.]/.test(value)) {
    const guess = closest(value, BUILT_IN_PROFILES.keys());
    const known = guess ? `“${guess}”` : `one of ${[...BUILT_IN_PROFILES.keys()].join(', ')}, or the path of a file`;
    const unknown = problem('policy/unknown-profile', span, `Unexpected profile “${value}”, expected ${known}`);
    const fixes: readonly Fix[] = guess
      ? [{ title: `Change to “${guess}”`, safety: 'unsafe', edits: [{ ...span, text: JSON.stringify(guess) }] }]
      : [];
    return { problem: { ...unknown, fixes } };
  }
  const path = resolvePath(from, value);
  if (path === null) {
    return {
      problem: problem('policy/missing-file', span, `Unexpected path “${value}”, expected a file inside this folder`),
    };
  }
  if (path === from || files.some((file) => file.path === path) || files.length >= CHAIN_LIMIT) {
    return {
      problem: problem('policy/circular-extends', span, `Unexpected “${value}”, which leads back to this file`),
    };
  }
  if ((await readFile(path)) === null) {
    return { problem: problem('policy/missing-file', span, `Expected the file “${value}”, which cannot be read`) };
  }
  return { path };
}

/** Resolves a relative path against the file that names it; null where it leaves the root. */
export function resolvePath(from: string, relative: string): string | null {
  if (/^(?:[/\\~]|[A-Za-z]:)/.test(relative)) return null;
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** Objects are merged key by key, everything else is replaced. Keys come validated, so none can reach a prototype. */
export function mergeSettings(base: unknown, changes: unknown): unknown {
  if (!isObject(base) || !isObject(changes)) return changes;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    merged[key] = Object.hasOwn(base, key) ? mergeSettings(base[key], value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problem(rule: string, span: Span, message: string): Problem {
  return { rule, severity: 'error', span, message, fixes: [] };
}
