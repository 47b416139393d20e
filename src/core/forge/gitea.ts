import { textIn } from './fields.ts';
import { type ForgeDialect, PAGE_SIZE } from './forge.ts';
import { readGithubLikeRelease, repositoryUrl, writeGithubLikeRelease } from './github-like.ts';

/** The interface that Gitea and Forgejo share, version 1. */
export const GITEA: ForgeDialect = {
  drafts: true,
  authorize: (token) => ['authorization', `token ${token}`],
  tag: (forge, tag) => ({ method: 'GET', url: `${repositoryUrl(forge)}/tags/${encodeURIComponent(tag)}` }),
  readTag: (answer) => [textIn(answer, 'id'), textIn(answer, 'commit', 'sha')].filter((id) => id !== null),
  find: (forge, tag) => ({ method: 'GET', url: `${repositoryUrl(forge)}/releases/tags/${encodeURIComponent(tag)}` }),
  list: (forge, page) => ({
    method: 'GET',
    url: `${repositoryUrl(forge)}/releases?draft=true&limit=${PAGE_SIZE}&page=${page}`,
  }),
  readRelease: readGithubLikeRelease,
  create: (forge, wanted) => ({
    method: 'POST',
    url: `${repositoryUrl(forge)}/releases`,
    body: writeGithubLikeRelease(wanted),
  }),
  update: (forge, id, changes) => ({
    method: 'PATCH',
    url: `${repositoryUrl(forge)}/releases/${id}`,
    body: writeGithubLikeRelease(changes),
  }),
  upload: (forge, { id }, asset) => [
    {
      method: 'POST',
      url: `${repositoryUrl(forge)}/releases/${id}/assets?name=${encodeURIComponent(asset.name)}`,
      file: { asset, field: 'attachment' },
    },
  ],
};
