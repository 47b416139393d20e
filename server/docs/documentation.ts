import { type DocsFacts, NO_DOCS_FACTS } from '../../src/core/docs/facts.ts';
import { relativeLinks } from '../../src/core/docs/relative-links.ts';
import { releasedVersions } from '../../src/core/docs/released-versions.ts';
import { type Policy, type Source, toSource } from '../../src/core/index.ts';
import { aloneLedger } from '../../src/core/ledger/alone.ts';
import { isKnown } from '../../src/core/ledger/ledger.ts';
import { toGlob } from '../../src/core/manifest/paths.ts';
import { matchesGlob } from '../../src/core/text/matches-glob.ts';
import type { Version } from '../../src/core/version/version.ts';
import { listDocs, roleOf } from '../../src/host/docs-files.ts';
import type { Settings } from '../../src/protocol/settings.ts';
import { LENGTH_LIMIT } from '../documents.ts';
import { Gatherings } from '../gatherings.ts';
import { overlay } from '../ledger-facts.ts';
import { type FolderRecords, Surroundings } from '../manifests/surroundings.ts';
import type { Session } from '../session.ts';
import { toDocumentKey } from '../uris.ts';
import { uriWithin, type WorkspaceFolder } from '../workspace.ts';
import type { DocsView } from './docs-view.ts';

interface Context {
  readonly folder: WorkspaceFolder;
  readonly path: string;
  readonly checklistOf: Version | null;
  readonly policy: Policy;
  readonly settings: Settings;
}

/** What was asked of the disk for a document. */
interface Gathered extends Pick<DocsFacts, 'targets' | 'release'> {
  readonly policy: Policy;
  /** What of the text and of the records it was asked for. */
  readonly needs: string;
}

interface Kept {
  readonly parts: readonly unknown[];
  readonly view: DocsView;
}

type CheckDocument = typeof import('../../src/core/rules/run-docs.ts').checkDocument;

interface Look {
  readonly view: DocsView;
  /** False where something is still to be asked for. */
  readonly complete: boolean;
}

/** A pause in typing: files are not looked for with every key. */
const QUIET_MS = 150;
/** A text that changes this often while it is looked at is looked at later. */
const ATTEMPTS = 3;

/**
 * The documentation of the workspace and the checklists of its releases, each held against the files that it links to and the
 * records of its release.
 *
 * **Invariant:** typing has the one document looked at that is typed in. All of them are read only where somebody asks for it.
 */
export class Documentation {
  readonly #session: Session;
  readonly #surroundings: Surroundings;
  readonly #kept = new WeakMap<Source, Kept>();
  readonly #gathered = new Map<string, Gathered>();
  /** What is known of these holds until it was asked for again. */
  readonly #stale = new Set<string>();
  readonly #gatherings: Gatherings;
  #checkDocument: CheckDocument | null = null;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #listeners: ((uri: string) => void | Promise<void>)[] = [];
  readonly #counters: (() => void)[] = [];
  /** The closed ones that somebody had checked, by key. */
  #listed: ReadonlyMap<string, string> = new Map();

  constructor(session: Session, log: (message: string) => void) {
    this.#session = session;
    this.#gatherings = new Gatherings((uri, key) => this.#gather(uri, key), log);
    this.#surroundings = new Surroundings(session);
  }

  /** Calls the listener with documents of which something else may be said than before. */
  onNews(listener: (uri: string) => void | Promise<void>): void {
    this.#listeners.push(listener);
  }

  /** Calls the listener where the documentation may have another number of errors than a checklist was told. */
  onOtherErrors(listener: () => void): void {
    this.#counters.push(listener);
  }

  /** True for a closed document that was checked with all others. */
  has(uri: string): boolean {
    return this.#listed.has(toDocumentKey(uri));
  }

  /** True for the checklist of a release. */
  async isChecklist(uri: string): Promise<boolean> {
    const { folder, path } = this.#session.workspace.placeOf(uri);
    if (!folder) return false;
    const { policy } = await this.#session.policies.get(folder);
    return !!roleOf(await this.#ownPolicyOf(policy, folder, path), path)?.checklistOf;
  }

  /** The view of an open document as far as its facts are known; what is not known is found out and told later. */
  async view(uri: string): Promise<DocsView | null> {
    const found = this.#session.documents.get(uri) ? await this.#look(uri) : null;
    if (found && !found.complete)
      this.#later(toDocumentKey(uri), this.#gathered.has(toDocumentKey(uri)) ? QUIET_MS : 0, () =>
        this.#gatherings.soon(uri),
      );
    return found?.view ?? null;
  }

