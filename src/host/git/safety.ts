import path from 'node:path';
import { NEEDED_VARIABLES, pickVariables } from '../needed-variables.ts';
import { toSafeFolders } from './search-path.ts';

/**
 * What keeps git from running anything but itself.
 *
 * A repository's configuration and attributes can name programs (hooks, filters, a file-system monitor, a pager, an editor,
 * credential helpers); reading must start none of them. Configuration from the command line wins over every file, so each
 * such key is blanked there, and variables of the environment that would do the same are not passed on.
 */

/** Configuration that every call carries, each as `key=value`. */
export const HARDENED_CONFIG: readonly string[] = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.editor=false',
  'sequence.editor=false',
  'core.askPass=',
  'core.sshCommand=false',
  'core.gitProxy=',
  'core.attributesFile=/dev/null',
  'core.untrackedCache=false',
  'credential.helper=',
  'diff.external=',
  'gpg.program=false',
  'gpg.ssh.program=false',
  'gpg.x509.program=false',
  'log.showSignature=false',
  'protocol.allow=never',
  'protocol.ext.allow=never',
  'safe.bareRepository=explicit',
  'gc.auto=0',
  'maintenance.auto=false',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
];

const SEARCH_PATHS = ['PATH', 'Path'];
/** Where the user's own configuration is, as `HOME` says it, too: who he is, and which folders he trusts. */
const CONFIGURATION = ['XDG_CONFIG_HOME', 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'];
const PASSED_ON = [...NEEDED_VARIABLES, ...CONFIGURATION];

/**
 * The environment of every git process. Of the caller's `GIT_` variables those alone reach it that say where his configuration is,
 * so none can point it at another repository or index; the locale is fixed, so that what git prints is always the same.
 *
 * @param avoid the folders that are worked on: git starts helpers by their names, and looks for none there.
 */
export function hardenedEnvironment(
  env: Readonly<NodeJS.ProcessEnv>,
  avoid: readonly string[] = [],
): Record<string, string> {
  const result = pickVariables(env, PASSED_ON);
  for (const [name, value] of Object.entries(pickVariables(env, SEARCH_PATHS)))
    result[name] = toSafeFolders(value, avoid).join(path.delimiter);
  return {
    ...result,
    LC_ALL: 'C',
    LANGUAGE: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null/none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_PAGER: 'cat',
    GIT_ATTR_NOSYSTEM: '1',
  };
}
