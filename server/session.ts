import {
  type CheckResult,
  checkChangelog,
  type Policy,
  type Problem,
  type Source,
  sampleInstances,
  tellOnce,
  toSource,
} from '../src/core/index.ts';
import { leaveInEnglish, type Say, type SayAgain, sayInEnglish } from '../src/core/text/say.ts';
import { isChangelogPath } from './changelog-paths.ts';
import { DocsErrors } from './docs/docs-errors.ts';
import { type Documents, LENGTH_LIMIT } from './documents.ts';
import type { ServerHost } from './host.ts';
import type { Ledgers } from './ledgers.ts';
import type { PolicyStore } from './policies.ts';
import type { SettingsStore } from './settings.ts';
import { spliceSource } from './splice-source.ts';
import type { StyleLayer } from './style-layer.ts';
import type { View } from './view.ts';
import { WarmUp } from './warm-up.ts';
import type { Workspace } from './workspace.ts';

/** What a text was checked with, and what came of it. */
interface Kept {
  readonly policy: Policy;
  readonly today: string;
  readonly path: string;
  readonly check: CheckResult;
}

type Context = Pick<View, 'place' | 'policy' | 'settings'>;

/** Brings together what a view is made of, and keeps what was computed from a version of a text with that version. */
export class Session {
  readonly host: ServerHost;
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly settings: SettingsStore;
  readonly policies: PolicyStore;
  readonly style: StyleLayer;
  readonly ledgers: Ledgers;
  readonly docsErrors = new DocsErrors();
  /** The language of the client; another one than English is told once it is read. */
  say: Say = sayInEnglish;
  sayAgain: SayAgain = leaveInEnglish;
  readonly #kept = new WeakMap<Source, Kept>();
  readonly #warmUp = new WarmUp();
  /** The last check of an open document. Held by its text: once that is gone, the next check is one of everything. */
  #latest: { readonly uri: string; readonly check: WeakRef<CheckResult> } | null = null;
  /** Held, never read: as long as these are there, no garbage collection makes the next keystroke slow. */
  #samples: readonly object[] | null = null;

  constructor(
    parts: Pick<Session, 'host' | 'documents' | 'workspace' | 'settings' | 'policies' | 'style' | 'ledgers'>,
  ) {
    this.host = parts.host;
    this.documents = parts.documents;
    this.workspace = parts.workspace;
    this.settings = parts.settings;
    this.policies = parts.policies;
    this.style = parts.style;
    this.ledgers = parts.ledgers;
  }

  /** The view of an open document; null where it is not open, no changelog, too long, or where checking is turned off. */
  async view(uri: string): Promise<View | null> {
    const context = await this.#contextOf(uri);
    // Looked up last: the version that is current now counts, not the one from before the questions above were answered.
    const document = this.documents.get(uri);
    return document && context && document.excess === null
      ? this.#look(document.uri, document.version, document.source, context)
      : null;
  }

  /** The view of a changelog as its editor has it, or as the disk does where no editor has it open. */
  async viewAnywhere(uri: string): Promise<View | null> {
    if (this.documents.get(uri)) return this.view(uri);
    const context = await this.#contextOf(uri);
    const file = context ? await this.workspace.read(uri) : null;
    if (this.documents.get(uri)) return this.view(uri);
    return context && file?.text !== undefined ? this.#look(uri, null, toSource(file.text), context) : null;
  }

  /** The view of an open document with the ledger of this very text, as far as its facts are there. */
  async exactView(uri: string): Promise<View | null> {
    const view = await this.view(uri);
    if (!view) return null;
    this.ledgers.catchUp({ ...view, changelog: view.check.changelog });
    return this.view(uri);
  }

  /** The view of a changelog, open or on disk, once its ledger is gathered. */
  async viewWithLedger(uri: string): Promise<View | null> {
    const view = await this.viewAnywhere(uri);
    if (!view) return null;
    await this.ledgers.settle({ ...view, changelog: view.check.changelog });
    return this.viewAnywhere(uri);
  }

  /** Waits for markdownlint, git and version files, so that the next view knows all that there is to know. */
  async settle(uri: string): Promise<void> {
    const view = await this.viewWithLedger(uri);
    if (view) await this.style.settle({ ...view, text: view.source.text });
  }

  /** True for a document that is checked by its name or by its folder's policy. */
  async isChangelog(uri: string): Promise<boolean> {
    const place = this.workspace.placeOf(uri);
    const { policy } = await this.policies.get(place.folder);
    return isChangelogPath(place.path, policy.changelog.files);
  }

  async #contextOf(uri: string): Promise<Context | null> {
    const place = this.workspace.placeOf(uri);
    const { policy } = await this.policies.get(place.folder);
    if (!isChangelogPath(place.path, policy.changelog.files)) return null;
    const settings = await this.settings.get(uri);
    return settings.enable ? { place, policy: this.policies.combine(policy, settings), settings } : null;
  }

  #look(uri: string, version: number | null, source: Source, context: Context): View | null {
    if (source.text.length > LENGTH_LIMIT) return null;
    const today = this.host.clock.today();
    const check = this.#check(uri, source, context, today);
    const style = this.style.look({ uri, text: source.text, ...context });
    const ledger = this.ledgers.look({ uri, source, today, ...context, changelog: check.changelog });
    const others = [...ledger.problems.filter(({ file }) => file === null), ...style.problems];
    const problems = others.length === 0 ? check.problems : mergeProblems(check.problems, others);
    const notChecked = [...check.notChecked, ...ledger.notChecked, ...style.notChecked];
    return { uri, version, source, today, say: this.say, ...context, check, ledger, problems, notChecked };
  }

  #check(uri: string, source: Source, { policy, place: { path } }: Context, today: string): CheckResult {
    const kept = this.#kept.get(source);
    if (kept && kept.policy === policy && kept.today === today && kept.path === path) return kept.check;
    const input = { text: source, path, policy, today };
    const earlier = this.#latest?.uri === uri ? (this.#latest.check.deref() ?? null) : null;
    const check = this.#warmUp.measure(
      () => checkChangelog({ ...input, earlier }),
      (before) => checkChangelog({ ...input, text: typeInMiddle(source), earlier: before }),
    );
    this.#kept.set(source, { policy, today, path, check });
    if (this.documents.get(uri)?.source === source) this.#latest = { uri, check: new WeakRef(check) };
    // Made after a check, they have the shape that the engine has found for their classes by then.
    this.#samples ??= sampleInstances();
    return check;
  }
}

/** A text as it is after one more keystroke. */
function typeInMiddle(source: Source): Source {
  const middle = source.text.length >> 1;
  return spliceSource(source, middle, middle, ' ');
}

function mergeProblems(ours: readonly Problem[], theirs: readonly Problem[]): readonly Problem[] {
  const all = [...ours, ...theirs].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return tellOnce(
    all,
    (each) => each,
    (_, told) => told,
  );
}
