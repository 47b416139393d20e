import { Position, Range, TextEdit, Uri, WorkspaceEdit, workspace } from 'vscode';
import type { PositionDto, RangeDto, TextEditDto, WorkspaceEditDto } from '../src/protocol/dto.ts';

/**
 * Applies edits that the server computed, as one step that undo takes back.
 *
 * @returns false where nothing was changed: a text is not the one any more that its edits were computed from.
 */
export async function applyServerEdit(dto: WorkspaceEditDto): Promise<boolean> {
  const edit = new WorkspaceEdit();
  for (const { textDocument, edits } of dto.documentChanges ?? []) {
    const uri = Uri.parse(textDocument.uri, true);
    if (!isCurrent(uri, textDocument.version)) return false;
    edit.set(uri, edits.map(toTextEdit));
  }
  return workspace.applyEdit(edit);
}

export function toPosition({ line, character }: PositionDto): Position {
  return new Position(line, character);
}

/** An edit without version was computed from the disk, and fits as long as no editor holds another text. */
function isCurrent(uri: Uri, version: number | null): boolean {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return version === null ? !open?.isDirty : open?.version === version;
}

function toTextEdit({ range, newText }: TextEditDto): TextEdit {
  return new TextEdit(toRange(range), newText);
}

function toRange({ start, end }: RangeDto): Range {
  return new Range(toPosition(start), toPosition(end));
}
