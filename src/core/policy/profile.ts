import type { Policy } from './policy.ts';

/** A built-in policy that others can extend: its settings as a policy file has them, on top of the default profile. */
export interface Profile {
  readonly name: string;
  /** One sentence: whom it is for. */
  readonly summary: string;
  readonly settings: ProfileSettings;
}

/** Some of the settings; lists are whole. */
export type ProfileSettings = SomeOf<Policy>;

type SomeOf<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: SomeOf<T[Key]> }
    : T;
