/** Words that say that something is a version, and not whose. */
const PLAIN = /^(?:v|ver|versions?|rel|releases?|pre-?releases?|stable|tags?)$/;

/** What the prefix of a tag names: `web` of `@acme/web@`, `web/v` and `web-v`; empty for `v` and `release-`. */
export function componentOfPrefix(prefix: string): string {
  const name = prefix
    .toLowerCase()
    .replace(/(?:[-_@/:.]+v?|^v)$/, '')
    .replace(/^.*[@/:]/, '');
  return PLAIN.test(name) ? '' : toTagWord(name);
}

/** A component or a folder by its last part, as prefixes write it: `core` of `@acme/core`, `web-api` of `Web API`. */
export function toTagWord(component: string): string {
  return component
    .slice(component.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}
