import { parseMoment } from '../../manifest/times.ts';
import type { Span } from '../../text/source.ts';
import { isCalendarDate } from '../../version/calendar.ts';
import { defineManifestRule, type ManifestContext } from '../manifest-rule.ts';

interface Step {
  readonly what: string;
  readonly date: string;
  readonly span: Span;
}

export default defineManifestRule<{ readonly earlier: Step; readonly later: Step }>({
  id: 'manifest/dates-out-of-order',
  severity: 'error',
  summary: 'The dates of a manifest contradict the order of what they date.',
  why: `A release is verified, then its manifest is prepared, then it is approved. An approval that is older than the
verification approved something else.`,
  needs: [],
  check(context, report) {
    const [verified, prepared, ...approved] = stepsOf(context);
    const pairs = [[verified, prepared], ...approved.map((each) => [prepared ?? verified, each] as const)];
    for (const [earlier, later] of pairs)
      if (earlier && later && later.date < earlier.date) report(later.span, { earlier, later });
  },
  message: ({ earlier, later }) =>
    `Unexpected ${later.date}, expected the manifest to be ${later.what} on ${earlier.date} at the earliest, when it was ${earlier.what}`,
  examples: [
    {
      form: 'json',
      bad: '{ "verification": { "date": "2026-01-08" }, "approvals": { "security_lead": "ada" }, "generated_at": ⟦"2026-01-07T10:00:00Z"⟧ }\n',
      good: '{ "verification": { "date": "2026-01-08" }, "generated_at": "2026-01-08T10:00:00Z" }\n',
      message:
        'Unexpected 2026-01-07, expected the manifest to be prepared on 2026-01-08 at the earliest, when it was verified',
    },
    {
      form: 'md',
      bad: '## Acme v1.0.0\n\n## Verification Status\n\n**Verification Date:** 2026-01-08\n\n## Approvals\n\n- ⟦security_lead: Ada (2026-01-06)⟧\n',
      good: '## Acme v1.0.0\n\n## Verification Status\n\n**Verification Date:** 2026-01-08\n\n## Approvals\n\n- security_lead: Ada (2026-01-08)\n',
    },
  ],
});

/** Verified and prepared, each null where it is not dated, and every approval that is. */
function stepsOf({ manifest: { fields } }: ManifestContext): readonly (Step | null)[] {
  const { verificationDate, generatedAt, approvals } = fields;
  const prepared = generatedAt && parseMoment(generatedAt.value);
  return [
    verificationDate && isCalendarDate(verificationDate.value)
      ? { what: 'verified', date: verificationDate.value, span: verificationDate.span }
      : null,
    prepared && generatedAt ? { what: 'prepared', date: prepared.date, span: generatedAt.span } : null,
    ...(approvals?.value ?? []).map(({ date, start, end }) =>
      date !== null && isCalendarDate(date) ? { what: 'approved', date, span: { start, end } } : null,
    ),
  ];
}
