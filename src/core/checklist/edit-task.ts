import type { Edit } from '../text/edit.ts';
import { NOT_APPLICABLE, REMARK_DASH, type Task } from './checklist.ts';

/** Marks a task as done. @param remark who did it and when, or what shows it */
export function tickTask(task: Task, remark: string): readonly Edit[] {
  return [...setBox(task, 'x'), ...setRemark(task, remark)];
}

/** Takes the mark away, and what was said with it. */
export function untickTask(task: Task): readonly Edit[] {
  return [...setBox(task, ' '), ...setRemark(task, '')];
}

/** Marks a task as one that this release does not need. */
export function skipTask(task: Task, reason: string): readonly Edit[] {
  return [...setBox(task, 'x'), ...setRemark(task, `${NOT_APPLICABLE}: ${reason}`)];
}

/** A remark in one line, in which nothing ends the comment behind it or starts another. */
export function toRemark(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/<!--|-->/g, ' ')
    .trim();
}

function setBox({ box, boxSpan }: Task, wanted: string): readonly Edit[] {
  return box === wanted ? [] : [{ ...boxSpan, text: wanted }];
}

function setRemark({ remark, remarkSpan }: Task, wanted: string): readonly Edit[] {
  const said = toRemark(wanted);
  return remark === said ? [] : [{ ...remarkSpan, text: said === '' ? '' : `${REMARK_DASH}${said}` }];
}
