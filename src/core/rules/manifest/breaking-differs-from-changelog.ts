import { setField } from '../../manifest/edits.ts';
import { factOf } from '../../manifest/facts.ts';
import { breakingOf } from '../../manifest/from-changelog.ts';
import { defineManifestRule, type ManifestContext } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly said: number; readonly expected: number }>({
  id: 'manifest/breaking-differs-from-changelog',
  severity: 'error',
  summary: 'A manifest and the changelog disagree about whether a release breaks something.',
  why: `Who deploys a release decides by this line whether to read on. “None” over a change that is marked as breaking is how
an upgrade fails at night.`,
  needs: ['changelog'],
  check(context, report) {
    const { breaking, migrationRequired } = context.manifest.fields;
    const expected = expectedOf(context)?.length;
    if (expected === undefined) return;
    const said = breaking?.value.length ?? expected;
    if (said > 0 !== expected > 0) report(breaking?.span ?? { start: 0, end: 0 }, { said, expected });
    else if (expected === 0 && migrationRequired?.value === true && said > 0)
      report(migrationRequired.span, { said: 1, expected });
  },
  message: ({ expected }) =>
    expected > 0
      ? `Unexpected “None”, expected the ${expected === 1 ? 'breaking change' : `${expected} breaking changes`} of the changelog`
      : 'Unexpected breaking changes, expected none: the changelog marks no entry of this version as breaking',
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Take the breaking changes from the changelog',
      edits: (_, context) => {
        const breaking = expectedOf(context);
        return breaking && setField(context.manifest, 'breaking', { breaking });
      },
    },
  ],
  examples: [
    {
      form: 'md',
      facts: { changelog: '## [2.0.0] - 2026-01-08\n\n### Removed\n\n- **Breaking:** The old API\n' },
      bad: '## Acme v2.0.0\n\n## Breaking Changes\n\n⟦None⟧\n\n**Migration Required:** Yes\n',
      good: '## Acme v2.0.0\n\n## Breaking Changes\n\n- **Breaking:** The old API\n\n**Migration Required:** Yes\n',
      message: 'Unexpected “None”, expected the breaking change of the changelog',
    },
  ],
});

function expectedOf({ facts, section }: ManifestContext) {
  const changelog = factOf(facts, 'changelog');
  return changelog && section && breakingOf(changelog.changelog, section);
}
