import { locateByPattern } from './text-version.ts';
import type { Located } from './version-file.ts';

/** What a version looks like where nothing else tells; every part is bounded, so that no text makes the search slow. */
const VERSION = String.raw`(\d{1,20}(?:\.\d{1,20}){1,8}[0-9A-Za-z.+-]{0,64})`;

/**
 * Finds the version in any file by a line of the policy: `image: acme/web:{version}`.
 *
 * Everything but `{version}` is literal, and a space stands for any run of spaces and tabs: a policy brings no regular
 * expression, so none can be slow. There has to be exactly one match.
 */
export function locateByTemplate(text: string, template: string): Located {
  const [before = '', after = '', ...more] = template.split('{version}');
  if (!template.includes('{version}') || more.length > 0)
    return { kind: 'none', reason: `the pattern “${template}” needs {version} exactly once` };
  const source = `${literal(before)}v?${VERSION}${literal(after)}`;
  return locateByPattern(text, new RegExp(source, 'gm'), `“${template}”`);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replace(/ +/g, String.raw`[ \t]+`);
}