  /** The view of a document, open or on disk, with everything known. */
  async settled(uri: string): Promise<DocsView | null> {
    for (let attempt = 0; ; attempt++) {
      const found = await this.#look(uri);
      if (!found || found.complete || attempt === ATTEMPTS) return found?.view ?? null;
      await this.#gatherings.soon(uri);
    }
  }

  /** Looks for all documents afresh; what is known of any of them does not count any more. */
  async search(): Promise<readonly string[]> {
    this.#surroundings.forget();
    const found = new Map<string, string>();
    for (const folder of this.#session.workspace.folders) {
      if (folder.path === null) continue;
      const { policy } = await this.#session.policies.get(folder);
      const tell = async (path: string) => ({ policy: await this.#ownPolicyOf(policy, folder, path) });
      for (const path of await listDocs(this.#session.host.files, folder.path, policy, tell)) {
        const uri = uriWithin(folder, path);
        found.set(toDocumentKey(uri), uri);
      }
    }
    const gone = [...this.#listed].filter(([key]) => !found.has(key));
    this.#listed = found;
    for (const key of found.keys()) this.#stale.add(key);
    for (const [key, uri] of gone) {
      this.#gathered.delete(key);
      this.#tell(uri);
    }
    return [...found.values()];
  }

  /** A changelog or its ledger says something else than before. */
  recordsChanged(uri: string): void {
    this.#surroundings.changed(uri);
    this.#tellOpen();
  }

  /** The text of a document is another one now. What a checklist has open is shown elsewhere, too. */
  async textChanged(uri: string): Promise<void> {
    if (await this.isChecklist(uri)) this.#later(`list ${toDocumentKey(uri)}`, QUIET_MS, () => this.#tell(uri));
  }

  /** A document was saved, or a file has changed on disk: what documents are held against may be another by now. */
  fileChanged(uri: string): void {
    this.#surroundings.changed(uri);
    void this.textChanged(uri);
    const key = toDocumentKey(uri);
    this.#later('files', QUIET_MS, () => {
      if (this.#session.docsErrors.forget()) for (const listener of this.#counters) listener();
      this.#tellOpen();
      if (!this.#listed.has(key)) return;
      this.#stale.add(key);
      this.#tell(uri);
    });
  }

  /** Policies, settings or folders have changed: nothing that is known counts any more. */
  forgetAll(): void {
    this.#session.docsErrors.forget();
    this.#surroundings.forget();
    this.#gathered.clear();
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  async #look(uri: string): Promise<Look | null> {
    const context = await this.#contextOf(uri);
    if (!context) return null;
    const records = await this.#surroundings.of(context.folder, recordOf(context));
    // Whoever has no documentation needs none of its rules.
    this.#checkDocument ??= (await import('../../src/core/rules/run-docs.ts')).checkDocument;
    const file = this.#session.documents.get(uri) ? null : await this.#session.workspace.read(uri);
    // Looked up last: the version that is current now counts, not the one from before the questions above were answered.
    const document = this.#session.documents.get(uri);
    if (document)
      return document.excess === null
        ? this.#check(document.uri, document.version, document.source, context, records, this.#checkDocument)
        : null;
    const isMissing = file?.refusal?.code === 'missing' && context.policy.docs.required.includes(context.path);
    const text = isMissing ? '' : file?.text;
    return text === undefined || text.length > LENGTH_LIMIT
      ? null
      : this.#check(uri, null, toSource(text), context, records, this.#checkDocument);
  }

  async #contextOf(uri: string): Promise<Context | null> {
    const { folder, path } = this.#session.workspace.placeOf(uri);
    if (!folder) return null;
    const { policy } = await this.#session.policies.get(folder);
    const own = await this.#ownPolicyOf(policy, folder, path);
    const role = roleOf(own, path);
    if (!role) return null;
    const settings = await this.#session.settings.get(uri);
    if (!settings.enable) return null;
    return { folder, path, settings, ...role, policy: this.#session.policies.combine(own, settings) };
  }

  /** Whose checklist one is says the changelog, which need not be read for other documents. */
  async #ownPolicyOf(policy: Policy, folder: WorkspaceFolder, path: string): Promise<Policy> {
    if (!matchesGlob(path, toGlob(policy.checklists.path))) return policy;
    const records = await this.#surroundings.of(folder, { record: path });
    const own = await this.#surroundings.ownPolicy(policy, records);
    if (roleOf(own, path) || !records.view || records.view.ledger.ledger) return own;
    // It may be named by a tag, and which tags there are is not known yet.
    return this.#surroundings.ownPolicy(policy, await this.#surroundings.of(folder, { record: path, settle: true }));
  }

  #check(
    uri: string,
    version: number | null,
    source: Source,
    context: Context,
    records: FolderRecords,
    checkDocument: CheckDocument,
  ): Look {
    const key = toDocumentKey(uri);
    const { policy, path, checklistOf, folder } = context;
    const today = this.#session.host.clock.today();
    const gathered = this.#gathered.get(key);
    const known = gathered?.policy === policy ? gathered : null;
    const changelog = isKnown(records.changelog) ? records.changelog.changelog : null;
    const parts = [policy, today, changelog, known];
    let kept = this.#kept.get(source);
    if (!kept?.parts.every((part, i) => part === parts[i])) {
      const facts: DocsFacts = {
        today,
        versions: changelog ? releasedVersions(changelog) : NO_DOCS_FACTS.versions,
        targets: known?.targets ?? NO_DOCS_FACTS.targets,
        release: known?.release ?? NO_DOCS_FACTS.release,
      };
      const check = checkDocument({ text: source, path, checklistOf, policy, facts });
      kept = { parts, view: { uri, version, source, ...context, check } };
      this.#kept.set(source, kept);
    }
    const view = { ...kept.view, uri, version };
    const isAsked = known?.needs === describeNeeds(view, records) && !this.#stale.has(key);
    return { view, complete: folder.path === null || isAsked };
  }

  async #gather(uri: string, key: string): Promise<void> {
    const context = await this.#contextOf(uri);
    if (!context?.folder.path) return;
    const records = await this.#surroundings.of(context.folder, { ...recordOf(context), settle: true });
    const found = await this.#look(uri);
    if (!found || found.complete) return;
    // Taken back before anything is read: a change while it is read makes it stale again.
    this.#stale.delete(key);
    const { view } = found;
    const needs = describeNeeds(view, records);
    const files = overlay(this.#session.host.files, this.#session.documents);
    const { gatherLinkTargets } = await import('../../src/host/gather-link-targets.ts');
    // An empty text may be that of a file that is not there.
    const documents = new Map(view.source.text === '' ? [] : [[view.path, view.check.document]]);
    const targets = await gatherLinkTargets(files, context.folder.path, view.policy, documents);
    const before = this.#gathered.get(key);
    const release = await this.#readRelease(view, records);
    this.#gathered.set(key, { policy: view.policy, needs, targets, release });
    const isSame = before?.policy === view.policy && sayOf(before) === sayOf({ targets, release });
    // What says the same as before is no news: whoever heard of it would look again, and so on.
    if (!isSame) this.#tell(uri);
  }

  async #readRelease(view: DocsView, records: FolderRecords): Promise<DocsFacts['release']> {
    const ledger = records.ledger && aloneLedger(records.ledger);
    if (!view.checklistOf || !ledger || view.folder.path === null) return NO_DOCS_FACTS.release;
    const { gatherChecklist } = await import('../../src/host/checklists/gather-checklist.ts');
    const gathered = await gatherChecklist({
      files: overlay(this.#session.host.files, this.#session.documents),
      root: view.folder.path,
      ...{ policy: view.policy, ledger, version: view.checklistOf, type: null },
      docsErrors: this.#session.docsErrors.count,
      today: this.#session.host.clock.today(),
    });
    return 'code' in gathered
      ? { notKnown: gathered.message }
      : { traits: gathered.traits, outcomes: gathered.outcomes };
  }

  #tellOpen(): void {
    for (const { uri } of this.#session.documents.all()) {
      const key = toDocumentKey(uri);
      if (!this.#gathered.has(key)) continue;
      this.#stale.add(key);
      this.#tell(uri);
    }
  }

  #later(name: string, delay: number, run: () => void): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(name, setTimeout(run, delay));
  }

  #tell(uri: string): void {
    for (const listener of this.#listeners) void listener(uri);
  }
}

function recordOf({ checklistOf, path }: Context): { readonly record?: string } {
  return checklistOf ? { record: path } : {};
}

/** What has to be asked for depends on: the links of a document, all that a checklist says. */
function describeNeeds({ check, path, checklistOf, source }: DocsView, { view }: FolderRecords): string {
  if (checklistOf) return JSON.stringify([source.text, view?.source.text ?? null]);
  const links = relativeLinks(check.document, path).map((link) => [link.path, link.anchor !== null]);
  return JSON.stringify(links);
}

function sayOf({ targets, release }: Pick<Gathered, 'targets' | 'release'>): string {
  const listed =
    targets instanceof Map
      ? [...targets].map(([path, { exists, anchors }]) => [path, exists, [...(anchors ?? [])]])
      : targets;
  return JSON.stringify([listed, release]);
}
