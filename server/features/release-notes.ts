import { gatherDefinitions } from '../../src/core/changelog/links/gather-links.ts';
import { foldLabel } from '../../src/core/changelog/links/label.ts';
import { BlockKind, type Changelog, type Release } from '../../src/core/index.ts';
import { allLinks } from './links.ts';

/**
 * What a release's section says, without its heading, as Markdown that stands by itself: link definitions that it needs from
 * elsewhere are put behind it, and those that stand in it for others are left out.
 */
export function toReleaseNotes(changelog: Changelog, release: Release): string {
  const { source } = changelog;
  const body = withoutDefinitions(changelog, release.heading.end, release.end).trim();
  const definitions = gatherDefinitions(changelog);
  const needed = new Map<string, string>();
  for (const { label, start, end } of allLinks(changelog, '[')) {
    if (!label || start < release.heading.end || end > release.end) continue;
    const definition = definitions.get(foldLabel(source.text.slice(label.start, label.end)));
    if (definition) needed.set(String(definition.start), source.text.slice(definition.start, definition.end));
  }
  const links = [...needed.values()].join(source.eol);
  return (
    [body, links].filter((part) => part !== '').join(source.eol + source.eol) + (body + links === '' ? '' : source.eol)
  );
}

function withoutDefinitions({ source, blocks: { table } }: Changelog, start: number, end: number): string {
  let text = '';
  let at = start;
  for (let i = 0; i < table.count && (table.start[i] as number) < end; i++) {
    const from = table.start[i] as number;
    if (table.kind[i] !== BlockKind.Definition || from < start || table.parent[i] !== -1) continue;
    text += source.text.slice(at, source.lineStarts[table.line[i] as number]);
    at = Math.min(end, source.lineStarts[(table.lastLine[i] as number) + 1] ?? source.text.length);
  }
  return text + source.text.slice(at, end);
}
