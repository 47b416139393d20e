import { describe, expect, it } from 'vitest';
import { describeReleaseForm } from '../../src/core/documents/release-form.ts';
import { BUILT_IN_PROFILES, initialFiles, resolvePolicy } from '../../src/core/index.ts';
import { complaints, policyOf } from './support.ts';

describe.each([...BUILT_IN_PROFILES.keys()])('a project that starts with %s', (profile) => {
  const files = initialFiles(policyOf(profile), profile);
  const textOf = (kind: string): string => files.find((file) => file.kind === kind)?.text ?? '';

  it('has a changelog without errors and warnings', () => {
    expect(complaints(profile, textOf('changelog'))).toEqual([]);
  });

  it('has a policy that is the profile and has no problems', async () => {
    const resolved = await resolvePolicy('release-ledger.jsonc', async (path) =>
      path === 'release-ledger.jsonc' ? textOf('policy') : null,
    );
    expect(resolved?.files[0]?.problems).toEqual([]);
    expect([resolved?.profile, resolved?.policy]).toEqual([profile, policyOf(profile)]);
  });

  it('shows there how a release looks, which has no errors and warnings either', () => {
    const form = describeReleaseForm(policyOf(profile));
    expect(form[0]).toMatch(/^## .*\d/);
    for (const line of form) expect(textOf('policy')).toContain(`  //     ${line}`.trimEnd());
    const text = `${textOf('changelog')}\n${form.join('\n')}\n`;
    // Where a version links to is known once there is a repository.
    expect(complaints(profile, text).filter((rule) => rule !== 'changelog/missing-link-definition')).toEqual([]);
  });
});
