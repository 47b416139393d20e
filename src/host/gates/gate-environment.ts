import path from 'node:path';
import { toSafeFolders } from '../git/search-path.ts';

/** What programs need of the user's environment to run at all; none of it is a secret. */
const PASSED_ON = [
  'HOME',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMFILES',
  'SystemRoot',
  'SYSTEMROOT',
  'ComSpec',
  'TEMP',
  'TMP',
  'TMPDIR',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LC_ALL',
  'TZ',
  'CI',
  'VIRTUAL_ENV',
  'JAVA_HOME',
] as const;

/**
 * The environment of a gate: what programs need, and what the policy names; nothing else of the user's reaches it. In the
 * search path no folder of the repository is left.
 */
export function gateEnvironment(
  env: Readonly<NodeJS.ProcessEnv>,
  root: string,
  names: readonly string[],
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name of [...PASSED_ON, ...names]) {
    const value = env[name];
    if (value !== undefined) result[name] = value;
  }
  return { ...result, PATH: toSafeFolders(env.PATH ?? env.Path ?? '', [root]).join(path.delimiter) };
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
