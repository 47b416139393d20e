import path from 'node:path';
import { toSafeFolders } from '../git/search-path.ts';
import { NEEDED_VARIABLES, pickVariables } from '../needed-variables.ts';

/** What compilers, runners and their tools go by beside what every program needs. */
const PASSED_ON = [
  ...NEEDED_VARIABLES,
  'PROGRAMFILES',
  'SHELL',
  'LANG',
  'LC_ALL',
  'TZ',
  'CI',
  'VIRTUAL_ENV',
  'JAVA_HOME',
];

/**
 * The environment of a gate: what programs need, and what the policy names; nothing else of the user's reaches it. In the
 * search path no folder of the repository is left.
 */
export function gateEnvironment(
  env: Readonly<NodeJS.ProcessEnv>,
  root: string,
  names: readonly string[],
): Record<string, string> {
  const folders = toSafeFolders(env.PATH ?? env.Path ?? '', [root]);
  return { ...pickVariables(env, [...PASSED_ON, ...names]), PATH: folders.join(path.delimiter) };
}

const SECRET_NAME = /TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|API_?KEY|PRIVATE|AUTH/i;
/** What is shorter could stand anywhere. */
const SHORTEST_SECRET = 6;

/** Takes the values of variables that are secrets by their names out of a text. */
export function secretRemover(env: Readonly<NodeJS.ProcessEnv>): (text: string) => string {
  const values = Object.entries(env)
    .filter(([name]) => SECRET_NAME.test(name))
    .flatMap(([, value = '']) => [value, ...value.split(/\r?\n/)])
    .map((value) => value.trim())
    .filter((value) => value.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  const secrets = [...new Set(values)];
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}
