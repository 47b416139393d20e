import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';

/** A version in a file, and the one that is expected there. */
export interface UnexpectedVersion {
  readonly span: Span;
  readonly written: string;
  readonly expected: string;
}

/** Puts the expected version in the place of the written one. Unsafe: which of the two is right, a person knows. */
export const CHANGE_VERSION = {
  safety: 'unsafe',
  title: ({ expected }: UnexpectedVersion): string => `Change the version to ${expected}`,
  edits: ({ span, expected }: UnexpectedVersion): readonly Edit[] => [{ ...span, text: expected }],
} as const;
