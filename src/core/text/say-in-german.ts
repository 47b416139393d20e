import { germanOf } from './german.ts';
import { writtenTexts } from './german-written.ts';
import { fill, type Say, type SayAgain } from './say.ts';

/** Numbers are written as German has them. */
export const sayInGerman: Say = (text, ...values) =>
  fill(
    germanOf(text) ?? text,
    values.map((value) => (typeof value === 'number' ? String(value).replace('.', ',') : value)),
  );

const patterns = new Map<string, readonly (readonly [RegExp, string])[]>();

/** Says again in German what was written in English; what is not known stays as it is. */
export const sayAgainInGerman: SayAgain = (kind, written) => {
  const known =
    patterns.get(kind) ?? writtenTexts(kind).map(([english, german]) => [toPattern(english), german] as const);
  patterns.set(kind, known);
  for (const [pattern, german] of known) {
    const [whole, ...values] = pattern.exec(written) ?? [];
    if (whole !== undefined) return fill(german, values);
  }
  return written;
};

/** Places stand in their order; each holds anything. */
function toPattern(english: string): RegExp {
  const parts = english.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.+?)')}$`, 's');
}
