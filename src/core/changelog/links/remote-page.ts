/**
 * The web page of a repository, from a remote's URL: `https://host/owner/name` for HTTPS, SSH and scp-like addresses.
 *
 * @returns null for local paths and whatever else has no host.
 */
export function toRepositoryPage(remote: string): string | null {
  const scp = /^(?:[^@/\s]+@)?([\w.-]+\.[\w-]+|localhost):(?!\/)(.+)$/.exec(remote);
  const url =
    scp && !remote.includes('://')
      ? scp
      : /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/(.+)$/i.exec(remote);
  // What it makes is written into link definitions: nothing in it may end one.
  if (!url || !/^[^\s<>"\\^`{|}\p{C}]+$/u.test(url[2] as string)) return null;
  const [, host = '', path = ''] = url;
  const page = path.replace(/\/+$/, '').replace(/\.git$/, '');
  const azure = /^v3\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(page);
  if (host === 'ssh.dev.azure.com' && azure) return `https://dev.azure.com/${azure[1]}/${azure[2]}/_git/${azure[3]}`;
  return `https://${host.toLowerCase()}/${page}`;
}

/** True where two pages are the same repository: hosts and most forges' names do not tell cases apart. */
export function isSameRepository(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(page: string): string {
  return page
    .toLowerCase()
    .replace(/^http:/, 'https:')
    .replace(/^https:\/\/(?:[^@/]*@|www\.)/, 'https://')
    .replace(/(?:\.git)?\/*$/, '');
}
