import {
  type BlockKeyword,
  type BlockNode,
  NESTING_LIMIT,
  PROBLEM_LIMIT,
  TEMPLATE_LIMIT,
  type Template,
  type TemplateNode,
  type TemplateProblem,
} from './template.ts';

const TAG =
  /\{(?:#(if|unless|each) {1,8}([a-z][A-Za-z0-9]{0,39})|\/(if|unless|each)|(else)|([a-z][A-Za-z0-9]{0,39}))\}/y;
/** How much of what is no tag is shown. */
const EXCERPT = 40;

interface Frame {
  readonly kind: BlockKeyword;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly body: TemplateNode[];
  readonly otherwise: TemplateNode[];
  hasElse: boolean;
}

/** Reads a template. Total: any text has a result, in time linear in its length; what is wrong is in `problems`. */
export function parseTemplate(text: string): Template {
  if (text.length > TEMPLATE_LIMIT) {
    const message = `Unexpected length of ${text.length}, expected a template of at most ${TEMPLATE_LIMIT} characters`;
    return { text, nodes: [], problems: [{ start: 0, end: 0, message, missing: null }] };
  }
  return new TemplateReader(text).read();
}

class TemplateReader {
  private readonly text: string;
  private readonly nodes: TemplateNode[] = [];
  private readonly frames: Frame[] = [];
  private readonly problems: TemplateProblem[] = [];
  /** Up to where the text is in nodes. */
  private done = 0;

  constructor(text: string) {
    this.text = text;
  }

  read(): Template {
    const { text } = this;
    for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', Math.max(at + 1, this.done))) {
      if (text[at - 1] === '\\' && at - 1 >= this.done) {
        this.addText(at - 1);
        this.done = at;
        continue;
      }
      TAG.lastIndex = at;
      const match = TAG.exec(text);
      if (match) this.readTag(match, at, at + match[0].length);
      else if (/[A-Za-z_#/]/.test(text[at + 1] ?? '')) this.reportUnknownTag(at);
    }
    this.addText(text.length);
    for (const { kind, start, end } of this.frames) this.report(start, end, `Expected {/${kind}} for this block`);
    this.problems.sort((a, b) => a.start - b.start);
    return { text, nodes: this.nodes, problems: this.problems.slice(0, PROBLEM_LIMIT) };
  }

  private readTag([tag, opens, name = '', closes, isElse, value]: RegExpExecArray, start: number, end: number): void {
    if (value !== undefined) {
      this.addText(start);
      this.target.push({ kind: 'value', name: value, start, end });
      this.done = end;
      return;
    }
    const line = this.ownLine(start, end);
    this.addText(line?.start ?? start);
    this.done = line?.end ?? end;
    const frame = this.frames.at(-1);
    if (opens !== undefined) {
      if (this.frames.length >= NESTING_LIMIT)
        this.report(start, end, `Unexpected block in ${NESTING_LIMIT} others, expected fewer of them`);
      this.frames.push({
        kind: opens as BlockKeyword,
        name,
        start,
        end,
        body: [],
        otherwise: [],
        hasElse: false,
      });
    } else if (isElse !== undefined) {
      if (!frame || frame.hasElse) this.report(start, end, 'Unexpected {else}, expected it once inside a block');
      else frame.hasElse = true;
    } else if (!frame || frame.kind !== closes) {
      const expected = frame ? `expected {/${frame.kind}}` : 'which closes no block';
      this.report(start, end, `Unexpected ${tag}, ${expected}`);
    } else this.close(frame);
  }

  private close(frame: Frame): void {
    this.frames.pop();
    const { kind, name, start, end, body, otherwise } = frame;
    const block: BlockNode = { kind, name, start, end, body, otherwise };
    this.target.push(block);
  }

  private get target(): TemplateNode[] {
    const frame = this.frames.at(-1);
    if (!frame) return this.nodes;
    return frame.hasElse ? frame.otherwise : frame.body;
  }

  private addText(end: number): void {
    if (end > this.done) this.target.push({ kind: 'text', text: this.text.slice(this.done, end) });
    this.done = Math.max(this.done, end);
  }

  /** The whole line of a tag that stands alone on it; only what is in no node yet is looked at. */
  private ownLine(start: number, end: number): { readonly start: number; readonly end: number } | null {
    const { text } = this;
    let from = start;
    while (from > this.done && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
    if (from > 0 && text[from - 1] !== '\n') return null;
    let to = end;
    while (text[to] === ' ' || text[to] === '\t' || text[to] === '\r') to++;
    if (to === text.length) return { start: from, end: to };
    return text[to] === '\n' ? { start: from, end: to + 1 } : null;
  }

  private reportUnknownTag(start: number): void {
    const shown = /^[^}\r\n]*\}?/.exec(this.text.slice(start, start + EXCERPT))?.[0] ?? '{';
    const expected = 'expected {name}, {#if name}, {#unless name}, {#each name}, {else} or the end of a block';
    this.report(start, start + shown.length, `Unexpected “${shown}”, ${expected}; a brace is written as \\{`);
  }

  private report(start: number, end: number, message: string): void {
    if (this.problems.length <= PROBLEM_LIMIT) this.problems.push({ start, end, message, missing: null });
  }
}
