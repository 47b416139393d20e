import { factOf } from '../../manifest/facts.ts';
import { closest } from '../../text/closest.ts';
import { defineManifestRule } from '../manifest-rule.ts';

interface State {
  readonly message: string;
  readonly span: { readonly start: number; readonly end: number } | null;
  readonly guess: string | null;
}

export default defineManifestRule<State>({
  id: 'manifest/unknown-migration',
  severity: 'error',
  summary: 'The migrations of a manifest are not those of the policy’s folder.',
  why: `A migration that was not applied, or that nobody knows was, is found out with the first query that needs it. The names
are those of the files in \`manifest.migrations\`, without extension, in their order.`,
  needs: ['migrations'],
  check({ manifest, facts }, report) {
    const known = factOf(facts, 'migrations');
    const { migrations } = manifest.fields;
    if (!known || !migrations) return;
    const names = new Set(known);
    let last = -1;
    for (const { text, start, end } of migrations.value) {
      const span = { start, end };
      const at = known.indexOf(text);
      if (!names.has(text)) {
        const guess = closest(text, known);
        const expected = guess === null ? 'one of the folder’s' : `“${guess}”`;
        report(span, { message: `Unexpected migration “${text}”, expected ${expected}`, span, guess });
      } else if (at < last)
        report(span, {
          message: `Unexpected migration “${text}” after “${known[last]}”, expected it before`,
          span: null,
          guess: null,
        });
      last = Math.max(last, at);
    }
  },
  message: ({ message }) => message,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ guess }) => `Change to “${guess}”`,
      edits: ({ span, guess }, { form }) =>
        span === null || guess === null ? null : [{ ...span, text: form === 'json' ? JSON.stringify(guess) : guess }],
    },
  ],
  examples: [
    {
      form: 'json',
      facts: { migrations: ['025_tenants_rls_fix', '025a_rls_hardening'] },
      bad: '{ "migrations_applied": ["025_tenants_rls_fix", ⟦"025a_rls_hardning"⟧] }\n',
      good: '{ "migrations_applied": ["025_tenants_rls_fix", "025a_rls_hardening"] }\n',
      message: 'Unexpected migration “025a_rls_hardning”, expected “025a_rls_hardening”',
    },
  ],
});
