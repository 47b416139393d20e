import { closest } from '../../text/closest.ts';
import type { Span } from '../../text/source.ts';
import {
  type BlockNode,
  PROBLEM_LIMIT,
  type Template,
  type TemplateNode,
  type TemplateProblem,
  type TemplateValue,
  type TemplateValues,
  type ValueNode,
} from './template.ts';

/** The longest document, in UTF-16 units, and the largest number of parts that it is put together from. */
export const DOCUMENT_LIMIT = 1_000_000;
const STEP_LIMIT = 200_000;

export type Filled =
  | { readonly text: string; readonly problems?: undefined }
  | { readonly text?: undefined; readonly problems: readonly TemplateProblem[] };

/**
 * Fills a template. Values are text and stay what they are: a placeholder in a value is none.
 *
 * A value of several lines behind a list marker is indented like its item. A name that nothing is known of is a problem
 * wherever it stands; a value that is missing only where it is to be written.
 *
 * @param item the names that the items of lists have, for loops over none
 * @returns the document, which ends with one line ending; or every problem, and then no document at all.
 */
export function fillTemplate(template: Template, values: TemplateValues, item: TemplateValues = {}): Filled {
  if (template.problems.length > 0) return { problems: template.problems };
  const filler = new Filler(item);
  filler.write(template.nodes, [values]);
  if (filler.problems.length > 0) return { problems: filler.problems };
  return { text: `${filler.text.trim()}\n` };
}

/** Text has no place of its own: what is wrong with it is wrong with the whole. */
const NOWHERE: Span = { start: 0, end: 0 };

type Scopes = readonly TemplateValues[];

class Filler {
  readonly problems: TemplateProblem[] = [];
  private readonly parts: string[] = [];
  private readonly reported = new Set<number>();
  /** What stands on the line that is being written, as far as it is known to be short. */
  private line = '';
  private length = 0;
  private steps = 0;
  private isStopped = false;
  private readonly item: TemplateValues;

  constructor(item: TemplateValues) {
    this.item = item;
  }

  get text(): string {
    return this.parts.join('');
  }

  write(nodes: readonly TemplateNode[], scopes: Scopes): void {
    for (const node of nodes) {
      if (this.isStopped) return;
      if (++this.steps > STEP_LIMIT) {
        this.stop(node.kind === 'text' ? NOWHERE : node);
        return;
      }
      if (node.kind === 'text') this.append(node.text, NOWHERE);
      else if (node.kind === 'value') this.writeValue(node, scopes);
      else this.writeBlock(node, scopes);
    }
  }

  private writeValue(node: ValueNode, scopes: Scopes): void {
    const value = this.lookUp(node, scopes);
    if (value === undefined) return;
    if (value === null) this.report(node, `Expected a value for {${node.name}}`, node.name);
    else if (typeof value !== 'string')
      this.report(
        node,
        Array.isArray(value)
          ? `Unexpected list {${node.name}}, expected {#each ${node.name}}`
          : `Unexpected condition {${node.name}}, expected {#if ${node.name}}`,
      );
    else this.append(indented(value, this.line), node);
  }

  private writeBlock(node: BlockNode, scopes: Scopes): void {
    const value = this.lookUp(node, scopes);
    if (value === undefined) {
      // What stands inside is looked at all the same, so that every problem is told at once.
      if (node.kind !== 'each') this.write(node.body, scopes);
      return;
    }
    if (node.kind !== 'each') {
      const holds = isTrue(value) === (node.kind === 'if');
      this.check(holds ? node.otherwise : node.body, scopes);
      this.write(holds ? node.body : node.otherwise, scopes);
      return;
    }
    if (typeof value === 'string' || typeof value === 'boolean') {
      this.report(node, `Unexpected {#each ${node.name}}, expected the name of a list`);
      return;
    }
    const items = value ?? [];
    if (items.length === 0) {
      this.check(node.body, [this.item, ...scopes]);
      this.write(node.otherwise, scopes);
      return;
    }
    for (const item of items) this.write(node.body, [item, ...scopes]);
  }

  /** Names in a part that is left out are looked up, too: a slip in them would come to light on the worst day. */
  private check(nodes: readonly TemplateNode[], scopes: Scopes): void {
    for (const node of nodes) {
      if (node.kind === 'text' || ++this.steps > STEP_LIMIT) continue;
      this.lookUp(node, scopes);
      if (node.kind === 'value') continue;
      this.check(node.body, node.kind === 'each' ? [this.item, ...scopes] : scopes);
      this.check(node.otherwise, scopes);
    }
  }

  /** The value of a name in the nearest scope that has it; undefined, and the problem told, where none has. */
  private lookUp(node: ValueNode | BlockNode, scopes: Scopes): TemplateValue | undefined {
    const scope = scopes.find((each) => Object.hasOwn(each, node.name));
    if (scope) return scope[node.name];
    const guess = closest(node.name, new Set(scopes.flatMap((each) => Object.keys(each))));
    const expected = guess === null ? 'of which nothing is known' : `expected “${guess}”`;
    this.report(node, `Unexpected name “${node.name}”, ${expected}`, node.name);
    return undefined;
  }

  private append(text: string, place: Span): void {
    this.length += text.length;
    if (this.length > DOCUMENT_LIMIT) {
      this.stop(place);
      return;
    }
    this.parts.push(text);
    const lineStart = text.lastIndexOf('\n') + 1;
    this.line = (lineStart > 0 ? text.slice(lineStart) : this.line + text).slice(0, 40);
  }

  private stop({ start, end }: Span): void {
    this.isStopped = true;
    this.report({ start, end }, `Unexpected size of the document, expected at most ${DOCUMENT_LIMIT} characters`);
  }

  private report({ start, end }: Span, message: string, missing: string | null = null): void {
    // A placeholder in a loop is one problem, however many items there are.
    if (this.reported.has(start) || this.problems.length >= PROBLEM_LIMIT) return;
    this.reported.add(start);
    this.problems.push({ start, end, message, missing });
  }
}

function isTrue(value: TemplateValue): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== false && value !== '';
}

/** Further lines of a value behind a list marker belong to that item only where they are indented as its text is. */
function indented(value: string, line: string): string {
  if (!value.includes('\n') || !/^[ \t]{0,12}(?:(?:[-*+]|\d{1,9}[.)]) {1,4})?$/.test(line)) return value;
  const indent = ' '.repeat(line.length);
  return value.replace(/\n(?=[^\r\n])/g, () => `\n${indent}`);
}
