import { fieldsOf, listIn, textIn } from './fields.ts';
import { type Forge, type ForgeDialect, type FoundRelease, PAGE_SIZE, type WantedRelease } from './forge.ts';

/** GitLab's REST interface, version 4. It has no drafts, and no mark for pre-releases. */
export const GITLAB: ForgeDialect = {
  drafts: false,
  authorize: (token, variable) => [variable === 'CI_JOB_TOKEN' ? 'job-token' : 'private-token', token],
  tag: (forge, tag) => ({ method: 'GET', url: `${projectUrl(forge)}/repository/tags/${encodeURIComponent(tag)}` }),
  readTag: (answer) => [textIn(answer, 'target'), textIn(answer, 'commit', 'id')].filter((id) => id !== null),
  find: (forge, tag) => ({ method: 'GET', url: releaseUrl(forge, tag) }),
  list: (forge, page) => ({
    method: 'GET',
    url: `${projectUrl(forge)}/releases?per_page=${PAGE_SIZE}&page=${page}`,
  }),
  readRelease,
  create: (forge, wanted) => ({
    method: 'POST',
    url: `${projectUrl(forge)}/releases`,
    body: { tag_name: wanted.tag, ...toBody(wanted) },
  }),
  update: (forge, id, changes) => ({ method: 'PUT', url: releaseUrl(forge, id), body: toBody(changes) }),
  upload: (forge, { id, tag }, asset) => {
    const url = `${projectUrl(forge)}/packages/generic/release/${encodeURIComponent(tag)}/${encodeURIComponent(asset.name)}`;
    return [
      { method: 'PUT', url, file: { asset, field: null } },
      {
        method: 'POST',
        url: `${releaseUrl(forge, id)}/assets/links`,
        body: { name: asset.name, url, link_type: 'package' },
      },
    ];
  },
};

function projectUrl({ api, repository }: Forge): string {
  return `${api}/projects/${encodeURIComponent(repository)}`;
}

function releaseUrl(forge: Forge, tag: string): string {
  return `${projectUrl(forge)}/releases/${encodeURIComponent(tag)}`;
}

function toBody({ name, notes }: Partial<WantedRelease>): Readonly<Record<string, unknown>> {
  return { ...(name !== undefined && { name }), ...(notes !== undefined && { description: notes }) };
}

function readRelease(answer: unknown): FoundRelease | null {
  const tag = textIn(answer, 'tag_name');
  if (tag === null) return null;
  return {
    id: tag,
    tag,
    name: textIn(answer, 'name') ?? '',
    notes: textIn(answer, 'description') ?? '',
    draft: false,
    prerelease: null,
    page: textIn(answer, '_links', 'self') ?? '',
    assets: listIn(fieldsOf(answer).assets, 'links').flatMap((link) => {
      const name = textIn(link, 'name');
      return name === null ? [] : [{ name, size: null, digest: null }];
    }),
  };
}
