import { hostByName, printTagUrl } from '../../src/core/changelog/links/host.ts';
import { toRepositoryPage } from '../../src/core/changelog/links/remote-page.ts';
import type { Span } from '../../src/core/index.ts';
import { isKnown } from '../../src/core/ledger/ledger.ts';
import { whyUnsafePath } from '../../src/core/manifest/safe-path.ts';
import type { LinkTarget } from '../features/document-links.ts';
import { uriWithin } from '../workspace.ts';
import { contextOf } from './context-of.ts';
import type { ManifestView } from './manifest-view.ts';

/** Links to the files that a manifest names, to its section in the changelog, and to the page of its tag. */
export function linkManifest(view: ManifestView): readonly LinkTarget[] {
  const { fields } = view.check.manifest;
  const beside = view.path.split('/').slice(0, -1);
  const links = [
    ...(fields.files?.value ?? []).flatMap((each) => linkFile(view, each, each.path, [])),
    ...(fields.checksums?.value ?? []).flatMap((each) => linkFile(view, each, each.path, [])),
    // Results lie beside the manifest that names them.
    ...(fields.tests?.value ?? []).flatMap((each) =>
      each.evidence ? linkFile(view, each, each.evidence, beside) : [],
    ),
    ...linkChangelog(view),
    ...linkTag(view),
  ];
  return links.sort((a, b) => a.span.start - b.span.start);
}

/** Only what lies in the folder is linked. @param within the item that the path is written in */
function linkFile(
  { folder, source, form }: ManifestView,
  within: Span,
  path: string,
  base: readonly string[],
): readonly LinkTarget[] {
  if (whyUnsafePath(path) !== null) return [];
  const written = form === 'json' ? JSON.stringify(path).slice(1, -1) : path;
  const at = source.text.slice(within.start, within.end).lastIndexOf(written);
  if (at < 0) return [];
  const span = { start: within.start + at, end: within.start + at + written.length };
  return [{ span, url: uriWithin(folder, [...base, path].join('/')) }];
}

/** Markdown links are the editor's own; it knows their anchors, too. */
function linkChangelog(view: ManifestView): readonly LinkTarget[] {
  const { changelog } = view.check.manifest.fields;
  if (!changelog || changelog.value.includes('](') || !isKnown(view.facts.changelog)) return [];
  const { section } = contextOf(view);
  const url = uriWithin(view.folder, view.facts.changelog.path);
  return [{ span: inner(view, changelog.span), url: section ? `${url}#L${section.heading.line + 1}` : url }];
}

function linkTag(view: ManifestView): readonly LinkTarget[] {
  const written = view.check.manifest.fields.tag;
  const { repository } = view.facts;
  const page = isKnown(repository) && repository.remotes[0] ? toRepositoryPage(repository.remotes[0].url) : null;
  const { tag } = contextOf(view);
  if (!written || page === null || tag?.name !== written.value) return [];
  return [{ span: inner(view, written.span), url: printTagUrl(hostByName(page), page, encodeURI(tag.name)) }];
}

/** A value without the quotes around it. */
function inner({ form }: ManifestView, { start, end }: Span): Span {
  return form === 'json' && end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}
