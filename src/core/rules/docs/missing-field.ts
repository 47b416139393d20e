import { namedLines } from '../../docs/named-lines.ts';
import { matchesGlob } from '../../text/matches-glob.ts';
import type { Span } from '../../text/source.ts';
import { isCalendarDate } from '../../version/calendar.ts';
import { readVersion } from '../../version/read-version.ts';
import { defineDocsRule } from '../docs-rule.ts';

interface State {
  readonly name: string;
  /** What stands there; null where the line is missing. */
  readonly written: string | null;
  readonly expected: string;
}

export default defineDocsRule<State>({
  id: 'docs/missing-field',
  severity: 'warning',
  summary: 'A document does not say of itself what the policy asks for.',
  why: `Whoever reads a process document has to know whether it is the current one, how old it is, and whom to ask. The policy names
what documents say of themselves in \`docs.fields\`: lines such as \`**Owner**: Platform Engineering\`. What is called a version has to
be one, and what is called a date, an update or a review has to be a day, written as \`2026-01-31\`.`,
  about: 'documents',
  needs: [],
  check({ document, path, policy }, report) {
    const wanted = policy.docs.fields.filter(({ files }) => files.some((each) => matchesGlob(path, each)));
    if (wanted.length === 0) return;
    const lines = new Map(namedLines(document).map((line) => [line.name.toLowerCase(), line]));
    const title: Span = document.sections[0]?.heading.text ?? { start: 0, end: 0 };
    for (const name of new Set(wanted.flatMap(({ names }) => names))) {
      const line = lines.get(name.toLowerCase());
      const expected = expectedOf(name);
      if (!line) report(title, { name, written: null, expected: expected.words });
      else if (!expected.holds(line.value))
        report(line.value === '' ? line.nameSpan : line.valueSpan, {
          name,
          written: line.value,
          expected: expected.words,
        });
    }
  },
  message: ({ name, written, expected }) =>
    written === null
      ? `Expected a line “**${name}**: …” with ${expected}`
      : `Unexpected ${written === '' ? 'nothing' : `“${written}”`} after “${name}”, expected ${expected}`,
  examples: [
    {
      bad: '# ⟦Release Process⟧\n\n**Document Version**: 1.0\n\n**Last Updated**: 2026-01-08\n',
      good: '# Release Process\n\n**Document Version:** 1.0\n\nLast Updated: 2026-01-08\n\n**Owner**: Platform Engineering\n',
      policy: { docs: { fields: [{ files: ['docs/**'], names: ['Document Version', 'Last Updated', 'Owner'] }] } },
      message: 'Expected a line “**Owner**: …” with something',
    },
    {
      bad: '# Release Process\n\n**Last Updated**: ⟦October 13, 2025⟧\n',
      good: '# Release Process\n\n**Last Updated**: 2025-10-13\n',
      policy: { docs: { fields: [{ files: ['docs/**'], names: ['Last Updated'] }] } },
      message: 'Unexpected “October 13, 2025” after “Last Updated”, expected a day such as 2026-01-31',
    },
  ],
});

function expectedOf(name: string): { readonly words: string; readonly holds: (value: string) => boolean } {
  if (/\b(?:updated|date|review)$/i.test(name)) return { words: 'a day such as 2026-01-31', holds: isCalendarDate };
  if (/\bversion$/i.test(name)) return { words: 'a version', holds: (value) => readVersion(value) !== null };
  return { words: 'something', holds: (value) => value !== '' };
}
