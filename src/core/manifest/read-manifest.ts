import { type Source, toSource } from '../text/source.ts';
import type { Manifest, ManifestContent, ManifestForm } from './model.ts';
import { readJsonManifest } from './read-json.ts';
import { readMarkdownManifest } from './read-markdown.ts';
import { type KeptField, writeJsonManifest } from './write-json.ts';
import { writeMarkdownManifest } from './write-markdown.ts';

/** Reads a manifest of either form. Total: any text has a model. */
export function readManifest(text: string | Source, form: ManifestForm): Manifest {
  const source = typeof text === 'string' ? toSource(text) : text;
  return form === 'json' ? readJsonManifest(source) : readMarkdownManifest(source);
}

/** Writes a manifest in one of its forms; two runs give the same bytes. */
export function writeManifest(content: ManifestContent, form: ManifestForm, kept: readonly KeptField[] = []): string {
  return form === 'json' ? writeJsonManifest(content, kept) : writeMarkdownManifest(content, kept);
}

/** The form that a file’s name says: `.json` is JSON, `.md` Markdown; null for any other. */
export function formOfPath(path: string): ManifestForm | null {
  const name = path.toLowerCase();
  if (name.endsWith('.json')) return 'json';
  return name.endsWith('.md') ? 'md' : null;
}
