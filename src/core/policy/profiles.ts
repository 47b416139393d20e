/** A built-in policy that others can extend: its settings as a policy file has them, on top of the default profile. */
export interface Profile {
  readonly name: string;
  /** One sentence: whom it is for. */
  readonly summary: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

const PROFILES: readonly Profile[] = [
  {
    name: 'keep-a-changelog',
    summary: 'Keep a Changelog 2.0.0 as it is written; nothing is asked beyond it.',
    settings: {},
  },
  {
    name: 'keep-a-changelog-1',
    summary: 'Keep a Changelog 1.1.0: without the guidance on breaking changes, identifiers and deprecations of 2.0.0.',
    settings: { standard: '1.1.0', changelog: { breaking: 'either', securityId: 'any' } },
  },
];

/** The built-in profiles by name, the default one first. */
export const BUILT_IN_PROFILES: ReadonlyMap<string, Profile> = new Map(PROFILES.map((each) => [each.name, each]));
