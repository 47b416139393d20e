import type { Fix, Problem } from '../rules/problem.ts';
import { closest } from '../text/closest.ts';
import type { Span } from '../text/source.ts';
import { checkPolicy, type ParsedPolicyFile } from './check-policy.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { mergeSettings } from './merge-settings.ts';
import type { Policy } from './policy.ts';
import { KEEP_A_CHANGELOG } from './profiles/keep-a-changelog.ts';
import { BUILT_IN_PROFILES, type Profile } from './profiles.ts';
import { type SettingLayer, traceSettings } from './provenance.ts';
import { readPolicy } from './read-policy.ts';
import { resolvePath } from './resolve-path.ts';
import type { MatchesAny, PolicyFile, ReadPolicyFile, ResolvedPolicy } from './resolved-policy.ts';

/** A chain longer than this is a mistake, whatever it means to say. */
const CHAIN_LIMIT = 8;

/**
 * Merges a policy file and what it extends over the default profile, as `resolvePolicy` says.
 *
 * @param first the file's text
 */
export async function mergePolicyFiles(
  path: string,
  first: string,
  readFile: ReadPolicyFile,
  matchesAny: MatchesAny,
): Promise<ResolvedPolicy | null> {
  const files: (PolicyFile & ParsedPolicyFile)[] = [];
  const layers: SettingLayer[] = [];
  let profile = KEEP_A_CHANGELOG.name;
  let next: string | null = path;
  while (next !== null) {
    const text: string | null = files.length === 0 ? first : await readFile(next);
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

/** The version files, by path or glob, that have to be there and are not, and templates. */
async function findMissing(
  { versionFiles, documents }: Policy,
  readFile: ReadPolicyFile,
  matchesAny: MatchesAny,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (const { path, presence } of versionFiles) {
    if (presence !== 'required') continue;
    const isThere = /[*?]/.test(path) ? await matchesAny(path) : (await readFile(path)) !== null;
    if (!isThere) missing.add(path);
  }
  for (const path of Object.values(documents.templates)) if ((await readFile(path)) === null) missing.add(path);
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

function problem(rule: string, span: Span, message: string): Problem {
  return { rule, severity: 'error', span, message, fixes: [] };
}
