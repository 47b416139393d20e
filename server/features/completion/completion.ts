import { BlockKind, lineAt, lineEnd } from '../../../src/core/index.ts';
import type { View } from '../../view.ts';
import { completeCommit } from './commits.ts';
import { completeEntryStart } from './entry-starts.ts';
import { completeHeading } from './headings.ts';
import { completeDefinition } from './link-definitions.ts';
import { completeReference } from './references.ts';
import type { Caret, Completion } from './suggestion.ts';

/** Nobody completes at the end of a longer line, and looking at it would cost more than a keystroke may. */
const LINE_LIMIT = 10_000;

/** Completions in the order of preference. */
export function complete(view: View, offset: number): readonly Completion[] {
  const { source } = view;
  const line = lineAt(source, offset);
  const lineStart = source.lineStarts[line] as number;
  const end = lineEnd(source, line);
  if (end - lineStart > LINE_LIMIT || isInCode(view, offset)) return [];
  const caret: Caret = {
    view,
    offset,
    lineStart,
    before: source.text.slice(lineStart, offset),
    after: source.text.slice(offset, end),
  };
  return (
    completeHeading(caret) ??
    completeDefinition(caret) ??
    completeReference(caret) ?? [...(completeEntryStart(caret) ?? []), ...(completeCommit(caret) ?? [])]
  );
}

function isInCode({ check: { changelog } }: View, offset: number): boolean {
  const { table } = changelog.blocks;
  for (let i = 0; i < table.count && (table.start[i] as number) < offset; i++) {
    const kind = table.kind[i];
    if (kind !== BlockKind.Fence && kind !== BlockKind.IndentedCode && kind !== BlockKind.Html) continue;
    if (offset <= (table.end[i] as number)) return true;
  }
  return false;
}
