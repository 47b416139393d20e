import type { NotKnown } from './facts.ts';

/** The reason where a folder is one in which git keeps its own files alone. */
export function withoutWorkTree(folder: string): NotKnown {
  return { notKnown: `${folder} ${WITHOUT}` };
}

const WITHOUT = 'is a repository without a work tree';

/** True for that reason. */
export function hasNoWorkTree({ notKnown }: NotKnown): boolean {
  return notKnown.endsWith(WITHOUT);
}
