import { basename, resolve } from 'node:path';
import type { TextFile } from '../../core/index.ts';
import { POLICY_FILE_NAMES, type Refusal } from '../../core/index.ts';
import { decodeText } from '../../host/decode.ts';
import { SIZE_LIMIT, tooLarge } from '../../host/file-refusals.ts';
import { findChangelogs } from '../../host/find-changelogs.ts';
import { expandGlob, isGlob } from '../../host/glob.ts';
import { findAllChangelogs } from '../../host/workspace-packages.ts';
import { noChangelog } from '../no-changelog.ts';
import type { Omission } from '../report/report.ts';
import { rootOf, type Session, toDisplayPath } from '../session.ts';

/** A text to check. */
export interface Target {
  /** What it is called in reports. */
  readonly name: string;
  /** The absolute path that it has, or would have. */
  readonly path: string;
  readonly text: string;
  /** Null for standard input. */
  readonly file: TextFile | null;
}

export interface Targets {
  readonly changelogs: readonly Target[];
  /** Policy files that were named among the files. */
  readonly policies: readonly string[];
  /** What was named and could not be read. */
  readonly refusals: readonly { readonly name: string; readonly refusal: Refusal }[];
  readonly notChecked: readonly Omission[];
}

/**
 * Reads the changelogs that the policy names.
 *
 * @param releasing true where a version ships: that is one of the whole where the root has a changelog, whatever packages have
 */
export async function readPolicyTargets(
  session: Session,
  patterns: readonly string[],
  releasing: boolean,
): Promise<Targets> {
  const { host, root } = session;
  const found = await (releasing ? findChangelogs : findAllChangelogs)(host.files, root, patterns);
  const targets = await readNamed(session, found.paths);
  const unmatched = found.unmatched.map(({ pattern, reason }) => ({ rule: 'changelog/*', file: pattern, reason }));
  if (found.paths.length > 0) return { ...targets, notChecked: unmatched };
  return {
    ...targets,
    refusals: [{ name: patterns[0] ?? 'CHANGELOG.md', refusal: await noChangelog(session, patterns) }],
  };
}

/** Reads the files that the user names; a pattern that no shell expanded is expanded here. */
export async function readFileTargets(session: Session, names: readonly string[]): Promise<Targets> {
  const expanded = await Promise.all(names.map((name) => expandName(session, name)));
  const all = [...new Set(expanded.flat())];
  const isPolicy = (name: string): boolean => (POLICY_FILE_NAMES as readonly string[]).includes(basename(name));
  const changelogs = await readNamed(
    session,
    all.filter((name) => !isPolicy(name)),
  );
  return { ...changelogs, policies: all.filter(isPolicy) };
}

async function expandName({ host, root }: Session, name: string): Promise<readonly string[]> {
  if (!isGlob(name)) return [toDisplayPath(root, resolve(root, name))];
  const { paths } = await expandGlob(host.files, root, name);
  return paths.length > 0 ? paths : [name];
}

async function readNamed({ host, root }: Session, names: readonly string[]): Promise<Targets> {
  const changelogs: Target[] = [];
  const refusals: { name: string; refusal: Refusal }[] = [];
  for (const name of names) {
    const path = resolve(root, name);
    const reading = await host.files.readText({ path, root: rootOf(root, path), name });
    if (reading.file) changelogs.push({ name, path, text: reading.file.text, file: reading.file });
    else refusals.push({ name, refusal: reading.refusal });
  }
  return { changelogs, policies: [], refusals, notChecked: [] };
}

/** Reads standard input. @param name the path that the text belongs to */
export async function readInputTarget({ host, root }: Session, name: string): Promise<Targets> {
  const bytes = await host.readInput(SIZE_LIMIT);
  const isTooLarge = bytes.length > SIZE_LIMIT;
  const decoded = isTooLarge ? { refusal: tooLarge(name, null) } : decodeText(bytes, name);
  if (decoded.refusal)
    return { changelogs: [], policies: [], refusals: [{ name, refusal: decoded.refusal }], notChecked: [] };
  const path = resolve(root, name);
  const shown = name === '<stdin>' ? name : toDisplayPath(root, path);
  return {
    changelogs: [{ name: shown, path, text: decoded.text, file: null }],
    policies: [],
    refusals: [],
    notChecked: [],
  };
}
