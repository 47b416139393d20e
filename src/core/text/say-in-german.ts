import { germanOf } from './german.ts';
import { fill, type Say } from './say.ts';

/** Numbers are written as German has them. */
export const sayInGerman: Say = (text, ...values) =>
  fill(
    germanOf(text) ?? text,
    values.map((value) => (typeof value === 'number' ? String(value).replace('.', ',') : value)),
  );
