import type { CommitFact } from '../ledger/facts.ts';

/** Programs that commit; their names say so. */
const PROGRAM = /\[bot\]$|^(?:dependabot|renovate|github-actions|greenkeeper|snyk)\b/i;
const TRAILER = /^co-authored-by:[ \t]*([^<>\r\n]{1,200}?)[ \t]*(?:<([^<>\r\n]{0,200})>)?[ \t]*$/gim;
/** The address that GitHub gives to those who hide theirs has the name that they are known by there. */
const GITHUB_ADDRESS = /^(?:\d+\+)?([A-Za-z0-9](?:[-_]?[A-Za-z0-9]){0,38})@users\.noreply\.github\.com$/i;

/**
 * Who contributed to a release, each once, in the order of their first commits: authors, and co-authors by their trailers. They
 * are called `@name` where an address of GitHub says so, of this commit or of another one by the same name, and else by their
 * names in git: no other address tells what somebody is called there. Programs are left out.
 *
 * @param commits newest first, as git lists them
 */
export function findContributors(commits: readonly CommitFact[]): readonly string[] {
  const people = commits
    .toReversed()
    .flatMap(({ authorName, authorEmail, body }) => [
      { name: authorName.trim(), address: authorEmail },
      ...[...body.matchAll(TRAILER)].map(([, name = '', address = '']) => ({ name: name.trim(), address })),
    ]);
  const handles = new Map<string, string>();
  for (const { name, address } of people) {
    const handle = GITHUB_ADDRESS.exec(address)?.[1];
    if (handle !== undefined) handles.set(name.toLowerCase(), `@${handle}`);
  }
  const found = new Map<string, string>();
  for (const { name } of people) {
    if (name === '' || PROGRAM.test(name)) continue;
    const called = handles.get(name.toLowerCase()) ?? name;
    const key = called.toLowerCase();
    if (!found.has(key)) found.set(key, called);
  }
  return [...found.values()];
}
