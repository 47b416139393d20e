import { join, relative, resolve, sep } from 'node:path';
import { isBroken, type Policy, type Refusal, refusal, type Version } from '../core/index.ts';
import { readVersion } from '../core/version/read-version.ts';
import { isGlob } from '../host/glob.ts';
import { type LoadedPolicy, loadPolicy } from '../host/policy-file.ts';
import { isInside } from '../host/root.ts';
import type { CliHost } from './host.ts';
import { type Printer, type Segment, styled } from './printer.ts';

/** What the commands exit with; `public interface`. */
export const EXIT = { done: 0, findings: 1, usage: 2, partial: 3 } as const;

export interface GlobalOptions {
  readonly cwd?: string;
  readonly policy?: string;
  readonly changelog?: string;
  readonly format?: string;
}

/** One run of the command line: the world, the two streams, and the options that every command has. */
export interface Session {
  readonly host: CliHost;
  /** Data. */
  readonly out: Printer;
  /** Everything else. */
  readonly err: Printer;
  /** The absolute path of the folder that the command works in. */
  readonly root: string;
  readonly options: GlobalOptions;
}

/** Says why something was not done and what to do next. */
export function printRefusal({ err }: Session, { message, hint }: Pick<Refusal, 'message' | 'hint'>): void {
  err.line(styled('error:', 'bold', 'red'), ` ${message}`);
  if (hint !== null) err.line(styled('  hint:', 'cyan'), ` ${hint}`);
}

/** Says something that is worth knowing and no failure. */
export function printNote({ err }: Session, message: string): void {
  err.line(styled('note:', 'bold', 'cyan'), ` ${message}`);
}

/** A file's name as a piece of a line. */
export function styledName(name: string): Segment {
  return styled(name, 'underline');
}

/** The chosen format; null, and the reason printed, where the command does not have it. */
export function chooseFormat<Format extends string>(
  session: Session,
  formats: readonly [Format, ...Format[]],
): Format | null {
  const { format } = session.options;
  if (format === undefined) return formats[0];
  const known = formats.find((each) => each === format);
  if (known !== undefined) return known;
  printRefusal(session, {
    message: `the format “${format}” is unknown here`,
    hint: `Formats of this command: ${formats.join(', ')}`,
  });
  return null;
}

/** A path as it is shown and reported: relative to the working folder, with `/`. */
export function toDisplayPath(root: string, path: string): string {
  const shown = relative(root, path).split(sep).join('/');
  return shown === '' ? '.' : shown;
}

/** The folder that a file must not lead out of: the working folder, or its own where it was named outside of that. */
export function rootOf(root: string, path: string): string {
  return isInside(root, path) ? root : resolve(path, '..');
}

/** A policy, and the absolute path of the folder that its files' paths are relative to. */
export interface SessionPolicy extends LoadedPolicy {
  readonly root: string;
}

/** Loads the policy that `--policy` names, or the working folder's own; where `--changelog` names one, there is no other. */
export async function loadSessionPolicy(session: Session): Promise<SessionPolicy> {
  const loaded = await loadNamedPolicy(session);
  const { changelog } = session.options;
  if (changelog === undefined || loaded.refusal) return loaded;
  const path = resolve(session.root, changelog);
  const name = toDisplayPath(session.root, path);
  if (!isInside(session.root, path) || isGlob(name)) {
    const hint = 'Name one file below the working folder; --cwd chooses another folder';
    return {
      ...loaded,
      refusal: refusal('not-a-file', `--changelog ${changelog} is no file of ${session.root}`, hint),
    };
  }
  const { refusal: unread } = await session.host.files.readText({ path, root: session.root, name });
  if (unread) return { ...loaded, refusal: unread };
  const { policy } = loaded;
  return { ...loaded, policy: { ...policy, changelog: { ...policy.changelog, files: [name] } } };
}

async function loadNamedPolicy({ host, root, options }: Session): Promise<SessionPolicy> {
  if (options.policy === undefined) return { ...(await loadPolicy(host.files, root, null)), root };
  const path = resolve(root, options.policy);
  const policyRoot = rootOf(root, path);
  return { ...(await loadPolicy(host.files, policyRoot, toDisplayPath(policyRoot, path))), root: policyRoot };
}

/** A policy that may be worked by, and the absolute path of the folder that its files' paths are relative to. */
export interface RequiredPolicy {
  readonly policy: Policy;
  readonly root: string;
}

/**
 * Loads the policy for an operation, which does nothing under a policy that is not what its author meant.
 *
 * @returns null where the policy is broken; then the reason was printed.
 */
export async function requirePolicy(session: Session): Promise<RequiredPolicy | null> {
  const { policy, root, files, refusal } = await loadSessionPolicy(session);
  if (refusal) {
    printRefusal(session, refusal);
    return null;
  }
  const broken = files.find((file) => isBroken({ files: [file] }));
  if (!broken) return { policy, root };
  const errors = broken.problems.filter(({ severity }) => severity === 'error');
  const count = errors.length;
  printRefusal(session, {
    message: `the policy ${toDisplayPath(session.root, join(root, broken.path))} has ${count === 1 ? 'an error' : `${count} errors`}: ${errors[0]?.message}`,
    hint: 'Run “release-ledger check” to see them all with their places',
  });
  return null;
}

/** What most commands begin with: the chosen format, and the policy; null, and the reason printed, where one is not to be had. */
export async function begin<Format extends string>(
  session: Session,
  formats: readonly [Format, ...Format[]],
): Promise<(RequiredPolicy & { readonly format: Format }) | null> {
  const format = chooseFormat(session, formats);
  const required = format && (await requirePolicy(session));
  return required && { ...required, format };
}

/** Reads a version that the user named; null, and the reason printed, where it is none. */
export function requireVersion(session: Session, written: string): Version | null {
  const version = readVersion(written);
  if (!version) printNoVersion(session, written);
  return version;
}

export function printNoVersion(session: Session, written: string): void {
  printRefusal(session, { message: `${written} is no version`, hint: VERSION_HINT });
}

/** How a version is written. */
export const VERSION_HINT = 'Write it as the changelog does: 1.4.0';
