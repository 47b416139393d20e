import { addEntry, toSource } from '../../src/core/index.ts';
import type { AddedEntryDto, AnswerDto } from '../../src/protocol/dto.ts';
import type { AddEntryParams } from '../../src/protocol/messages.ts';
import type { Converter } from '../convert.ts';
import type { View } from '../view.ts';
import { refuse } from './answers.ts';

/** The edit that adds an entry under Unreleased, and the place behind its text. */
export function planEntry(view: View, params: AddEntryParams, converter: Converter): AnswerDto<AddedEntryDto> {
  const { category, text, breaking = false } = params;
  const added = addEntry(view.check.changelog, { category, text, breaking }, view.policy);
  if ('code' in added) return refuse(added.code, sentence(added.message), added.hint);
  const position = converter.toPosition(toSource(added.text), added.entry.end);
  return { value: { edit: converter.toWorkspaceEdit(view, added.edits), position } };
}

/** Core's messages follow a file's name on the command line; here they stand alone. */
function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
