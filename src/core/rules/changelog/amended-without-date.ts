import { matchDate, readWrittenDate } from '../../changelog/written-date.ts';
import type { Span } from '../../text/source.ts';
import { isCalendarDate } from '../../version/calendar.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherProse } from '../support/prose.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly written: string;
  /** Where the date stands and what it means, where it can mean one day only. */
  readonly date: { readonly span: Span; readonly day: string } | null;
}

const COMMENT = /^<!--[ \t]*release-ledger:[ \t]*amended\b([^\r\n]{0,80}?)-->/i;
const NOTE = /^([*_])Amended\b([^\r\n*_]{0,80})\1/i;

export default defineRule<State>({
  id: 'changelog/amended-without-date',
  severity: 'warning',
  scope: 'format',
  summary: 'A note that a section was amended has no date, or an impossible one.',
  why: `Keep a Changelog 2.0.0 allows sections of old releases to be improved, with the date of the update noted. The note is
\`_Amended 2017-07-17._\` or \`<!-- release-ledger: amended 2017-07-17 -->\`; without a date that exists in the calendar,
neither readers nor the check of frozen sections know what was amended when.`,
  check(context, report) {
    const prose = context.index.once(gatherProse, context.changelog);
    for (const at of context.index.find('<!--')) {
      if (!prose.isCode(at)) judge(context, at, COMMENT, report);
    }
    for (const at of context.index.find('Amended')) {
      if (prose.holds(at)) judge(context, at - 1, NOTE, report);
    }
  },
  message: ({ written }) => `Unexpected “${shorten(written)}”, expected a date, as in “Amended 2017-07-17”`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ date }) => `Write the date as ${date?.day}`,
      edits: ({ date }) => (date === null ? null : [{ ...date.span, text: date.day }]),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-01\n\n⟦_Amended 17 July 2017._⟧\n\n### Added\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-01\n\n_Amended 2017-07-17._\n\n### Added\n\n- One.\n',
      message: 'Unexpected “_Amended 17 July 2017._”, expected a date, as in “Amended 2017-07-17”',
    },
    {
      bad: '## [1.0.0]\n\n⟦<!-- release-ledger: amended 2017/07/17 -->⟧\n\n### Added\n\n- One.\n',
      good: '## [1.0.0]\n\n<!-- release-ledger: amended 2017-07-17 -->\n\n### Added\n\n- One.\n',
    },
  ],
});

function judge({ text }: RuleContext, at: number, form: RegExp, report: (span: Span, state: State) => void): void {
  const match = form.exec(text.slice(at, at + 200));
  if (!match) return;
  const said = match.at(-1) as string;
  if (isCalendarDate(said.trim().replace(/\.$/, ''))) return;
  const start = at + match[0].indexOf(said) + (/^[\s:,]*(?:on )?/.exec(said)?.[0].length ?? 0);
  const written = matchDate(text, start);
  const reading = written === null ? null : readWrittenDate(written);
  const date =
    written !== null && reading?.kind === 'day'
      ? { span: { start, end: start + written.length }, day: reading.day }
      : null;
  report({ start: at, end: at + match[0].length }, { written: match[0], date });
}
