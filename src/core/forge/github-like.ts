import { fieldsOf, listIn, numberIn, textIn } from './fields.ts';
import type { Forge, FoundAsset, FoundRelease, WantedRelease } from './forge.ts';

/** Where GitHub, and Gitea after its example, have a repository. */
export function repositoryUrl({ api, repository }: Pick<Forge, 'api' | 'repository'>): string {
  return `${api}/repos/${repository.split('/').map(encodeURIComponent).join('/')}`;
}

/** A release as both of them describe it; null for whatever is none. */
export function readGithubLikeRelease(answer: unknown): FoundRelease | null {
  const id = numberIn(answer, 'id');
  const tag = textIn(answer, 'tag_name');
  if (id === null || tag === null) return null;
  const fields = fieldsOf(answer);
  return {
    id: String(id),
    tag,
    name: textIn(answer, 'name') ?? '',
    notes: textIn(answer, 'body') ?? '',
    draft: fields.draft === true,
    prerelease: fields.prerelease === true,
    page: textIn(answer, 'html_url') ?? '',
    assets: listIn(answer, 'assets').flatMap(readAsset),
  };
}

function readAsset(asset: unknown): readonly FoundAsset[] {
  const name = textIn(asset, 'name');
  const [, digest = null] = /^sha256:([0-9a-f]{64})$/i.exec(textIn(asset, 'digest') ?? '') ?? [];
  return name === null ? [] : [{ name, size: numberIn(asset, 'size'), digest: digest?.toLowerCase() ?? null }];
}

/** The body of a request that makes or changes a release, in the words of both. */
export function writeGithubLikeRelease({
  tag,
  name,
  notes,
  prerelease,
  draft,
}: Partial<WantedRelease>): Readonly<Record<string, unknown>> {
  const all = { tag_name: tag, name, body: notes, draft, prerelease };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
