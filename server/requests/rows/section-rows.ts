import { type Entry, isBreaking, lineAt, type Problem, type Release, type Section } from '../../../src/core/index.ts';
import { toVisibleLine } from '../../../src/core/text/visible.ts';
import type { RowDto } from '../../../src/protocol/rows.ts';
import { toEntryLabel } from '../../plain-text.ts';
import type { View } from '../../view.ts';
import { nameEach, type RowsOf, toRow } from './to-row.ts';

const PROBLEMS = 'problems';
const CATEGORY = 'category ';

/** A category of a section with the name that its row has; null stands for the entries outside of all categories. */
interface Part {
  readonly name: string;
  readonly section: Section | null;
  readonly entries: readonly Entry[];
}

/** The problems and categories of a section; `path` is that of the section itself. */
export function listSectionRows(
  of: RowsOf,
  view: View,
  release: Release,
  path: readonly string[],
  expanded = false,
): readonly RowDto[] {
  const problems = problemsIn(view, release);
  const rows = partsOf(release).map(({ name, section, entries }) =>
    toRow(of, [...path, CATEGORY + name], 'category', section ? toVisibleLine(section.name) : '', {
      count: entries.length,
      hasChildren: entries.length > 0,
      expanded,
      place: { uri: of.uri, line: (section?.heading ?? release.heading).line },
      release: release.label,
      category: section ? (section.category ?? section.name) : null,
      detail: section?.group
        ? toVisibleLine(view.source.text.slice(section.group.text.start, section.group.text.end))
        : null,
    }),
  );
  if (problems.length === 0) return rows;
  const worst = ['error', 'warning', 'info', 'hint'] as const;
  const group = toRow(of, [...path, PROBLEMS], 'problems', '', {
    state: worst.find((severity) => problems.some((problem) => problem.severity === severity)) ?? 'hint',
    count: problems.length,
    hasChildren: true,
  });
  return [group, ...rows];
}

/** What stands below a row of `listSectionRows`; `step` is the last part of that row's path. */
export function listBelowSection(
  of: RowsOf,
  view: View,
  release: Release,
  path: readonly string[],
  step: string,
): readonly RowDto[] {
  if (step === PROBLEMS) return listProblemRows(of, view, release, [...path, step]);
  const part = partsOf(release).find(({ name }) => CATEGORY + name === step);
  return part ? listEntryRows(of, view, part, [...path, step]) : [];
}

/** The entry that a row of a category stands for. */
export function findEntry(view: View, release: Release, [step, name]: readonly string[]): Entry | null {
  const part = partsOf(release).find((each) => CATEGORY + each.name === step);
  const at = part ? nameEntries(view, part.entries).indexOf(String(name)) : -1;
  return part?.entries[at] ?? null;
}

/** The category that a row stands for. */
export function findSection(release: Release, step: string | undefined): Section | null {
  return partsOf(release).find(({ name }) => CATEGORY + name === step)?.section ?? null;
}

/** The problem that a row stands for. */
export function findProblem(view: View, release: Release, [step, name]: readonly string[]): Problem | null {
  if (step !== PROBLEMS) return null;
  const problems = problemsIn(view, release);
  return problems[nameProblems(problems).indexOf(String(name))] ?? null;
}

export function countEntries(release: Release): number {
  return partsOf(release).reduce((sum, { entries }) => sum + entries.length, 0);
}

/** What is wrong in a section, its heading included. */
export function problemsIn({ problems }: View, { start, end }: Release): readonly Problem[] {
  return problems.filter(({ span }) => span.start >= start && span.start < end);
}

function partsOf({ looseEntries, sections }: Release): readonly Part[] {
  const names = nameEach(sections, ({ name }) => name);
  const parts = sections.map((section, i) => ({ name: names[i] as string, section, entries: section.entries }));
  return looseEntries.length > 0 ? [{ name: '', section: null, entries: looseEntries }, ...parts] : parts;
}

function listEntryRows(of: RowsOf, view: View, { entries }: Part, path: readonly string[]): readonly RowDto[] {
  const names = nameEntries(view, entries);
  return entries.map((entry, i) =>
    toRow(of, [...path, names[i] as string], 'entry', toEntryLabel(view.source, entry), {
      state: isBreaking(view.source.text, entry) ? 'breaking' : null,
      place: { uri: of.uri, line: entry.line },
      release: entry.release.label,
    }),
  );
}

function nameEntries({ source }: View, entries: readonly Entry[]): readonly string[] {
  return nameEach(entries, (entry) => toEntryLabel(source, entry));
}

function listProblemRows(of: RowsOf, view: View, release: Release, path: readonly string[]): readonly RowDto[] {
  const problems = problemsIn(view, release);
  const names = nameProblems(problems);
  return problems.map(({ severity, message, rule, span }, i) =>
    toRow(of, [...path, names[i] as string], 'problem', toVisibleLine(message), {
      state: severity,
      detail: rule,
      place: { uri: of.uri, line: lineAt(view.source, span.start) },
    }),
  );
}

function nameProblems(problems: readonly Problem[]): readonly string[] {
  return nameEach(problems, ({ rule, message }) => `${rule} ${message}`);
}
