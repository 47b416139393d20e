import { componentOfPrefix } from '../changelog/links/ref-component.ts';
import type { ReleaseFacts } from './facts.ts';

/**
 * What is to be said of a package's first tag where none in the repository names a package: the policy's name is the same for all,
 * and what comes after is named like it. Null for every other release.
 */
export function describeFirstTag({ ledger, folder }: ReleaseFacts, tag: string): string | null {
  const own = ledger.path.slice(folder.length).split('/').slice(0, -1);
  const [name] = own.slice(-1);
  const isBeside = ledger.versionFiles.some(({ path }) => path.startsWith(`${own.join('/')}/`));
  const isTagged = ledger.releases.some(({ section, tags }) => section !== null && tags.length > 0);
  if (name === undefined || !isBeside || isTagged || componentOfPrefix(ledger.tagPrefix) !== '') return null;
  return `No tag of another package can be called ${tag}. To have tags that name their package, say so in the policy: "tag": { "name": "{name}@{version}" }`;
}
