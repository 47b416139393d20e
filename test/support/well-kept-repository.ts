import { gatherLinks } from '../../src/core/changelog/links/gather-links.ts';
import { type Changelog, parseChangelog } from '../../src/core/index.ts';
import type { TagFact } from '../../src/core/ledger/facts.ts';
import type { OpenRepository } from '../../src/host/git/open-repository.ts';

/**
 * A repository with which its changelogs agree: each of their versions is tagged at its date, the tags have the texts that the
 * files have now, and the remote is the one that the links lead to.
 *
 * @param texts the Markdown files, by their paths in the repository
 */
export function wellKeptRepository(root: string, texts: ReadonlyMap<string, string>): OpenRepository {
  const changelogs = [...texts.values()].map((text) => parseChangelog(text));
  const tags = new Map(changelogs.flatMap(tagsOf).map((tag) => [tag.name, tag]));
  const linked = changelogs.flatMap((changelog) =>
    gatherLinks(changelog).flatMap(({ link }) => link?.repository ?? []),
  );
  const place = {
    root,
    gitFolder: `${root}/.git`,
    commonFolder: `${root}/.git`,
    shallow: false,
    objectFormat: 'sha1',
  } as const;
  return {
    place,
    objects: {
      tags: async () => [...tags.values()],
      head: async () => 'head',
      tree: async () => [],
      difference: async () => [],
      blobs: async () => [],
      raw: async () => [],
    },
    repository: async () => ({
      root,
      head: { branch: 'main', commit: 'head' },
      shallow: false,
      objectFormat: 'sha1',
      remotes: [{ name: 'origin', url: linked[0] ?? 'https://example.com/owner/name' }],
      tags: [...tags.values()],
      mainBranch: 'main',
    }),
    filesAt: async (wanted) =>
      wanted.map(({ path }) => {
        const text = texts.get(path);
        return text === undefined ? { kind: 'absent' } : { kind: 'file', object: path, text };
      }),
    pathsAt: async () => [],
    commits: async () => [],
    changes: async () => [],
    formerPath: async () => null,
    tagsBeside: async () => [],
    tagsOutside: async () => [],
    history: async () => [],
  };
}

function tagsOf({ releases }: Changelog): readonly TagFact[] {
  return releases.flatMap(({ version, date }): readonly TagFact[] => {
    if (!version) return [];
    const name = `v${version.raw}`;
    return [
      {
        name,
        object: name,
        commit: name,
        annotated: false,
        signed: false,
        date: date && `${date}T12:00:00+00:00`,
        message: null,
      },
    ];
  });
}
