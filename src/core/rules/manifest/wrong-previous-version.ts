import { setField } from '../../manifest/edits.ts';
import { factOf } from '../../manifest/facts.ts';
import { previousOf } from '../../manifest/from-changelog.ts';
import { readVersion } from '../../version/read-version.ts';
import { compareVersions } from '../../version/version.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly written: string; readonly expected: string | null }>({
  id: 'manifest/wrong-previous-version',
  severity: 'error',
  summary: 'The previous version of a manifest is not the one below it in the changelog.',
  why: `The files, the dependencies and the migrations of a manifest are counted from the previous version. From another one
they are others.`,
  needs: ['changelog'],
  check({ manifest, section, facts }, report) {
    const { previousVersion } = manifest.fields;
    const changelog = factOf(facts, 'changelog')?.changelog;
    if (!previousVersion || !section || !changelog) return;
    const previous = previousOf(changelog, section);
    const written = readVersion(previousVersion.value);
    if (!written) return;
    if (previous?.version && compareVersions(previous.version, written) === 0) return;
    report(previousVersion.span, { written: previousVersion.value, expected: previous?.label ?? null });
  },
  message: ({ written, expected }) =>
    `Unexpected previous version ${written}, expected ${expected ?? 'none: the changelog has no older one'}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ expected }) => `Change to ${expected}`,
      edits: ({ expected }, { manifest }) =>
        expected === null ? null : setField(manifest, 'previousVersion', { previousVersion: expected }),
    },
  ],
  examples: [
    {
      form: 'md',
      facts: {
        changelog:
          '## [1.10.0] - 2026-01-08\n\n- C\n\n## [1.9.0] - 2026-01-02\n\n- B\n\n## [1.1.0] - 2026-01-01\n\n- A\n',
      },
      bad: '## Acme v1.10.0\n\n**Previous Version:** ⟦1.1.0⟧\n',
      good: '## Acme v1.10.0\n\n**Previous Version:** 1.9.0\n',
      message: 'Unexpected previous version 1.1.0, expected 1.9.0',
    },
  ],
});
