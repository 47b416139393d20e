import { DRAFT_MARK, draftEntries } from '../../src/core/changelog/draft-entries.ts';
import { toSource } from '../../src/core/index.ts';
import type { GatheredLedger } from '../../src/core/ledger/gather.ts';
import { isKnown } from '../../src/core/ledger/ledger.ts';
import { toVisible } from '../../src/core/text/visible.ts';
import type { AnswerDto, DraftsDto } from '../../src/protocol/dto.ts';
import type { Converter } from '../convert.ts';
import { toMinimalEdits } from '../minimal-edits.ts';
import type { View } from '../view.ts';
import { refuse } from './answers.ts';

/** The edit that drafts entries under Unreleased from the commits since the last tag, and what was left out. */
export function planDrafts(view: View, { pending }: GatheredLedger, converter: Converter): AnswerDto<DraftsDto> {
  if (!isKnown(pending)) return refuse('failed', `The commits cannot be read: ${pending.notKnown}`);
  const { since, commits, complete } = pending;
  const { changelog } = view.check;
  const drafts = draftEntries(changelog, { commits, since: since?.version ?? null }, view.policy);
  const { entries, leftOut, refusal, text } = drafts;
  if (entries.length === 0 && refusal) return refuse(refusal.code, refusal.message, refusal.hint);
  const edits = toMinimalEdits(view.source.text, text);
  const [first] = edits;
  return {
    value: {
      edit: first ? converter.toWorkspaceEdit(view, edits) : null,
      position: first
        ? converter.toPosition(toSource(text), text.indexOf(DRAFT_MARK, first.start) + DRAFT_MARK.length)
        : null,
      drafted: entries.length,
      since: since === null ? null : toVisible(since.name),
      leftOut,
      complete,
    },
  };
}
