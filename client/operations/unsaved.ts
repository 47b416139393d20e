import { type TextDocument, Uri, workspace } from 'vscode';
import type { PlannedOperationDto } from '../../src/protocol/operations.ts';

/** The editors of the changelog and of planned files whose text is not on disk: a plan is made of what is there. */
export function findUnsaved(changelog: string, { files }: Pick<PlannedOperationDto, 'files'>): readonly TextDocument[] {
  const planned = new Set([changelog, ...files.map(({ uri }) => uri)].map((uri) => Uri.parse(uri).toString()));
  return workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && planned.has(uri.toString()));
}

/** Saves editors. @returns false where one of them could not be saved. */
export async function saveAll(documents: readonly TextDocument[]): Promise<boolean> {
  const saved = await Promise.all(documents.map((document) => document.save()));
  return saved.every((each) => each);
}
