import type { SeverityDto } from '../src/protocol/dto.ts';
import { defaultSettings, type Settings } from '../src/protocol/settings.ts';

const SEVERITIES: readonly unknown[] = ['error', 'warning', 'info', 'hint', 'off'] satisfies readonly (
  | SeverityDto
  | 'off'
)[];

/** A client that announces configuration but does not answer must not keep its user waiting for diagnostics. */
const PATIENCE_MS = 5000;

/** Asks the client for the section `releaseLedger` of one resource. */
export type AskSettings = (uri: string) => Promise<unknown>;

/** The user's settings per resource, asked for once and forgotten when the client says that they have changed. */
export class SettingsStore {
  readonly #askClient: AskSettings | null;
  readonly #log: (message: string) => void;
  readonly #cache = new Map<string, Promise<Settings>>();
  #pushed: Settings;

  /** Without `askClient` the client has no configuration support: then the defaults hold, or what it pushes by itself. */
  constructor(askClient: AskSettings | null, pushed: unknown, log: (message: string) => void) {
    this.#askClient = askClient;
    this.#log = log;
    this.#pushed = toSettings(pushed);
  }

  get(uri: string): Promise<Settings> {
    const known = this.#cache.get(uri);
    if (known) return known;
    const asked = this.#askClient ? this.#ask(this.#askClient, uri) : Promise.resolve(this.#pushed);
    this.#cache.set(uri, asked);
    return asked;
  }

  forget(uri: string): void {
    this.#cache.delete(uri);
  }

  /** Takes `workspace/didChangeConfiguration`, whose settings are there only in clients that push them. */
  changed(pushed: unknown): void {
    this.#cache.clear();
    if (isRecord(pushed))
      this.#pushed = toSettings(Object.hasOwn(pushed, 'releaseLedger') ? pushed.releaseLedger : pushed);
  }

  async #ask(askClient: AskSettings, uri: string): Promise<Settings> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
    });
    try {
      return toSettings(await Promise.race([askClient(uri), silence]));
    } catch (error) {
      this.#log(`The settings for ${uri} could not be had (${String(error)}); the defaults are used.`);
      return this.#pushed;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Reads what a client sent as settings. Total: what is missing or of the wrong type has its default. */
export function toSettings(value: unknown): Settings {
  if (!isRecord(value)) return defaultSettings;
  const { enable, checkScope, rules, maxProblems, markdownlint, codeLens, inlayHints } = value;
  return {
    enable: toBoolean(enable, defaultSettings.enable),
    checkScope: checkScope === 'openFiles' || checkScope === 'workspace' ? checkScope : defaultSettings.checkScope,
    rules: toRules(rules),
    maxProblems: isCount(maxProblems) ? maxProblems : defaultSettings.maxProblems,
    markdownlint: markdownlint === 'on' || markdownlint === 'off' ? markdownlint : defaultSettings.markdownlint,
    codeLens: toBoolean(codeLens, defaultSettings.codeLens),
    inlayHints: toBoolean(inlayHints, defaultSettings.inlayHints),
  };
}

function toRules(value: unknown): Settings['rules'] {
  if (!isRecord(value)) return defaultSettings.rules;
  return Object.fromEntries(
    Object.entries(value).filter(([, severity]) => SEVERITIES.includes(severity)),
  ) as Settings['rules'];
}

function toBoolean(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
