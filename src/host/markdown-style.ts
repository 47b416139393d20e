import type { NotChecked, Problem, SeveritySetting } from '../core/index.ts';
import { toSource } from '../core/index.ts';
import type { Files } from '../core/ports.ts';
import { BudgetedWorker } from './budgeted-worker.ts';
import { findMarkdownlintConfig, type MarkdownlintSettings } from './markdownlint-config.ts';
import { toMarkdownlintProblems } from './markdownlint-problems.ts';
import type { LintAnswer, LintRequest } from './markdownlint-protocol.ts';

export interface MarkdownStyleRequest {
  readonly text: string;
  /** The absolute path of the file that the text belongs to, inside of `root`. */
  readonly path: string;
  /** The absolute path of the folder up to which configuration is looked for. */
  readonly root: string;
  /** `configured`: only where the project configures markdownlint; `always`: with defaults for changelogs otherwise. */
  readonly when: 'configured' | 'always';
  /** Severities that differ, by rule id (`markdownlint/MD013`). */
  readonly rules: Readonly<Record<string, SeveritySetting>>;
}

export interface MarkdownStyleResult {
  /** In the order of the text; their rules are called `markdownlint/MD022`. */
  readonly problems: readonly Problem[];
  readonly notChecked: readonly NotChecked[];
}

/** The Markdown style layer: markdownlint, in a thread with a time budget. */
export interface MarkdownLinter {
  /** Never rejects: what could not be done is told in `notChecked`. */
  readonly lint: (request: MarkdownStyleRequest) => Promise<MarkdownStyleResult>;
  /** Ends the thread. A linter that is not closed does not keep the process alive. */
  readonly close: () => Promise<void>;
}

export interface MarkdownLinterOptions {
  readonly files: Files;
  /** The bundle of `markdownlint-worker.ts`. */
  readonly workerFile: URL;
  /** How long one text may take, in milliseconds. */
  readonly budget?: number;
}

/** Longer texts, in UTF-16 units, are left to markdownlint's own tools: it needs seconds for them. */
export const STYLE_LENGTH_LIMIT = 1_000_000;

const NAME = 'markdownlint';
const BUDGET = 2_000;
const PATIENCE = 20_000;
const NOTHING: MarkdownStyleResult = { problems: [], notChecked: [] };

/** What is asked of a changelog where nobody configured anything: lines have the length that their sentence needs. */
const DEFAULT_CONFIG: MarkdownlintSettings = { config: { MD013: false }, frontMatter: null, noInlineConfig: false };

export function createMarkdownLinter({ files, workerFile, budget = BUDGET }: MarkdownLinterOptions): MarkdownLinter {
  const worker = new BudgetedWorker<LintRequest, LintAnswer>({ file: workerFile, budget, patience: PATIENCE });
  return {
    lint: async ({ text, path, root, when, rules }) => {
      const choice = await findMarkdownlintConfig(files, root, path);
      if (choice.kind === 'ignored' || (choice.kind === 'none' && when === 'configured')) return NOTHING;
      if (choice.kind === 'unusable') return notChecked(choice.reason);
      if (text.length > STYLE_LENGTH_LIMIT) return notChecked('the file is longer than 1 MB');
      const settings = choice.kind === 'found' ? choice.settings : DEFAULT_CONFIG;
      const { answer, failure } = await worker.run({
        ...settings,
        text,
        config: withSiblingHeadings(settings.config),
      });
      if (answer?.findings === undefined) return notChecked(failure ?? answer?.failure ?? 'it failed');
      return {
        problems: withSeverities(toMarkdownlintProblems(toSource(text), answer.findings), rules),
        notChecked: [],
      };
    },
    close: () => worker.close(),
  };
}

function notChecked(reason: string): MarkdownStyleResult {
  return { problems: [], notChecked: [{ rule: NAME, reason }] };
}

function withSeverities(problems: readonly Problem[], rules: MarkdownStyleRequest['rules']): readonly Problem[] {
  return problems.flatMap((problem) => {
    const severity = Object.hasOwn(rules, problem.rule) ? rules[problem.rule] : undefined;
    if (severity === 'off') return [];
    return severity === undefined ? [problem] : [{ ...problem, severity }];
  });
}

/** The names of the rule against headings with the same text, which every changelog has: one `Added` for each release. */
const DUPLICATE_HEADING = /^(?:md024|no-duplicate-heading)$/i;

/** Reads MD024 as `siblings_only`, unless the configuration says something else about siblings or turns it off. */
export function withSiblingHeadings(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = Object.keys(config).filter((name) => DUPLICATE_HEADING.test(name));
  // The last of several names counts, as it does for markdownlint.
  const name = names.at(-1);
  if (name === undefined) return { ...config, ...(isOffByDefault(config) ? {} : { MD024: { siblings_only: true } }) };
  const value = config[name];
  if (typeof value === 'object' && value !== null) return { ...config, [name]: { siblings_only: true, ...value } };
  if (value === 'error' || value === 'warning') return { ...config, [name]: { siblings_only: true, severity: value } };
  return value ? { ...config, [name]: { siblings_only: true } } : config;
}

/** Naming a rule turns it on: where the configuration turns everything off first, or a tag of it, it must stay unnamed. */
function isOffByDefault(config: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(config).some(([key, value]) => !value && /^(?:default|headings)$/i.test(key));
}
