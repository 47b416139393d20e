import { type Policy, type Source, toSource } from '../../src/core/index.ts';
import { isKnown } from '../../src/core/ledger/ledger.ts';
import { type ManifestFacts, NO_FACTS } from '../../src/core/manifest/facts.ts';
import type { Manifest, ManifestForm } from '../../src/core/manifest/model.ts';
import { manifestFormOf } from '../../src/core/manifest/paths.ts';
import type { ManifestCheck } from '../../src/core/rules/run-manifest.ts';
import type { HashOptions } from '../../src/host/hash.ts';
import type { Settings } from '../../src/protocol/settings.ts';
import { LENGTH_LIMIT } from '../documents.ts';
import { Gatherings } from '../gatherings.ts';
import type { Session } from '../session.ts';
import { toDocumentKey, toFilePath } from '../uris.ts';
import type { WorkspaceFolder } from '../workspace.ts';
import { DigestStore, digestsFor } from './digest-store.ts';
import { FactReader } from './fact-reader.ts';
import { BEING_READ, describeNeeds, type GatheredFacts, versionOf } from './gathered-facts.ts';
import type { ManifestView } from './manifest-view.ts';
import { type FolderRecords, Surroundings } from './surroundings.ts';
import { WorkspaceManifests } from './workspace-manifests.ts';

interface Context {
  readonly folder: WorkspaceFolder;
  readonly path: string;
  readonly form: ManifestForm;
  readonly policy: Policy;
  readonly settings: Settings;
}

interface Gathered extends GatheredFacts {
  readonly needs: string;
  readonly policy: Policy;
  readonly version: string | null;
}

/** What a text was checked with, and what came of it. */
interface Kept {
  readonly parts: readonly unknown[];
  readonly facts: ManifestFacts;
  readonly check: ManifestCheck;
}

type Checks = Awaited<ReturnType<typeof loadChecks>>;

interface Look {
  readonly view: ManifestView;
  /** False where something is still to be asked for. */
  readonly complete: boolean;
}

/** A pause in typing: what other files are held against is not looked at with every key. */
const QUIET_MS = 150;
/** A text that changes this often while it is looked at is looked at later. */
const ATTEMPTS = 3;
const NOT_HASHED = { notKnown: 'files are hashed when the manifest is saved or verified' };

/**
 * The release manifests, open and closed, each held against the changelog, git and the files that it lists.
 *
 * What an edit can change is checked at once; what has to be asked for is told later, as news. **Invariant:** files are hashed
 * only where somebody saves a manifest or asks for it.
 */
export class Manifests {
  readonly files: WorkspaceManifests;
  readonly #session: Session;
  readonly #surroundings: Surroundings;
  readonly #reader: FactReader;
  readonly #digests = new DigestStore();
  readonly #read = new WeakMap<Source, Manifest>();
  readonly #kept = new WeakMap<Source, Kept>();
  readonly #gathered = new Map<string, Gathered>();
  /** Those that have something to be asked for again; what is known of them holds until then. */
  readonly #stale = new Set<string>();
  readonly #gatherings: Gatherings;
  #checks: Checks | null = null;
  readonly #hashing = new Map<string, AbortController>();
  readonly #listeners: ((uri: string) => void)[] = [];
  readonly #findListeners: (() => void)[] = [];
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(session: Session, log: (message: string) => void) {
    this.#session = session;
    this.#gatherings = new Gatherings((uri, key) => this.#gather(uri, key), log);
    this.#surroundings = new Surroundings(session);
    this.#reader = new FactReader(session);
    this.files = new WorkspaceManifests(session.host, session.workspace, session.policies);
  }

  /** Calls the listener with manifests of which something else may be said than before. */
  onNews(listener: (uri: string) => void): void {
    this.#listeners.push(listener);
  }

  /** Calls the listener when manifests have come or gone. */
  onFound(listener: () => void): void {
    this.#findListeners.push(listener);
  }

