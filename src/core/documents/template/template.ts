import type { Span } from '../../text/source.ts';

/**
 * A template as it was read: text with placeholders, conditions and loops. There is nothing in it that could be run.
 *
 * `{name}` stands for a value · `{#if name}…{else}…{/if}` and `{#unless name}…{/unless}` for a part that may be left out ·
 * `{#each name}…{else}…{/each}` for a part for each item of a list · `\{` for a brace. A tag of a block that stands alone on
 * its line takes the line along. A brace that is followed by anything else than a letter, `_`, `#` or `/` is a brace.
 */
export interface Template {
  readonly text: string;
  readonly nodes: readonly TemplateNode[];
  /** In the order of the text; a template that has any is not filled. */
  readonly problems: readonly TemplateProblem[];
}

export type TemplateNode = TextNode | ValueNode | BlockNode;

export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
}

export interface ValueNode extends Span {
  readonly kind: 'value';
  readonly name: string;
}

export interface BlockNode extends Span {
  readonly kind: BlockKeyword;
  readonly name: string;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

export type BlockKeyword = 'if' | 'unless' | 'each';

/** What is wrong with a template, and where in it. */
export interface TemplateProblem extends Span {
  /** “Unexpected X, expected Y”, without a full stop. */
  readonly message: string;
  /** The name of a value that is missing; null for every other problem. */
  readonly missing: string | null;
}

/** What placeholders stand for: null where it is not known, which is a problem only where it is to be written. */
export type TemplateValue = string | boolean | null | readonly TemplateValues[];

export interface TemplateValues {
  readonly [name: string]: TemplateValue;
}

/** How many blocks may stand in one another. */
export const NESTING_LIMIT = 8;
/** The longest template, in UTF-16 units. */
export const TEMPLATE_LIMIT = 100_000;
/** How many problems are told; a text that is no template at all has as many as braces. */
export const PROBLEM_LIMIT = 20;
