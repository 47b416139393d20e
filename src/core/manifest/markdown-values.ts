import type { Span } from '../text/source.ts';
import type { Approval, DependencyChange, FileGroup, ModifiedFile, NamedValue, TestResult } from './model.ts';
import { toPlain } from './plain-text.ts';
import { parseCounts, parseState } from './states.ts';

/** What the security scan is called among the tests. */
export const SCAN_NAME = 'Security Scan';

/** Splits `name: value` at its last or first `: `; the value's place is relative to the text. */
export function splitPair(
  text: string,
  at: 'first' | 'last',
): { readonly name: string; readonly value: string; readonly from: number } | null {
  const index = at === 'first' ? text.indexOf(': ') : text.lastIndexOf(': ');
  if (index < 0) return null;
  const value = text.slice(index + 2);
  return { name: toPlain(text.slice(0, index)), value: value.trim(), from: text.length - value.trimStart().length };
}

const EVIDENCE = /^(.*) \(see ([^()]+)\)$/;
const COUNTED = /^(?:([A-Za-z/ ]+), )?(\d+\/\d+)(?: (?:passing|passed))?$/;

/** Reads `Regression Tests: 6/6 passing`, `Smoke Tests: NOT RUN`; null where it says neither a state nor counts. */
export function readTestLine(text: string): TestResult | null {
  const shown = EVIDENCE.exec(text);
  const pair = splitPair(shown ? (shown[1] as string) : text, 'last');
  if (!pair) return null;
  const evidence = shown ? toPlain(shown[2] as string) : null;
  const state = parseState(pair.value);
  if (state) return { name: pair.name, state, passed: null, total: null, evidence };
  const counted = COUNTED.exec(pair.value);
  const counts = counted && parseCounts(counted[2] as string);
  if (!counts) return null;
  const said = counted[1] === undefined ? null : parseState(counted[1]);
  if (counted[1] !== undefined && said === null) return null;
  return { name: pair.name, state: said ?? stateOf(counts), ...counts, evidence };
}

/** What counts alone say. */
export function stateOf({ passed, total }: { readonly passed: number; readonly total: number }): TestResult['state'] {
  return passed === total ? 'passed' : 'failed';
}

/** The labels of the groups of files, in their order. */
export const FILE_GROUPS: ReadonlyMap<string, FileGroup> = new Map([
  ['Source Code', 'source'],
  ['Documentation', 'documentation'],
  ['Tests', 'tests'],
]);

const FILE = /^(.*?)(?: \((?:(\d+) lines)?(?:, )?(?:\+(\d+))?(?:\/-(\d+))?( lines)?\))?$/;

/** Reads `path (198 lines, +198/-0)`, `path (+50 lines)`, `path`. */
export function readFileLine(text: string, group: FileGroup): ModifiedFile {
  const match = FILE.exec(text);
  const number = (index: number): number | null => (match?.[index] === undefined ? null : Number(match[index]));
  return {
    group,
    path: toPlain(match?.[1] ?? text),
    lines: number(2),
    added: number(3),
    deleted: number(4),
  };
}

const DEPENDENCY = /^(Added|Updated|Removed): (.+)$/i;
const UPDATE = /^(.+?) (\S+) (?:→|->) (\S+)$/;

/** Reads `Added: name==1.2.3`, `Updated: name 1.0.0 → 1.1.0`, `Removed: name`; null for anything else. */
export function readDependencyLine(text: string): DependencyChange | null {
  const match = DEPENDENCY.exec(text);
  if (!match) return null;
  const kind = (match[1] as string).toLowerCase() as DependencyChange['kind'];
  const rest = match[2] as string;
  if (kind === 'updated') {
    const update = UPDATE.exec(rest);
    if (!update) return null;
    const version = (written: string | undefined): string | null => (written === '?' ? null : toPlain(written ?? ''));
    return { kind, name: toPlain(update[1] as string), from: version(update[2]), to: version(update[3]) };
  }
  const at = rest.lastIndexOf('==');
  const name = toPlain(at < 0 ? rest : rest.slice(0, at));
  const version = at < 0 ? null : toPlain(rest.slice(at + 2));
  return { kind, name, from: kind === 'removed' ? version : null, to: kind === 'added' ? version : null };
}

/** Reads `python_version: 3.11.0`. */
export function readValueLine(text: string): (NamedValue & { readonly from: number }) | null {
  const pair = splitPair(text, 'first');
  return pair && { key: pair.name, value: toPlain(pair.value), from: pair.from };
}

const DATED = /^(.*) \(([^()]*)\)$/;

/** Reads `security_lead: ada@example.com (2026-01-08)`. */
export function readApprovalLine(text: string): Approval | null {
  const pair = splitPair(text, 'first');
  if (!pair) return null;
  const dated = DATED.exec(pair.value);
  if (dated) return { role: pair.name, by: toPlain(dated[1] as string), date: toPlain(dated[2] as string) };
  return { role: pair.name, by: toPlain(pair.value), date: null };
}

/** A value with the place that it was read from. */
export function located<T extends object>(value: T, { start, end }: Span): T & Span {
  return { ...value, start, end };
}
