import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loads a development package that only a comparison needs; null where it is not installed. */
export function optionalRequire<T>(name: string): T | null {
  try {
    return require(name) as T;
  } catch {
    return null;
  }
}
