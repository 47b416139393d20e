import type { Changelog, Release } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import { lineEnd } from '../../text/source.ts';
import type { LedgerFix } from '../ledger-rule.ts';

/** The fix that notes in the section of a finding when it was improved after its release; none where today is not known. */
export function amendFix<State>(releaseOf: (state: State) => Release): LedgerFix<State> {
  return {
    safety: 'unsafe',
    title: (state) => `Note that ${releaseOf(state).label} was amended today`,
    edits: (state, { ledger, today }) =>
      today === null ? null : amendSection(ledger.changelog, releaseOf(state), today),
  };
}

/** The edit that notes below a release's heading when the section was improved after its release. */
function amendSection({ source }: Changelog, { heading }: Release, date: string): readonly Edit[] {
  const at = lineEnd(source, heading.lastLine);
  return [{ start: at, end: at, text: `${source.eol}${source.eol}_Amended ${date}._` }];
}
