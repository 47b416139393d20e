import { hostByName } from '../changelog/links/host.ts';

/** The page that shows a file as a tag has it; null for a forge whose pages are not known. */
export function filePage(repository: string, tag: string, path: string): string | null {
  const file = path.split('/').map(encodeURIComponent).join('/');
  switch (hostByName(repository)) {
    case 'github':
      return `${repository}/blob/${tag}/${file}`;
    case 'gitlab':
      return `${repository}/-/blob/${tag}/${file}`;
    case 'gitea':
      return `${repository}/src/tag/${tag}/${file}`;
    case 'bitbucket':
      return `${repository}/src/${tag}/${file}`;
    default:
      return null;
  }
}

/** The page of a repository's issues; null for a forge whose pages are not known. */
export function issuesPage(repository: string): string | null {
  const host = hostByName(repository);
  if (host === 'gitlab') return `${repository}/-/issues`;
  return host === 'github' || host === 'gitea' || host === 'bitbucket' ? `${repository}/issues` : null;
}
