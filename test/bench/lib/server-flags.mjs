import { readFileSync } from 'node:fs';

/**
 * What VS Code starts our server with.
 * @type {readonly string[]}
 */
export const SERVER_FLAGS = JSON.parse(
  readFileSync(new URL('../../../src/protocol/server-flags.json', import.meta.url), 'utf8'),
);
