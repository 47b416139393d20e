import { compareMigrations, migrationBefore } from '../../docs/migration-note.ts';
import { isKnown } from '../../ledger/ledger.ts';
import type { Span } from '../../text/source.ts';
import { defineLedgerRule } from '../ledger-rule.ts';

export default defineLedgerRule<{ readonly id: string }>({
  id: 'ledger/unknown-migration',
  severity: 'error',
  summary: 'An entry names a migration that there is not.',
  why: `Whoever deploys a release applies what its section names: \`(025c)\`, \`(migrations 025-025f)\`. The numbers are those of the files
in the policy's folder of migrations (\`manifest.migrations\`), with all that stand between the first and the last of a range.`,
  needs: ['migrations'],
  check({ ledger: { changelog, documents }, text }, report) {
    const { migrations } = documents;
    if (migrations === null || !isKnown(migrations)) return;
    const known = new Set(migrations.flatMap((name) => /^\d{3,6}[a-z]?(?![A-Za-z0-9])/.exec(name)?.[0] ?? []));
    const numbers = new Set([...known].map((id) => id.replace(/[a-z]$/, '')));
    if (known.size === 0) return;
    for (const { heading, end } of changelog.releases) {
      const body = text.slice(heading.end, end);
      for (const match of body.matchAll(NAMED)) {
        const [whole, words = ''] = match;
        const from = heading.end + match.index;
        // A number in parentheses alone may count anything; one that looks like a migration has a letter and is known, or a zero.
        const isAlone = words === '';
        for (const { id, range, start } of idsIn(whole, from)) {
          if (isAlone && !(/[a-z]$/.test(id) && (id.startsWith('0') || numbers.has(id.slice(0, -1))))) continue;
          const missing = range.find((each) => !known.has(each));
          if (missing !== undefined) report({ span: spanAt(start, id) }, { id: missing });
        }
      }
    }
  },
  message: ({ id }) => `Unexpected migration ${id}, expected one of the policy’s folder`,
  examples: [
    {
      bad: {
        changelog:
          '## [1.0.0] - 2026-01-01\n\n### Added\n\n- Hardening (migrations 025-⟦025c⟧)\n- Errors (404) and rows (100k)\n\n### Security\n\n- Bypass (025a)\n',
        tags: [],
        migrations: ['025_tenants', '025a_hardening', '025b_roles'],
      },
      good: '## [1.0.0] - 2026-01-01\n\n### Added\n\n- Hardening (migrations 025-025b)\n\n### Migration Notes\n\n- Apply migrations 025, 025a and 025b in order\n',
      message: 'Unexpected migration 025c, expected one of the policy’s folder',
    },
    {
      bad: {
        changelog: '## [1.0.0] - 2026-01-01\n\n### Security\n\n- Bypass (⟦025c⟧)\n',
        tags: [],
        migrations: ['025_tenants'],
      },
      good: '## [1.0.0] - 2026-01-01\n\n### Security\n\n- Bypass (025)\n',
    },
  ],
});

const ID = String.raw`\d{3,6}[a-z]?(?![\w.])`;
const LIST = `${ID}(?:(?: ?[-–] ?|, | and )${ID}){0,20}`;
const NAMED = new RegExp(String.raw`(?:\b(migrations?)[ \t]+|(?<=\())${LIST}(?=[).,; \t\r\n]|$)`, 'gim');

interface NamedId {
  readonly id: string;
  readonly start: number;
  /** Itself, and what stands between it and the one before where the two are a range. */
  readonly range: readonly string[];
}

function idsIn(text: string, offset: number): readonly NamedId[] {
  const matches = [...text.matchAll(/(?<![\w.])\d{3,6}[a-z]?(?![\w.])/g)];
  return matches.map(({ 0: id, index }, at) => {
    const before = matches[at - 1];
    const isRange = before && /^ ?[-–] ?$/.test(text.slice(before.index + before[0].length, index));
    return { id, start: offset + index, range: isRange ? lettersBetween(before[0], id) : [id] };
  });
}

/** `025a`, `025b`, `025c` for `025-025c`; only the end of a range over several numbers. */
function lettersBetween(from: string, to: string): readonly string[] {
  const ids = [to];
  for (let id = migrationBefore(to); id !== null && compareMigrations(id, from) > 0; id = migrationBefore(id))
    ids.unshift(id);
  return ids;
}

function spanAt(start: number, text: string): Span {
  return { start, end: start + text.length };
}
