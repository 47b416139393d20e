import { textIn } from './fields.ts';
import { type ForgeDialect, PAGE_SIZE, type WantedRelease } from './forge.ts';
import { readGithubLikeRelease, repositoryUrl, writeGithubLikeRelease } from './github-like.ts';

/** GitHub's REST interface, version 2022-11-28. */
export const GITHUB: ForgeDialect = {
  drafts: true,
  authorize: (token) => ['authorization', `Bearer ${token}`],
  tag: (forge, tag) => ({ method: 'GET', url: `${repositoryUrl(forge)}/git/ref/tags/${encodeURI(tag)}` }),
  readTag: (answer) => [textIn(answer, 'object', 'sha')].filter((id) => id !== null),
  find: (forge, tag) => ({ method: 'GET', url: `${repositoryUrl(forge)}/releases/tags/${encodeURIComponent(tag)}` }),
  list: (forge, page) => ({
    method: 'GET',
    url: `${repositoryUrl(forge)}/releases?per_page=${PAGE_SIZE}&page=${page}`,
  }),
  readRelease: readGithubLikeRelease,
  create: (forge, wanted) => ({ method: 'POST', url: `${repositoryUrl(forge)}/releases`, body: toBody(wanted) }),
  update: (forge, id, changes) => ({
    method: 'PATCH',
    url: `${repositoryUrl(forge)}/releases/${id}`,
    body: toBody(changes),
  }),
  upload: (forge, { id }, asset) => [
    {
      method: 'POST',
      url: `${repositoryUrl({ ...forge, api: forge.uploads })}/releases/${id}/assets?name=${encodeURIComponent(asset.name)}`,
      file: { asset, field: null },
    },
  ],
};

/** Whether it becomes the latest release is decided by versions: a fix of an older line is not the latest. */
function toBody(release: Partial<WantedRelease>): Readonly<Record<string, unknown>> {
  const body = writeGithubLikeRelease(release);
  return release.draft === false && release.prerelease !== true ? { ...body, make_latest: 'legacy' } : body;
}
