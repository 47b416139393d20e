import type { Release } from '../changelog/model.ts';
import { isHotfix } from '../ledger/hotfix.ts';
import { levelBetween } from '../version/increment.ts';
import { versionKey } from '../version/version-key.ts';
import type { ReleaseFacts } from './release-facts.ts';
import { typeInTitle } from './release-type.ts';

/**
 * The type of a release: what the user or the manifest that is there says; else the level of the version, or hotfix where the
 * release says that it is one; else a type that the title names. Written as the policy writes it.
 *
 * @returns null where none of the policy's types is known to fit.
 */
export function generateType(
  { policy, release, type, present, tag }: Pick<ReleaseFacts, 'policy' | 'release' | 'type' | 'present' | 'tag'>,
  previous: Release | null,
): string | null {
  const { types } = policy.manifest;
  const spell = (name: string): string | null =>
    types.length === 0 ? name : (types.find((each) => each.toLowerCase() === name.toLowerCase()) ?? null);
  const said = type ?? present.type ?? null;
  if (said !== null) return spell(said) ?? said;
  const { version } = release;
  if (!version) return null;
  const tagged = tag ? [{ ...tag, version, object: tag.commit, annotated: true, signed: false, date: null }] : [];
  const level = previous?.version ? levelBetween(previous.version, version) : null;
  const urgent =
    isHotfix(
      { component: '', key: versionKey(version), version, section: release, tags: tagged, besideHead: false },
      [],
    ) ||
    (policy.version.hotfix === 'patch' && level === 'patch');
  return (
    (urgent ? spell('hotfix') : null) ??
    (level === null ? null : spell(level)) ??
    typeInTitle(policy, release.title, level)
  );
}
