/**
 * The forges whose comparison and tag pages have URLs of different shapes. Gitea and Forgejo write what GitHub writes, and so
 * does any host that is not known by name.
 */
export type Host = 'github' | 'gitlab' | 'bitbucket' | 'bitbucket-server' | 'azure' | 'gitea';

/** What the shape of a path tells; GitLab before version 14 and Bitbucket share GitHub's, so the host's name decides there. */
export function hostByName(repository: string): Host {
  const name = /^[a-z]+:\/\/(?:[^/@]*@)?([^/:]*)/i.exec(repository)?.[1]?.toLowerCase() ?? '';
  if (name === 'bitbucket.org') return 'bitbucket';
  if (name === 'dev.azure.com' || name.endsWith('.visualstudio.com')) return 'azure';
  if (/\bgitlab\b/.test(name)) return 'gitlab';
  if (/\b(?:gitea|forgejo|codeberg)\b/.test(name)) return 'gitea';
  return 'github';
}

/** The page of `repository` that compares `base` with `head`, both tags, or `head` a branch where `isBranch` says so. */
export function printCompareUrl(host: Host, repository: string, base: string, head: string, isBranch = false): string {
  switch (host) {
    case 'gitlab':
      return `${repository}/-/compare/${base}...${head}`;
    case 'bitbucket':
      return `${repository}/branches/compare/${head}%0D${base}`;
    case 'bitbucket-server': {
      const kind = isBranch ? 'heads' : 'tags';
      return `${repository}/compare/commits?targetBranch=refs%2Ftags%2F${base}&sourceBranch=refs%2F${kind}%2F${head}`;
    }
    case 'azure':
      return `${repository}/branchCompare?baseVersion=GT${base}&targetVersion=${isBranch ? 'GB' : 'GT'}${head}`;
    default:
      return `${repository}/compare/${base}...${head}`;
  }
}

/** The page of a tag. */
export function printTagUrl(host: Host, repository: string, tag: string): string {
  switch (host) {
    case 'gitlab':
      return `${repository}/-/tags/${tag}`;
    case 'bitbucket':
      return `${repository}/src/${tag}`;
    case 'bitbucket-server':
      return `${repository}/browse?at=refs%2Ftags%2F${tag}`;
    case 'azure':
      return `${repository}?version=GT${tag}`;
    default:
      return `${repository}/releases/tag/${tag}`;
  }
}

/** What a host calls the current state of the code: Azure DevOps and Bitbucket know no `HEAD` in these URLs. */
export function defaultHead(host: Host): string {
  return host === 'azure' || host === 'bitbucket' || host === 'bitbucket-server' ? 'main' : 'HEAD';
}