  /** True for a file that the policy, or one of the known places, has for a manifest. */
  async isManifest(uri: string): Promise<boolean> {
    const { folder, path } = this.#session.workspace.placeOf(uri);
    return folder !== null && manifestFormOf((await this.#session.policies.get(folder)).policy, path) !== null;
  }

  /** The view of an open manifest as far as its facts are known; what is not known is found out and told later. */
  async view(uri: string): Promise<ManifestView | null> {
    const found = this.#session.documents.get(uri) ? await this.#look(uri) : null;
    if (found && !found.complete) void this.#gatherings.soon(uri);
    return found?.view ?? null;
  }

  /** The view of a manifest, open or on disk, with everything but digests known. */
  async settled(uri: string): Promise<ManifestView | null> {
    for (let attempt = 0; ; attempt++) {
      const found = await this.#look(uri);
      if (!found || found.complete || attempt === ATTEMPTS) return found?.view ?? null;
      await this.#gatherings.soon(uri);
    }
  }

  /**
   * The same once the files that it lists are hashed. Of two at a time the later one counts.
   *
   * @throws an `AbortError` where it is cancelled, or overtaken
   */
  async verified(uri: string, options: HashOptions = {}): Promise<ManifestView | null> {
    const key = toDocumentKey(uri);
    this.#hashing.get(key)?.abort();
    const abort = new AbortController();
    this.#hashing.set(key, abort);
    const signal = options.signal ? AbortSignal.any([options.signal, abort.signal]) : abort.signal;
    try {
      const view = await this.settled(uri);
      if (!view?.folder.path) return view;
      const records = await this.#surroundings.of(view.folder, { record: view.path });
      const { digests } = await this.#reader.read(view, records, { ...options, signal });
      if (digests instanceof Map) this.#digests.set(key, view.check.manifest, digests);
      this.#tell(uri);
    } finally {
      if (this.#hashing.get(key) === abort) this.#hashing.delete(key);
    }
    return (await this.#look(uri))?.view ?? null;
  }

  /** The manifests of a folder that its newest tag has, and that are not there any more. */
  async deleted(folder: WorkspaceFolder): ReturnType<FactReader['deleted']> {
    const records = await this.#surroundings.of(folder, { settle: true });
    return this.#reader.deleted(folder, records, new Set(this.files.files.map(({ uri }) => toDocumentKey(uri))));
  }

  /** A manifest was saved: its files are hashed where it lists any. */
  async saved(uri: string): Promise<void> {
    const fields = (await this.view(uri))?.check.manifest.fields;
    if (!fields?.checksums && !fields?.manifestChecksum) return;
    try {
      await this.verified(uri);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    }
  }

  /** The text of a document is another one now: what manifests say beside it is looked at once nothing is typed any more. */
  async textChanged(uri: string): Promise<void> {
    const { folder } = this.#session.workspace.placeOf(uri);
    if (this.#surroundings.changed(uri) || (await this.#session.isChangelog(uri))) {
      this.#later(`records ${folder?.uri}`, () => this.#tellOpen(() => true));
      return;
    }
    const version = this.#gathered.get(toDocumentKey(uri))?.version ?? null;
    if (version === null) return;
    this.#later(`forms ${uri}`, () => {
      this.#tellOpen((key) => key !== toDocumentKey(uri) && this.#gathered.get(key)?.version === version, true);
    });
  }

  /** A file of the workspace has changed on disk. */
  async fileChanged(uri: string): Promise<void> {
    const path = toFilePath(uri);
    if (path !== null) this.#digests.fileChanged(path);
    this.#surroundings.changed(uri);
    this.#later('files', () => this.#tellOpen(() => true, true));
    if (await this.isManifest(uri)) this.#later('search', () => void this.search());
  }

  /** Looks for manifests afresh, and has all of them checked. */
  async search(): Promise<void> {
    this.#surroundings.forget();
    const { gone, isOther } = await this.files.search();
    if (isOther) for (const listener of this.#findListeners) listener();
    for (const { uri } of gone) this.#forget(toDocumentKey(uri));
    for (const { uri } of this.files.files) this.#stale.add(toDocumentKey(uri));
    for (const { uri } of [...gone, ...this.files.files]) this.#tell(uri);
  }

  /** A changelog or its ledger says something else than before. */
  recordsChanged(uri: string): void {
    const { folder } = this.#session.workspace.placeOf(uri);
    this.#surroundings.changed(uri);
    for (const file of this.files.files) if (file.folder.uri === folder?.uri) this.#tell(file.uri);
    this.#tellOpen((key) => this.files.get(key) === null);
  }

  /** Policies, settings or folders have changed: nothing that is known counts any more. */
  forgetAll(): void {
    this.#surroundings.forget();
    this.#gathered.clear();
    this.#digests.clear();
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const abort of this.#hashing.values()) abort.abort();
    this.files.dispose();
  }

  async #look(uri: string): Promise<Look | null> {
    const context = await this.#contextOf(uri);
    if (!context) return null;
    const records = await this.#surroundings.of(context.folder, { record: context.path });
    const policy = await this.#surroundings.ownPolicy(context.policy, records);
    this.#checks ??= await loadChecks();
    const file = this.#session.documents.get(uri) ? null : await this.#session.workspace.read(uri);
    // Looked up last: the version that is current now counts, not the one from before the questions above were answered.
    const document = this.#session.documents.get(uri);
    if (document)
      return document.excess === null
        ? this.#check(document.uri, document.version, document.source, { ...context, policy }, records, this.#checks)
        : null;
    if (file?.text === undefined || file.text.length > LENGTH_LIMIT) return null;
    return this.#check(uri, null, toSource(file.text), { ...context, policy }, records, this.#checks);
  }

  async #contextOf(uri: string): Promise<Context | null> {
    const { folder, path } = this.#session.workspace.placeOf(uri);
    if (!folder) return null;
    const { policy } = await this.#session.policies.get(folder);
    const form = manifestFormOf(policy, path);
    if (form === null) return null;
    const settings = await this.#session.settings.get(uri);
    if (!settings.enable) return null;
    return { folder, path, form, settings, policy: this.#session.policies.combine(policy, settings) };
  }

  #check(
    uri: string,
    version: number | null,
    source: Source,
    context: Context,
    records: FolderRecords,
    { readManifest, checkManifest }: Checks,
  ): Look {
    const key = toDocumentKey(uri);
    const { policy, form, path, folder } = context;
    const manifest = this.#read.get(source) ?? readManifest(source, form);
    this.#read.set(source, manifest);
    const today = this.#session.host.clock.today();
    const { changelog, repository } = records;
    const gathered = this.#gathered.get(key);
    const fits = gathered?.needs === describeNeeds(manifest, path, records) && gathered.policy === policy;
    const known = fits && gathered ? gathered : folder.path === null ? null : BEING_READ;
    const digests = this.#digests.get(key);
    const parts = [policy, today, isKnown(changelog) ? changelog.changelog : null, repository, known, digests];
    let kept = this.#kept.get(source);
    if (!kept?.parts.every((part, i) => part === parts[i])) {
      const hashed = digests ? digestsFor(manifest, digests) : NOT_HASHED;
      const facts: ManifestFacts = { ...NO_FACTS, today, changelog, repository, ...known, digests: hashed };
      kept = { parts, facts, check: checkManifest({ text: source, form, path, policy, facts }) };
      this.#kept.set(source, kept);
    }
    const { facts, check } = kept;
    const complete = folder.path === null || (fits && !this.#stale.has(key));
    return { view: { uri, version, source, ...context, facts, check }, complete };
  }

  async #gather(uri: string, key: string): Promise<void> {
    const context = await this.#contextOf(uri);
    if (!context) return;
    const records = await this.#surroundings.of(context.folder, { record: context.path, settle: true });
    const found = await this.#look(uri);
    if (!found || found.complete) return;
    // Taken back before anything is read: a change while it is read makes it stale again.
    this.#stale.delete(key);
    const { view } = found;
    const { manifest } = view.check;
    const { changes, migrations, listed, other, tagged } = await this.#reader.read(view, records, null);
    const needs = describeNeeds(manifest, view.path, records);
    const version = versionOf(manifest.fields.version?.value)?.raw ?? null;
    const before = this.#gathered.get(key);
    const gathered = { changes, migrations, listed, other, tagged, needs, version, policy: view.policy };
    this.#gathered.set(key, gathered);
    // What says the same as before is no news: whoever heard of it would look again, and so on.
    if (before?.policy !== view.policy || JSON.stringify(before) !== JSON.stringify(gathered)) this.#tell(uri);
  }

  #forget(key: string): void {
    this.#gathered.delete(key);
    this.#digests.delete(key);
    this.#stale.delete(key);
  }

  /** @param stale true where something of them is to be asked for again */
  #tellOpen(concerns: (key: string) => boolean, stale = false): void {
    for (const { uri } of this.#session.documents.all()) {
      const key = toDocumentKey(uri);
      if ((!this.files.get(uri) && !this.#gathered.has(key)) || !concerns(key)) continue;
      if (stale) this.#stale.add(key);
      this.#tell(uri);
    }
  }

  #later(name: string, run: () => void): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(name, setTimeout(run, QUIET_MS));
  }

  #tell(uri: string): void {
    for (const listener of this.#listeners) listener(uri);
  }
}

/** Whoever has no manifest needs none of it. */
async function loadChecks() {
  const { readManifest } = await import('../../src/core/manifest/read-manifest.ts');
  const { checkManifest } = await import('../../src/core/rules/run-manifest.ts');
  return { readManifest, checkManifest };
}
