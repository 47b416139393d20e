import { join } from 'node:path';
import type { LinkTarget } from '../core/docs/facts.ts';
import { headingAnchors } from '../core/docs/heading-anchors.ts';
import { type MarkdownDocument, toMarkdownDocument } from '../core/docs/markdown-document.ts';
import { relativeLinks } from '../core/docs/relative-links.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';

/** Looks once for each file that documents link to or that the policy asks for, and reads the anchors of Markdown. */
export async function gatherLinkTargets(
  files: Files,
  root: string,
  { docs }: Pick<Policy, 'docs'>,
  documents: ReadonlyMap<string, MarkdownDocument>,
): Promise<ReadonlyMap<string, LinkTarget>> {
  const wanted = new Map<string, boolean>(docs.required.map((path) => [path, false]));
  for (const [from, document] of documents) {
    for (const { path, anchor } of relativeLinks(document, from))
      if (path !== null && path !== from) wanted.set(path, wanted.get(path) === true || anchor !== null);
  }
  const kindOf = lookIn(files, root);
  const targets = new Map<string, LinkTarget>();
  for (const [path, needsAnchors] of wanted) {
    const own = documents.get(path);
    const kind = path === '' ? 'folder' : await kindOf(path);
    const isMarkdown = kind === 'file' && /\.(?:md|markdown)$/i.test(path);
    const read =
      needsAnchors && isMarkdown && !own
        ? await files.readText({ path: join(root, ...path.split('/')), root, name: path })
        : null;
    const document = own ?? (read?.file ? toMarkdownDocument(read.file.text) : null);
    targets.set(path, {
      exists: own !== undefined || kind !== undefined,
      anchors: document && headingAnchors(document),
    });
  }
  return targets;
}

/** Says of what kind the thing at a path is; each folder is read once. */
function lookIn(files: Files, root: string): (path: string) => Promise<string | undefined> {
  const folders = new Map<string, ReadonlyMap<string, string>>();
  return async (path) => {
    const at = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(0, at));
    const known = folders.get(folder);
    const entries =
      known ?? new Map((await files.list(join(root, ...folder.split('/')))).map(({ name, kind }) => [name, kind]));
    if (!known) folders.set(folder, entries);
    return entries.get(path.slice(at + 1));
  };
}
