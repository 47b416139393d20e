import { Char, isDigit } from '../markdown/characters.ts';
import type { Span } from '../text/source.ts';
import { isCalendarDate } from '../version/calendar.ts';
import { parseVersion, type Version } from '../version/version.ts';
import type { HeadingForm, ReleaseHeading } from './model.ts';

const SEPARATOR = ' - ';
const DATE_LENGTH = 'YYYY-MM-DD'.length;
const YANKED = ' [YANKED]';

/**
 * Reads a heading in the form of Keep a Changelog 2.0.0, "Structuring a release": `[1.0.0]`, `[1.0.0] - 2017-07-17`, each with
 * ` [YANKED]` behind it or without. Most headings of most changelogs are written so, and reading them takes neither an
 * expression nor a cursor.
 *
 * @param text the document; `start` and `end` the heading's text in it.
 * @returns null for every other form.
 */
export function readStandardHeading(text: string, { start, end }: Span): ReleaseHeading | null {
  if (text.charCodeAt(start) !== Char.LeftBracket || !isDigit(text.charCodeAt(start + 1))) return null;
  const labelEnd = endOfLabel(text, start + 1, end);
  if (labelEnd < 0) return null;
  let at = labelEnd + 1;
  const dateStart = isDateAt(text, at, end) ? at + SEPARATOR.length : -1;
  if (dateStart >= 0) at = dateStart + DATE_LENGTH;
  const yankedStart = end - at === YANKED.length && text.startsWith(YANKED, at) ? at + 1 : -1;
  if (at !== end && yankedStart < 0) return null;
  const label = text.slice(start + 1, labelEnd);
  const version = parseVersion(label);
  if (!version) return null;
  const dateText = dateStart < 0 ? null : text.slice(dateStart, dateStart + DATE_LENGTH);
  return new StandardHeading(start + 1, label, version, dateText, yankedStart);
}

/** Where the bracket stands that closes a label; -1 where none does, and for what names several modules or nests brackets. */
function endOfLabel(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.RightBracket) return at;
    if (code === Char.LeftBracket || code === Char.Slash) return -1;
  }
  return -1;
}

/** True where a separator and something in the shape of a date stand at `at`. */
function isDateAt(text: string, at: number, end: number): boolean {
  if (end - at < SEPARATOR.length + DATE_LENGTH) return false;
  if (text.charCodeAt(at) !== Char.Space || text.charCodeAt(at + 1) !== Char.HyphenMinus) return false;
  if (text.charCodeAt(at + 2) !== Char.Space) return false;
  for (let i = 0; i < DATE_LENGTH; i++) {
    const code = text.charCodeAt(at + SEPARATOR.length + i);
    if (i === 4 || i === 7 ? code !== Char.HyphenMinus : !isDigit(code)) return false;
  }
  return true;
}

/** A large changelog has thousands of these and few are asked for their places: those are made when they are. */
class StandardHeading implements ReleaseHeading {
  readonly #labelStart: number;
  readonly #yankedStart: number;
  readonly label: string;
  readonly version: Version;
  readonly dateText: string | null;
  readonly date: string | null;
  readonly form: HeadingForm;

  constructor(labelStart: number, label: string, version: Version, dateText: string | null, yankedStart: number) {
    this.#labelStart = labelStart;
    this.#yankedStart = yankedStart;
    this.label = label;
    this.version = version;
    this.dateText = dateText;
    this.date = dateText !== null && isCalendarDate(dateText) ? dateText : null;
    this.form = dateText === null ? UNDATED : new DatedForm(labelStart + label.length + 1);
  }

  get unreleased(): boolean {
    return false;
  }

  get labelSpan(): Span {
    return { start: this.#labelStart, end: this.#labelStart + this.label.length };
  }

  get dateSpan(): Span | null {
    if (this.dateText === null) return null;
    const start = this.#labelStart + this.label.length + 1 + SEPARATOR.length;
    return { start, end: start + DATE_LENGTH };
  }

  get yanked(): boolean {
    return this.#yankedStart >= 0;
  }

  get yankedSpan(): Span | null {
    const start = this.#yankedStart;
    return start < 0 ? null : { start, end: start + YANKED.length - 1 };
  }
}

const UNDATED: HeadingForm = {
  bracketed: true,
  inlineUrl: null,
  prefix: '',
  separator: '',
  separatorSpan: null,
  parenthesised: false,
  rest: '',
  restSpan: null,
};

/** True for the form `[1.0.0] - 2017-07-17`, with or without a mark that the release is yanked. */
export function isDatedStandard(form: HeadingForm): boolean {
  return form instanceof DatedForm;
}

class DatedForm implements HeadingForm {
  readonly #start: number;

  constructor(start: number) {
    this.#start = start;
  }

  get bracketed(): boolean {
    return true;
  }

  get inlineUrl(): null {
    return null;
  }

  get prefix(): string {
    return '';
  }

  get separator(): string {
    return SEPARATOR;
  }

  get separatorSpan(): Span {
    return { start: this.#start, end: this.#start + SEPARATOR.length };
  }

  get parenthesised(): boolean {
    return false;
  }

  get rest(): string {
    return '';
  }

  get restSpan(): null {
    return null;
  }
}
