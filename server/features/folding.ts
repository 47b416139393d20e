import { BlockKind, lineAt, lineText, type Source, type Span } from '../../src/core/index.ts';
import type { View } from '../view.ts';

/** Lines that can be folded away behind the first one; both from 0 and included. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'section' | 'comment';
}

/** Releases, categories, entries of several lines, comments, fences and the list of link definitions. */
export function foldings({ source, check: { changelog } }: View): readonly Fold[] {
  const folds: Fold[] = [];
  const add = (span: Span, kind: Fold['kind']): void => {
    const startLine = lineAt(source, span.start);
    const endLine = lastWrittenLine(source, startLine, lineAt(source, Math.max(span.start, span.end - 1)));
    if (endLine > startLine) folds.push({ startLine, endLine, kind });
  };
  for (const release of changelog.releases) {
    add(release, 'section');
    for (const entry of release.looseEntries) add(entry, 'section');
    for (const section of release.sections) {
      add(section, 'section');
      for (const entry of section.entries) add(entry, 'section');
    }
  }
  const { table } = changelog.blocks;
  let definitions: { start: number; end: number; last: number } | null = null;
  for (let i = 0; i < table.count; i++) {
    const span = { start: table.start[i] as number, end: table.end[i] as number };
    if (table.kind[i] === BlockKind.Html) add(span, 'comment');
    if (table.kind[i] === BlockKind.Fence) add(span, 'section');
    if (table.kind[i] === BlockKind.Definition && definitions?.last === i - 1) {
      definitions.end = span.end;
      definitions.last = i;
    } else if (table.kind[i] === BlockKind.Definition) {
      if (definitions) add(definitions, 'section');
      definitions = { ...span, last: i };
    }
  }
  if (definitions) add(definitions, 'section');
  return folds.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

function lastWrittenLine(source: Source, first: number, last: number): number {
  let line = last;
  while (line > first && lineText(source, line).trim() === '') line--;
  return line;
}
