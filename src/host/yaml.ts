import { parseDocument } from 'yaml';

/** Aliases may stand for each other only so often; a text of a few lines could unfold to more than memory holds. */
const ALIAS_LIMIT = 100;

/** Parses a YAML document; `undefined` where it is none, or unfolds without end. An empty one is an empty object. */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  try {
    return document.toJS({ maxAliasCount: ALIAS_LIMIT }) ?? {};
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}
