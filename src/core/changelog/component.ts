import type { Release } from './model.ts';

const VERSION_WORDS = /(?:^|\s)(?:version|release|ver\.?|rel\.?)\s+/i;

/**
 * What is released, where a changelog names it before the version: `pkg` of `pkg@1.0.0`, `metrics` of `Metrics v0.24.0`; empty
 * for a plain version. Versions of different components have nothing to do with each other's order.
 */
export function componentOf({ form: { prefix } }: Release): string {
  // Nearly every prefix is empty or a `v`.
  if (prefix.length < 2) return '';
  return prefix
    .replace(VERSION_WORDS, '')
    .replace(/v$/i, '')
    .replace(/[@/\s]+$/, '')
    .toLowerCase();
}
