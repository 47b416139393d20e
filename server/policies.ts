import {
  DEFAULT_POLICY,
  POLICY_FILE_NAMES,
  type Policy,
  type PolicyFile,
  type Provenance,
  type ResolvedPolicy,
  resolvePolicy,
  type SeveritySetting,
} from '../src/core/index.ts';
import { KEEP_A_CHANGELOG } from '../src/core/policy/profiles/keep-a-changelog.ts';
import type { FileRefusal } from '../src/core/ports.ts';
import { matchesGlob } from '../src/core/text/matches-glob.ts';
import type { Settings } from '../src/protocol/settings.ts';
import { toDocumentKey } from './uris.ts';
import { type FileText, uriWithin, type WorkspaceFolder } from './workspace.ts';

/** The policy of one folder, and the files that it comes from. */
export interface FolderPolicy {
  readonly policy: Policy;
  /** The built-in profile that it rests on. */
  readonly profile: string;
  /** Who gave each setting its value. */
  readonly provenance: Provenance;
  /** Version files that it names and that are not there: paths and globs, relative to the folder. */
  readonly missing: readonly string[];
  /** Empty where the default profile holds; the folder's own file first. */
  readonly files: readonly (PolicyFile & { readonly uri: string })[];
  /** Why the folder's policy file could not be read although something of its name is there. */
  readonly refusal: FileRefusal | null;
}

/** A file of the workspace, as an editor has it or as the disk does. */
export type ReadText = (uri: string) => Promise<FileText>;

/** True where a glob matches a file of a folder, and where nobody can look. */
export type MatchesAnyIn = (folder: WorkspaceFolder, pattern: string) => Promise<boolean>;

const DEFAULT: FolderPolicy = {
  policy: DEFAULT_POLICY,
  profile: KEEP_A_CHANGELOG.name,
  provenance: new Map(),
  missing: [],
  files: [],
  refusal: null,
};

/** The policies of the workspace's folders, read once and again when one of their files changes. */
export class PolicyStore {
  readonly #readText: ReadText;
  readonly #matchesAny: MatchesAnyIn;
  readonly #cache = new Map<string, Promise<FolderPolicy>>();
  readonly #combined = new WeakMap<Policy, WeakMap<Settings, Policy>>();

  constructor(readText: ReadText, matchesAny: MatchesAnyIn) {
    this.#readText = readText;
    this.#matchesAny = matchesAny;
  }

  /** The policy of a folder; the default profile for documents that lie in none. Never fails. */
  get(folder: WorkspaceFolder | null): Promise<FolderPolicy> {
    if (!folder) return Promise.resolve(DEFAULT);
    const known = this.#cache.get(folder.uri);
    if (known) return known;
    const read = this.#read(folder);
    this.#cache.set(folder.uri, read);
    return read;
  }

  forget(folder: WorkspaceFolder): void {
    this.#cache.delete(folder.uri);
  }

  /** True where a change of this document may change the folder's policy. @param path relative to the folder, with `/` */
  async concerns(folder: WorkspaceFolder, uri: string, path: string): Promise<boolean> {
    const key = toDocumentKey(uri);
    if (POLICY_FILE_NAMES.some((name) => toDocumentKey(uriWithin(folder, name)) === key)) return true;
    const { files, missing } = await this.get(folder);
    return files.some((file) => toDocumentKey(file.uri) === key) || missing.some((each) => matchesGlob(path, each));
  }

  /** The policy with the user's severities over its own; the same object for the same two, so that checks can be kept. */
  combine(policy: Policy, settings: Settings): Policy {
    const known = this.#combined.get(policy) ?? new WeakMap<Settings, Policy>();
    this.#combined.set(policy, known);
    const combined = known.get(settings) ?? withRules(policy, settings.rules);
    known.set(settings, combined);
    return combined;
  }

  async #read(folder: WorkspaceFolder): Promise<FolderPolicy> {
    for (const name of POLICY_FILE_NAMES) {
      let refusal: FileRefusal | null = null;
      const readFile = async (path: string): Promise<string | null> => {
        const file = await this.#readText(uriWithin(folder, path));
        if (file.refusal && path === name) refusal = file.refusal;
        return file.text ?? null;
      };
      const resolved = await resolvePolicy(name, readFile, (pattern) => this.#matchesAny(folder, pattern));
      if (resolved) return toFolderPolicy(folder, resolved);
      if (!isMissing(refusal)) return { ...DEFAULT, refusal };
    }
    return DEFAULT;
  }
}

function toFolderPolicy(
  folder: WorkspaceFolder,
  { policy, profile, provenance, missing, files }: ResolvedPolicy,
): FolderPolicy {
  return {
    policy,
    profile,
    provenance,
    missing: [...missing],
    files: files.map((file) => ({ ...file, uri: uriWithin(folder, file.path) })),
    refusal: null,
  };
}

function isMissing(refusal: FileRefusal | null): boolean {
  return refusal?.code === 'missing';
}

function withRules(policy: Policy, rules: Readonly<Record<string, SeveritySetting>>): Policy {
  return Object.keys(rules).length === 0 ? policy : { ...policy, rules: { ...policy.rules, ...rules } };
}
