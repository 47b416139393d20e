import type { Blocks, Heading } from '../markdown/blocks.ts';
import type { Source, Span } from '../text/source.ts';

/**
 * The checklist of a release: a Markdown file with task lists that people edit by hand.
 *
 * A task ends with a comment that names what it is (`<!-- item: tests-pass -->`, `<!-- approval: security_lead -->`), and may
 * have a remark in front of that, behind a dash: who did it and when, what shows it, or why it does not apply. Whatever else
 * stands in the file stays there.
 */
export interface Checklist {
  readonly source: Source;
  readonly blocks: Blocks;
  /** `Release:`, `Target Date:` and their like, by their names in lower case; of two with one name the first. */
  readonly fields: ReadonlyMap<string, ChecklistField>;
  readonly phases: readonly ChecklistSection[];
  /** In the order of the text, approvals included. */
  readonly tasks: readonly Task[];
}

export interface ChecklistField extends Span {
  readonly name: string;
  readonly value: string;
  readonly valueSpan: Span;
}

/** A heading of level 2 with what stands under it. */
export interface ChecklistSection extends Span {
  readonly heading: Heading;
  /** Without the days in parentheses. */
  readonly name: string;
}

export interface Task extends Span {
  readonly line: number;
  /** What stands between the brackets of the box, and where. */
  readonly box: string;
  readonly boxSpan: Span;
  /** `odd` where the box has something else than a space or an x. */
  readonly state: 'open' | 'done' | 'not-applicable' | 'odd';
  /** What has to be done, without box, remark and comment. */
  readonly text: string;
  readonly textSpan: Span;
  /** What stands behind the dash; empty where nothing does. */
  readonly remark: string;
  /** From the end of the text to the end of the remark: the dash is part of it. */
  readonly remarkSpan: Span;
  readonly kind: 'item' | 'approval' | 'other';
  /** What the comment names; null where there is none. */
  readonly id: string | null;
  readonly idSpan: Span | null;
  /** The name of the heading of level 2 above it; empty where there is none. */
  readonly phase: string;
  readonly group: string;
}

/** What stands between a task and what is said of it. */
export const REMARK_DASH = ' – ';
/** How a remark starts that says that a task is not for this release. */
export const NOT_APPLICABLE = 'not applicable';
/** How a remark starts that was written by a check. */
export const CHECKED = 'checked';
export const APPROVALS = 'Approvals';
