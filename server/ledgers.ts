import { dirname } from 'node:path';
import type { Policy } from '../src/core/index.ts';
import { listVersionFiles } from '../src/core/ledger/components.ts';
import type { NotKnown } from '../src/core/ledger/facts.ts';
import type { Frozen } from '../src/core/ledger/frozen.ts';
import type { GatheredLedger, LedgerFacts } from '../src/core/ledger/gather.ts';
import { isKnown, type LedgerRelease } from '../src/core/ledger/ledger.ts';
import type { OpenRepository } from '../src/host/git/open-repository.ts';
import { componentsOf, newestOf, replaceFiles, toFacts } from './kept-facts.ts';
import { type LedgerGatherer, type LedgerText, toDiskPlace } from './ledger-facts.ts';
import type { LedgerLook } from './ledger-look.ts';
import { moveProblems } from './style-layer.ts';
import { TaggedChangelogs } from './tagged-changelogs.ts';
import { toDocumentKey, toFilePath } from './uris.ts';
import { uriWithin } from './workspace.ts';

/** A changelog whose ledger says something else than before, and the version files that it may now be said of. */
export interface LedgerNews {
  readonly uri: string;
  /** False where the same is said of the text as before. */
  readonly saysOtherwise: boolean;
  /** True where git said something else than before: what editors show of tags is to be shown anew. */
  readonly gitSaysOtherwise: boolean;
  readonly versionFiles: readonly string[];
}

interface Kept extends LedgerFacts {
  readonly policy: Policy;
  readonly newest: string;
  readonly components: string;
  /** The URIs of the version files, by key. */
  readonly files: ReadonlyMap<string, string>;
}

interface Known extends LedgerLook {
  readonly text: LedgerText;
  readonly facts: Kept;
}

type Checks = Awaited<ReturnType<typeof loadChecks>>;

const NOTHING: LedgerLook = { ledger: null, problems: [], notChecked: [] };

/** A pause in typing; comparing hundreds of releases takes longer than a key may. */
const QUIET_MS = 150;

/** Git writes many files for one command; all of them are one change. */
const SETTLED_MS = 250;

/**
 * The ledgers of the changelogs. Git is asked once, and again when its refs have changed; an edit is compared with what is known
 * already, a moment after it. Until then the problems of the text before are shown where they have moved to.
 */
export class Ledgers {
  readonly #gatherer: LedgerGatherer;
  readonly #log: (message: string) => void;
  readonly #listeners: ((news: LedgerNews) => void)[] = [];
  readonly #latest = new Map<string, LedgerText>();
  readonly #facts = new Map<string, Kept>();
  readonly #known = new Map<string, Known>();
  readonly #stale = new Map<string, 'all' | 'files'>();
  readonly #tagged = new TaggedChangelogs();
  /** The repositories whose refs have changed while the dust settles; null once one of them is not known. */
  #changedRoots: Set<string> | null = new Set();
  readonly #queued = new Map<string, Promise<void>>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #queue: Promise<void> = Promise.resolve();
  /** There as soon as there are facts. */
  #checks: Checks | null = null;

  constructor(gatherer: LedgerGatherer, log: (message: string) => void) {
    this.#gatherer = gatherer;
    this.#log = log;
  }

  onNews(listener: (news: LedgerNews) => void): void {
    this.#listeners.push(listener);
  }

