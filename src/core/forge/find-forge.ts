import { hostByName } from '../changelog/links/host.ts';
import { toRepositoryPage } from '../changelog/links/remote-page.ts';
import type { ForgePolicy } from '../policy/policy.ts';
import { type Refusal, refusal } from '../refusal.ts';
import type { Forge, ForgeKind } from './forge.ts';

/** A URL in its parts. */
interface Address {
  readonly scheme: string;
  /** With its port. */
  readonly host: string;
  readonly hostname: string;
  /** Without `/` at either end. */
  readonly path: string;
}

const PUBLIC_API = 'https://api.github.com';

/**
 * Finds the forge of a repository by the URL that pushes go to, and by the policy.
 *
 * **Invariant:** requests go to the remote's own host, to the one that GitHub has for it, or to one that the user has named:
 * a policy comes with the repository, and must not lead a token elsewhere.
 *
 * @param named the host that the user has named; null where he has not
 */
export function findForge(remote: string, policy: ForgePolicy, named: string | null): Forge | Refusal {
  const page = toRepositoryPage(remote);
  const there = page === null ? null : parseAddress(page);
  if (!there)
    return refusal(
      'no-forge',
      `the remote is at ${remote}, which is no forge`,
      'Releases are made at GitHub, GitLab, Gitea or Forgejo',
    );
  // A page knows no ports; what is spoken to by HTTP has the one that the remote has.
  const web = /^https?:/i.test(remote) ? parseAddress(remote) : null;
  const home = { scheme: web?.scheme ?? 'https', host: web?.host ?? there.host };
  const kind = policy.kind === 'auto' ? kindOf(there.hostname) : policy.kind;
  if (!kind)
    return refusal(
      'no-forge',
      `it is not known what kind of forge ${there.hostname} is`,
      'Say it in the policy: "forge": { "kind": "gitea" }; there are github, gitlab and gitea',
    );
  const api = (policy.apiUrl || usualApi(kind, home)).replace(/\/+$/, '');
  const address = parseAddress(api);
  const wrong = whyUnfit(address);
  if (!address || wrong !== null)
    return refusal('unsafe-url', `${api} ${wrong}`, 'Set forge.apiUrl in the policy to an HTTPS address');
  const usual = parseAddress(usualApi(kind, home));
  const hosts = [there.hostname, usual?.hostname];
  if (!hosts.includes(address.hostname) && !isNamed(address, named))
    return refusal(
      'other-host',
      `the policy sends requests to ${address.host}, and the repository is at ${there.hostname}`,
      `Where that is right, name it yourself: --host ${address.host}`,
    );
  const repository = repositoryIn(there.path, kind, address.path);
  if (repository === null)
    return refusal('no-forge', `${there.path} at ${there.hostname} is no repository`, 'It is called owner/name');
  return { kind, host: address.host, api, uploads: uploadsOf(api), repository };
}

/** True where somebody has named a host, with or without its port, or a URL of it. */
export function isNamed({ host, hostname }: Pick<Address, 'host' | 'hostname'>, name: string | null): boolean {
  const bare = name
    ?.toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/\/.*$/, '');
  return bare === host || bare === hostname;
}

export function parseAddress(url: string): Address | null {
  const [, scheme = '', hostname = '', port = '', path = ''] =
    /^(https?):\/\/([\w.-]+)(:\d{1,5})?(?:\/([^?#]*))?$/i.exec(url) ?? [];
  if (hostname === '') return null;
  const name = hostname.toLowerCase();
  return { scheme: scheme.toLowerCase(), host: name + port, hostname: name, path: path.replace(/\/+$/, '') };
}

function kindOf(hostname: string): ForgeKind | null {
  if (hostname === 'github.com' || hostname.endsWith('.ghe.com') || /\bgithub\b/.test(hostname)) return 'github';
  const known = hostByName(`https://${hostname}/`);
  return known === 'gitlab' || known === 'gitea' ? known : null;
}

function usualApi(kind: ForgeKind, { scheme, host }: Pick<Address, 'scheme' | 'host'>): string {
  if (kind === 'gitlab') return `${scheme}://${host}/api/v4`;
  if (kind === 'gitea') return `${scheme}://${host}/api/v1`;
  if (host === 'github.com' || host === 'ssh.github.com') return PUBLIC_API;
  return host.endsWith('.ghe.com') ? `https://api.${host}` : `${scheme}://${host}/api/v3`;
}

function uploadsOf(api: string): string {
  return api
    .replace(/^https:\/\/api\.(github\.com|[\w.-]+\.ghe\.com)$/, 'https://uploads.$1')
    .replace(/\/api\/v3$/, '/api/uploads');
}

/** A token goes over a line that nobody else can read, or stays on this machine. */
function whyUnfit(address: Address | null): string | null {
  if (!address) return 'is no address of HTTP';
  const isLocal = /^(?:127(?:\.\d{1,3}){3}|localhost)$/.test(address.hostname);
  return address.scheme === 'https' || isLocal ? null : 'is not encrypted, and a token would be sent to it';
}

/** A forge below a path of its host has that path in front of all its repositories. */
function repositoryIn(path: string, kind: ForgeKind, apiPath: string): string | null {
  const prefix = apiPath.replace(/(?:^|\/)api(?:\/v\d)?$/, '');
  const inner = prefix !== '' && path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : path;
  const parts = inner.split('/');
  const isFit = kind === 'gitlab' ? parts.length >= 2 : parts.length === 2;
  return isFit && parts.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part)) ? inner : null;
}
