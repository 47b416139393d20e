import { type Refusal, refusal } from '../refusal.ts';
import { isNamed } from './find-forge.ts';
import type { Forge, ForgeKind } from './forge.ts';

/** A token, and the variable that it came from. */
export interface Token {
  readonly value: string;
  readonly variable: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that have a token, and what says which host it is for: its public ones, or what other variables name. */
interface TokenSource {
  readonly variables: readonly string[];
  readonly hosts?: RegExp;
  readonly named?: readonly string[];
}

const CODE_HOSTS = /^(?:codeberg\.org|gitea\.com)$/;

/** By the conventions of each forge's own command line, and of what runs its workflows. */
const SOURCES: Readonly<Record<ForgeKind, readonly TokenSource[]>> = {
  github: [
    {
      variables: ['GH_TOKEN', 'GITHUB_TOKEN'],
      hosts: /^api\.(?:github\.com|[\w.-]+\.ghe\.com)$/,
      named: ['GITHUB_API_URL'],
    },
    { variables: ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'], named: ['GH_HOST'] },
  ],
  gitlab: [
    {
      variables: ['GITLAB_TOKEN', 'GITLAB_ACCESS_TOKEN'],
      hosts: /^gitlab\.com$/,
      named: ['GITLAB_HOST', 'CI_SERVER_URL'],
    },
    { variables: ['CI_JOB_TOKEN'], named: ['CI_SERVER_URL'] },
  ],
  gitea: [
    { variables: ['GITEA_TOKEN', 'FORGEJO_TOKEN'], hosts: CODE_HOSTS, named: ['GITEA_SERVER_URL', 'GITHUB_API_URL'] },
    { variables: ['GITHUB_TOKEN'], named: ['GITHUB_API_URL'] },
  ],
};

/** The variable that programs which ask for a token themselves hand it over in; it is for the host that is named. */
const HANDED_OVER = 'RELEASE_LEDGER_TOKEN';

/**
 * Finds the token for a forge in the environment.
 *
 * **Invariant:** a token is for a host. One that is not known to be for this one is not sent to it, whatever a repository’s
 * remote or policy says: the user names the host, by a variable or by `--host`.
 */
export function findToken(
  { kind, host }: Pick<Forge, 'kind' | 'host'>,
  env: Environment,
  named: string | null,
): Token | Refusal {
  const address = { host, hostname: host.replace(/:\d+$/, '') };
  const isWord = isNamed(address, named);
  const sources = SOURCES[kind];
  const handed = isWord ? [{ variables: [HANDED_OVER] }] : [];
  const fit = sources.filter(
    (source) =>
      source.hosts?.test(host) ||
      source.named?.some((name) => isNamed(address, env[name] ?? null)) ||
      (isWord && source.variables.every((name) => !PUBLIC_ONLY.has(name))),
  );
  for (const { variables } of [...handed, ...fit])
    for (const variable of variables) {
      const value = env[variable]?.trim() ?? '';
      if (value === '') continue;
      if (!/^[\x21-\x7e]+$/.test(value))
        return refusal(
          'no-token',
          `${variable} holds no token: there are blanks or other characters in it`,
          'Set it again',
        );
      return { value, variable };
    }
  const usual =
    sources.find(({ hosts }) => hosts?.test(host)) ??
    sources.find(({ variables }) => !variables.some((name) => PUBLIC_ONLY.has(name)));
  const names = usual?.variables ?? [];
  const idle = names.find((name) => (env[name]?.trim() ?? '') !== '');
  if (idle !== undefined)
    return refusal(
      'no-token',
      `it is not known that ${idle} is for ${host}`,
      `Where it is, name the host: --host ${host}`,
    );
  const word = fit.length === 0 ? `, and name the host: --host ${host}` : '';
  return refusal('no-token', `there is no token for ${host}`, `Set ${names[0]} to one that may write releases${word}`);
}

/** Tokens of public services, which are sent nowhere else even where somebody names it. */
const PUBLIC_ONLY: ReadonlySet<string> = new Set(['GH_TOKEN', 'GITHUB_TOKEN', 'CI_JOB_TOKEN']);
