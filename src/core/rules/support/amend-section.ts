import type { Changelog, Release } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import { lineEnd } from '../../text/source.ts';

/** The edit that notes below a release's heading when the section was improved after its release. */
export function amendSection({ source }: Changelog, { heading }: Release, date: string): readonly Edit[] {
  const at = lineEnd(source, heading.lastLine);
  return [{ start: at, end: at, text: `${source.eol}${source.eol}_Amended ${date}._` }];
}
