import type { Random } from './random.ts';

/** Something that takes texts from anywhere. */
export interface FuzzTarget {
  readonly name: string;
  /** Texts that it is made for: inputs are mutations of these. */
  readonly seeds: readonly string[];
  /** What its language is made of; mutations write it where it does not belong. */
  readonly words: readonly string[];
  /** True where most of what is mutated as text would be no JSON any more: half of the inputs change values instead. */
  readonly json?: boolean;
  /** Reads the text and holds the result to what is promised of it. @throws on whatever breaks a promise */
  readonly check: (text: string, random: Random) => void | Promise<void>;
}

/** @throws where a promise is not kept */
export function hold(kept: boolean, promise: string): void {
  if (!kept) throw new Error(`Not kept: ${promise}`);
}
