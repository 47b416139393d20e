import type { NotChecked, Policy, Problem } from '../src/core/index.ts';
import type { MarkdownLinter, MarkdownStyleRequest, MarkdownStyleResult } from '../src/host/markdown-style.ts';
import type { Settings } from '../src/protocol/settings.ts';
import { toDocumentKey, toFilePath } from './uris.ts';
import type { Place } from './workspace.ts';

/** A text that markdownlint is to look at, too. */
export interface StyledText {
  readonly uri: string;
  readonly place: Place;
  readonly text: string;
  readonly policy: Policy;
  readonly settings: Settings;
}

/** What is known of a text: exactly, or of an older one as far as it still stands. */
export interface StyleProblems {
  readonly problems: readonly Problem[];
  readonly notChecked: readonly NotChecked[];
}

interface Known extends MarkdownStyleResult {
  readonly text: string;
  readonly policy: Policy;
  readonly when: MarkdownStyleRequest['when'];
}

const NOTHING: StyleProblems = { problems: [], notChecked: [] };

/** markdownlint takes a hundred times as long as everything else; it waits until nobody types. */
const QUIET_MS = 300;

/**
 * markdownlint's problems beside ours. They come from another thread a moment later than a text is looked at; until then those
 * of the text before are shown where they have moved to, so that nothing flickers while somebody types.
 */
export class StyleLayer {
  readonly #createLinter: () => Promise<MarkdownLinter>;
  readonly #known = new Map<string, Known>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #listeners: ((uri: string) => void)[] = [];
  #linter: Promise<MarkdownLinter> | null = null;

  constructor(createLinter: () => Promise<MarkdownLinter>) {
    this.#createLinter = createLinter;
  }

  /** Hears of the documents for which there is news. */
  onNews(listener: (uri: string) => void): void {
    this.#listeners.push(listener);
  }

  /** What is known of a text now; what is not known yet is found out and told later. */
  look(styled: StyledText): StyleProblems {
    const request = toRequest(styled);
    const key = toDocumentKey(styled.uri);
    if (!request) {
      this.forget(styled.uri);
      return NOTHING;
    }
    const known = this.#known.get(key);
    if (known && isAbout(known, styled, request)) return known;
    clearTimeout(this.#waiting.get(key));
    const timer = setTimeout(() => {
      this.#waiting.delete(key);
      void this.#lint(styled, request);
    }, QUIET_MS);
    this.#waiting.set(key, timer);
    return known ? { problems: moveProblems(known.problems, known.text, styled.text), notChecked: [] } : NOTHING;
  }

  /** Finds out what is to be known of a text, and waits for it. */
  async settle(styled: StyledText): Promise<void> {
    const request = toRequest(styled);
    const known = this.#known.get(toDocumentKey(styled.uri));
    if (request && !(known && isAbout(known, styled, request))) await this.#lint(styled, request);
  }

  forget(uri: string): void {
    const key = toDocumentKey(uri);
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#known.delete(key);
  }

  /** The configuration may have changed: nothing that is known counts any more. */
  forgetAll(): void {
    for (const key of [...this.#known.keys(), ...this.#waiting.keys()]) {
      clearTimeout(this.#waiting.get(key));
      this.#waiting.delete(key);
    }
    this.#known.clear();
  }

  async dispose(): Promise<void> {
    this.forgetAll();
    await (await this.#linter?.catch(() => null))?.close();
  }

  /** A linter that cannot be had is said, and asked for again with the next text. */
  async #ask(request: MarkdownStyleRequest): Promise<StyleProblems> {
    this.#linter ??= this.#createLinter();
    let linter: MarkdownLinter;
    try {
      linter = await this.#linter;
    } catch (error) {
      this.#linter = null;
      const why = error instanceof Error ? error.message : String(error);
      return { problems: [], notChecked: [{ rule: 'markdownlint', reason: `it could not be loaded: ${why}` }] };
    }
    return linter.lint(request);
  }

  async #lint(styled: StyledText, request: MarkdownStyleRequest): Promise<void> {
    const result = await this.#ask(request);
    const key = toDocumentKey(styled.uri);
    const isNews = saysSomething(result) || saysSomething(this.#known.get(key) ?? NOTHING);
    this.#known.set(key, { ...result, text: styled.text, policy: styled.policy, when: request.when });
    if (isNews) for (const listener of this.#listeners) listener(styled.uri);
  }
}

function saysSomething({ problems, notChecked }: StyleProblems): boolean {
  return problems.length > 0 || notChecked.length > 0;
}

/** Null where markdownlint is off, or where the document is no file whose folder could configure it. */
function toRequest({ uri, place, text, policy, settings }: StyledText): MarkdownStyleRequest | null {
  const wanted = settings.markdownlint === 'auto' ? policy.markdownlint.enabled : settings.markdownlint;
  const path = toFilePath(uri);
  const root = place.folder?.path ?? null;
  if (wanted === 'off' || path === null || root === null) return null;
  return { text, path, root, when: wanted === 'on' ? 'always' : 'configured', rules: policy.rules };
}

function isAbout(known: Known, { text, policy }: StyledText, { when }: MarkdownStyleRequest): boolean {
  return known.policy === policy && known.when === when && known.text === text;
}

/** Takes problems over to a text that differs in one place: those behind it move, those in it go. Their fixes fit no more. */
export function moveProblems(problems: readonly Problem[], before: string, after: string): readonly Problem[] {
  if (problems.length === 0) return problems;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  const delta = after.length - before.length;
  return problems.flatMap((problem) => {
    const { rule, severity, message, span } = problem;
    if (span.end <= start) return { rule, severity, message, span, fixes: [] };
    if (span.start < before.length - end) return [];
    return { rule, severity, message, span: { start: span.start + delta, end: span.end + delta }, fixes: [] };
  });
}