  /** What is known of a text now; what is not known yet is found out and told later. */
  look(text: LedgerText): LedgerLook {
    if (!toDiskPlace(text)) return NOTHING;
    const key = toDocumentKey(text.uri);
    this.#latest.set(key, text);
    const known = this.#known.get(key);
    if (this.#isGathered(key, text)) {
      if (known && this.#isExact(known, text)) return known;
      this.#later(key, QUIET_MS, () => this.#check(key));
    } else void this.#gatherSoon(key);
    return known ? moveTo(known, text) : NOTHING;
  }

  /** Compares a text as it is now with what is known already; asks nobody. */
  catchUp(text: LedgerText): void {
    const key = toDocumentKey(text.uri);
    this.look(text);
    if (this.#isGathered(key, text)) this.#check(key);
  }

  /** Finds out what is to be known of a text, and waits for it. */
  async settle(text: LedgerText): Promise<void> {
    this.look(text);
    const key = toDocumentKey(text.uri);
    if (this.#latest.has(key) && (!this.#isGathered(key, text) || this.#stale.has(key))) await this.#gatherSoon(key);
    this.catchUp(text);
  }

  /** How a release of a text's ledger compares with what its own tag has; reads that text where it is not known. */
  async compareWithTag(text: LedgerText, ledger: GatheredLedger, release: LedgerRelease): Promise<Frozen> {
    return this.#tagged.compare(ledger, release, text.policy, () => this.repositoryOf(text));
  }

  /** The repository that a changelog lies in; null only where the changelog lies in no folder on disk. */
  async repositoryOf(text: Pick<LedgerText, 'uri' | 'place'>): Promise<OpenRepository | NotKnown> {
    const place = toDiskPlace(text);
    return place ? this.#gatherer.repositoryOf(place) : { notKnown: 'it lies in no folder of the workspace on disk' };
  }

  /** What is known is asked for anew by whoever looks next: of the repositories with these top folders, or of all. */
  forgetRepositories(roots?: ReadonlySet<string>): void {
    this.#gatherer.forgetRepositories(roots);
    for (const key of this.#latest.keys()) {
      const repository = this.#facts.get(key)?.repository;
      if (!roots || !repository || !isKnown(repository) || roots.has(repository.root)) this.#stale.set(key, 'all');
    }
  }

  /** Reads repositories and version files afresh; resolves once that is done. */
  async refresh(roots?: ReadonlySet<string>): Promise<void> {
    this.forgetRepositories(roots);
    const stale = [...this.#latest.keys()].filter((key) => this.#stale.get(key) === 'all');
    await Promise.all(stale.map((key) => this.#gatherSoon(key)));
  }

  async grantTrust(): Promise<void> {
    this.#gatherer.grantTrust();
    await this.refresh();
  }

  /** A file has changed on disk or in its editor: refs have every ledger read again, version files the ones that name them. */
  fileChanged(uri: string): void {
    const path = toFilePath(uri);
    const roots = path === null ? null : this.#gatherer.repositoriesOf(path);
    if (roots) {
      this.#refsChanged(roots);
      return;
    }
    if (path === null || this.#latest.has(toDocumentKey(uri))) return;
    for (const [key, facts] of this.#facts) {
      const text = this.#latest.get(key);
      const place = text && toDiskPlace(text);
      const isBeside = place && dirname(place.path) === dirname(path);
      if (!isBeside && !facts.files.has(toDocumentKey(uri))) continue;
      if (!this.#stale.has(key)) this.#stale.set(key, 'files');
      this.#later(`files ${key}`, QUIET_MS, () => void this.#gatherSoon(key));
    }
  }

  /** The changelogs that a version file is compared with. */
  changelogsOf(versionFile: string): readonly string[] {
    const wanted = toDocumentKey(versionFile);
    return [...this.#facts].flatMap(([key, { files }]) =>
      files.has(wanted) ? [this.#latest.get(key)?.uri ?? []].flat() : [],
    );
  }

  /** The URIs of the version files that a changelog is compared with. */
  versionFilesOf(changelog: string): readonly string[] {
    return [...(this.#facts.get(toDocumentKey(changelog))?.files.values() ?? [])];
  }

  /** A changelog is not there any more. */
  forget(uri: string): void {
    const key = toDocumentKey(uri);
    const facts = this.#facts.get(key);
    for (const each of [this.#latest, this.#facts, this.#known, this.#stale]) each.delete(key);
    for (const name of [key, `files ${key}`]) this.#cancel(name);
    if (facts)
      this.#tell({ uri, saysOtherwise: true, gitSaysOtherwise: false, versionFiles: [...facts.files.values()] });
  }

  dispose(): void {
    for (const name of [...this.#timers.keys()]) this.#cancel(name);
    this.#latest.clear();
  }

  #refsChanged(roots: readonly string[]): void {
    if (roots.length === 0) this.#changedRoots = null;
    for (const root of roots) this.#changedRoots?.add(root);
    this.#later('', SETTLED_MS, () => {
      const changed = this.#changedRoots ?? undefined;
      this.#changedRoots = new Set();
      void this.refresh(changed);
    });
  }

  #isGathered(key: string, text: LedgerText): boolean {
    return this.#facts.get(key)?.policy === text.policy;
  }

  #isExact({ text, facts }: Known, now: LedgerText): boolean {
    const key = toDocumentKey(now.uri);
    // A closed changelog is parsed anew for each question: only its text tells whether it is another one.
    return facts === this.#facts.get(key) && text.source.text === now.source.text && text.today === now.today;
  }

  /** Gathers the facts of a changelog once those before it are done; a queue keeps git from being started fifty times at once. */
  #gatherSoon(key: string): Promise<void> {
    const queued = this.#queued.get(key);
    if (queued) return queued;
    const run = this.#queue.then(async () => {
      this.#queued.delete(key);
      try {
        await this.#gather(key);
      } catch (error) {
        this.#log(`Gathering the ledger failed: ${error instanceof Error ? error.stack : String(error)}`);
      }
    });
    this.#queued.set(key, run);
    this.#queue = run;
    return run;
  }

  async #gather(key: string): Promise<void> {
    this.#checks ??= await loadChecks();
    const { joinFacts } = this.#checks;
    const text = this.#latest.get(key);
    const place = text && toDiskPlace(text);
    if (!text || !place) return;
    const before = this.#facts.get(key);
    const stale = this.#stale.get(key);
    if (before?.policy === text.policy && stale === undefined) return;
    // Taken back before anything is read: a change while it is read makes it stale again.
    this.#stale.delete(key);
    const onlyFiles = before?.policy === text.policy && stale === 'files';
    const gathered = onlyFiles
      ? joinFacts(replaceFiles(before, await this.#gatherer.readVersionFiles(text, place)), text)
      : await this.#gatherer.gather(text, place);
    if (!this.#latest.has(key)) return;
    this.#facts.set(key, {
      ...toFacts(gathered),
      policy: text.policy,
      newest: onlyFiles ? before.newest : newestOf(gathered),
      components: componentsOf(gathered),
      files: toFiles(text, gathered),
    });
    this.#check(key, [...(before?.files.values() ?? [])]);
  }

  /** Compares the newest text with the facts. @param gone the version files that were compared before */
  #check(key: string, gone: readonly string[] = []): void {
    this.#cancel(key);
    const text = this.#latest.get(key);
    const facts = this.#facts.get(key);
    if (!text || !facts || !this.#checks) return;
    const { checkLedger, joinFacts } = this.#checks;
    const known = this.#known.get(key);
    if (known && this.#isExact(known, text)) return;
    const { policy, today } = text;
    const ledger = joinFacts(facts, text);
    const look = { ledger, ...checkLedger({ ledger, policy, today, releasing: null }) };
    this.#known.set(key, { ...look, text, facts });
    const saysOtherwise = describe(look) !== describe(known ? moveTo(known, text) : NOTHING);
    const gitSaysOtherwise = facts !== known?.facts && describeGit(facts) !== (known ? describeGit(known.facts) : '');
    const versionFiles = [...new Set([...gone, ...facts.files.values()])];
    this.#tell({ uri: text.uri, saysOtherwise, gitSaysOtherwise, versionFiles });
    if (newestOf(ledger) === facts.newest && componentsOf(ledger) === facts.components) return;
    // Refs that have changed meanwhile stay to be read.
    if (newestOf(ledger) !== facts.newest) this.#stale.set(key, 'all');
    else if (!this.#stale.has(key)) this.#stale.set(key, 'files');
    void this.#gatherSoon(key);
  }

  #tell(news: LedgerNews): void {
    for (const listener of this.#listeners) listener(news);
  }

  #later(name: string, delay: number, run: () => void): void {
    this.#cancel(name);
    this.#timers.set(name, setTimeout(run, delay));
  }

  #cancel(name: string): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }
}

/** The first problems of a text do not wait for what compares it with anything. */
async function loadChecks() {
  const { joinFacts } = await import('../src/core/ledger/gather.ts');
  const { checkLedger } = await import('../src/core/rules/run-ledger.ts');
  return { joinFacts, checkLedger };
}

/** All that is shown of a look; two with the same description need not be shown again. */
function describe({ problems, notChecked }: LedgerLook): string {
  const shown = problems.map(({ rule, severity, file, span, message }) => [
    rule,
    severity,
    file,
    span.start,
    span.end,
    message,
  ]);
  return JSON.stringify([shown, notChecked]);
}

/** All that editors show of what git says; empty where it says nothing. */
function describeGit({ repository, pending }: Kept): string {
  if (!isKnown(repository)) return '';
  const tags = repository.tags.map(({ name, object, date }) => [name, object, date]);
  return JSON.stringify([tags, repository.remotes, isKnown(pending) ? pending.commits.map(({ id }) => id) : null]);
}

function toFiles({ place }: LedgerText, ledger: GatheredLedger): Kept['files'] {
  const { folder } = place;
  if (!folder) return new Map();
  const uris = listVersionFiles(ledger).map(({ path }) => uriWithin(folder, path));
  return new Map(uris.map((uri) => [toDocumentKey(uri), uri]));
}

/** What was known of a text before: in the changelog where it has moved to, in version files as it was. */
function moveTo({ ledger, problems, notChecked, text }: Known, now: LedgerText): LedgerLook {
  const own = moveProblems(
    problems.filter(({ file }) => file === null),
    text.source.text,
    now.source.text,
  );
  const others = problems.filter(({ file }) => file !== null);
  return { ledger, problems: [...own.map((problem) => ({ ...problem, file: null })), ...others], notChecked };
}
