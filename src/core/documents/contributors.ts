import type { CommitFact } from '../ledger/facts.ts';

/** Programs that commit; their names say so. */
const PROGRAM = /\[bot\]$|^(?:dependabot|renovate|github-actions|greenkeeper|snyk)\b/i;
const TRAILER = /^co-authored-by:[ \t]*([^<>\r\n]{1,200}?)[ \t]*(?:<([^<>\r\n]{0,200})>)?[ \t]*$/gim;
/** The address that GitHub gives to those who hide theirs has the name that they are known by there. */
const GITHUB_ADDRESS = /^(?:\d+\+)?([A-Za-z0-9-]{1,39})@users\.noreply\.github\.com$/i;

/**
 * Who contributed to a release, each once, in the order of their first commits: authors by their names in git, co-authors by
 * their trailers, as `@name` where their address tells it. Programs are left out.
 *
 * @param commits newest first, as git lists them
 */
export function findContributors(commits: readonly CommitFact[]): readonly string[] {
  const names = new Map<string, string>();
  for (const { authorName, body } of commits.toReversed()) {
    const all = [
      authorName.trim(),
      ...[...body.matchAll(TRAILER)].map(([, name = '', address = '']) => nameOf(name, address)),
    ];
    for (const name of all) {
      const key = name.toLowerCase();
      if (name !== '' && !PROGRAM.test(name) && !names.has(key)) names.set(key, name);
    }
  }
  return [...names.values()];
}

function nameOf(name: string, address: string): string {
  const handle = GITHUB_ADDRESS.exec(address)?.[1];
  return handle === undefined || PROGRAM.test(name) ? name.trim() : `@${handle}`;
}
