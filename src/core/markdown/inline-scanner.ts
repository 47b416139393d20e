import type { Span } from '../text/source.ts';
import { BacktickRuns } from './backtick-runs.ts';
import { Char } from './characters.ts';
import { ForwardFinder } from './forward-finder.ts';
import { skipAutolink, skipRawHtml } from './inline-html.ts';
import type { InlineLink } from './inline-link.ts';
import { isEscapable, isLabel, readLabel, readResource } from './link-parts.ts';

interface Bracket {
  readonly at: number;
  readonly image: boolean;
  /** True where another bracket opened behind it: then it is no label itself. */
  hasInner: boolean;
}

/**
 * One pass over inline content, as the appendix "A parsing strategy" of CommonMark describes its second phase, for what
 * hides other text: code, autolinks, raw HTML and links. Linear: each character is looked at a limited number of times.
 */
export class InlineScanner {
  readonly codes: Span[] = [];
  readonly links: InlineLink[] = [];
  private readonly text: string;
  private readonly offset: number;
  private readonly isDefined: ((label: string) => boolean) | null;
  private readonly brackets: Bracket[] = [];
  /** Brackets below this height open no link, since a link within them ended: links do not contain links. */
  private inactive = 0;
  private runs: BacktickRuns | null = null;
  private readonly finder: ForwardFinder;

  /** `offset` is where `text` starts in the document. */
  constructor(text: string, offset: number, isDefined: ((label: string) => boolean) | null) {
    this.text = text;
    this.offset = offset;
    this.isDefined = isDefined;
    this.finder = new ForwardFinder(text);
  }

  scan(): this {
    const { text } = this;
    let at = 0;
    while (at < text.length) at = this.take(text.charCodeAt(at), at);
    this.links.sort((a, b) => a.start - b.start);
    return this;
  }

  /** Takes what starts at `at` with `code`, and returns the offset behind it. */
  private take(code: number, at: number): number {
    switch (code) {
      case Char.Backslash:
        return isEscapable(this.text.charCodeAt(at + 1)) ? at + 2 : at + 1;
      case Char.Backtick:
        return this.takeBackticks(at);
      case Char.LessThan:
        return this.takeAngle(at);
      case Char.ExclamationMark:
        return this.text.charCodeAt(at + 1) === Char.LeftBracket ? this.openBracket(at + 1, true) : at + 1;
      case Char.LeftBracket:
        return this.openBracket(at, false);
      case Char.RightBracket:
        return this.closeBracket(at);
      default:
        return at + 1;
    }
  }

  private takeBackticks(at: number): number {
    this.runs ??= new BacktickRuns(this.text);
    const runEnd = this.runs.moveTo(at);
    const end = this.runs.closerOf(at);
    if (end < 0) return runEnd;
    this.codes.push(this.toSpan(at, end));
    return end;
  }

  private takeAngle(at: number): number {
    const end = skipAutolink(this.text, at);
    if (end < 0) return Math.max(at + 1, skipRawHtml(this.text, at, this.finder));
    const address = this.toSpan(at + 1, end - 1);
    this.links.push({
      ...this.toSpan(at, end),
      kind: 'autolink',
      image: false,
      text: address,
      label: null,
      url: address,
    });
    return end;
  }

  private openBracket(at: number, image: boolean): number {
    const outer = this.brackets.at(-1);
    if (outer) outer.hasInner = true;
    this.brackets.push({ at, image, hasInner: false });
    return at + 1;
  }

  private closeBracket(at: number): number {
    const bracket = this.brackets.pop();
    if (!bracket) return at + 1;
    const height = this.brackets.length;
    const isActive = bracket.image || height >= this.inactive;
    this.inactive = Math.min(this.inactive, height);
    if (!isActive) return at + 1;
    const end = this.takeInline(bracket, at);
    return end >= 0 ? end : this.takeReference(bracket, at);
  }

  private takeInline(bracket: Bracket, at: number): number {
    if (this.text.charCodeAt(at + 1) !== Char.LeftParenthesis) return -1;
    const resource = readResource(this.text, at + 1);
    if (!resource) return -1;
    const { start, end } = resource.span;
    this.addLink('inline', bracket, at, resource.end, null, this.toSpan(start, end));
    return resource.end;
  }

  private takeReference(bracket: Bracket, at: number): number {
    const content = { start: bracket.at + 1, end: at };
    const label = this.text.charCodeAt(at + 1) === Char.LeftBracket ? readLabel(this.text, at + 1) : null;
    const isFull = label !== null && label.span.end > label.span.start;
    const named = isFull ? label.span : content;
    if (!isFull && bracket.hasInner) return at + 1;
    if (!isLabel(this.text, named) || !this.defines(named)) return at + 1;
    const end = label ? label.end : at + 1;
    this.addLink(
      isFull ? 'full' : label ? 'collapsed' : 'shortcut',
      bracket,
      at,
      end,
      this.toSpan(named.start, named.end),
      null,
    );
    return end;
  }

  private defines({ start, end }: Span): boolean {
    return this.isDefined === null || this.isDefined(this.text.slice(start, end));
  }

  private addLink(
    kind: InlineLink['kind'],
    bracket: Bracket,
    at: number,
    end: number,
    label: Span | null,
    url: Span | null,
  ): void {
    const { image } = bracket;
    this.push(kind, image, image ? bracket.at - 1 : bracket.at, end, this.toSpan(bracket.at + 1, at), label, url);
    // Whether an unknown reference is a link nobody can say: it hides no link around it.
    if (!image && (kind === 'inline' || this.isDefined)) this.inactive = this.brackets.length;
  }

  private push(
    kind: InlineLink['kind'],
    image: boolean,
    at: number,
    behind: number,
    text: Span,
    label: Span | null,
    url: Span | null,
  ): void {
    const start = at + this.offset;
    const end = behind + this.offset;
    this.links.push({ start, end, kind, image, text, label, url });
  }

  private toSpan(start: number, end: number): Span {
    return { start: start + this.offset, end: end + this.offset };
  }
}
