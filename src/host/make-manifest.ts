import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { generateManifest } from '../core/manifest/generate.ts';
import { type ManifestContent, type ManifestForm, toContent } from '../core/manifest/model.ts';
import { manifestPath } from '../core/manifest/paths.ts';
import { readManifest, writeManifest } from '../core/manifest/read-manifest.ts';
import type { ReleaseFacts } from '../core/manifest/release-facts.ts';
import { writeMoment } from '../core/manifest/times.ts';
import type { KeptField } from '../core/manifest/write-json.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { readForm } from './gather-manifest-release.ts';

/** A manifest that is ready to be written. */
export interface ManifestText {
  readonly form: ManifestForm;
  /** Relative to the policy's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** `new`: nothing is there · `same`: what is there says the same, but for its time · `other`: something else is there. */
  readonly state: 'new' | 'same' | 'other';
  /** What nobody but a person can say, as sentences without a full stop. */
  readonly open: readonly string[];
}

/** Writes the manifests of a release in the forms that are asked for; null where the policy has no place for one. */
export async function makeManifests(
  facts: ReleaseFacts,
  forms: readonly ManifestForm[],
  { files, root }: { readonly files: Files; readonly root: string },
): Promise<readonly ManifestText[] | null> {
  const { policy, release } = facts;
  const version = release.version?.raw ?? release.label;
  const paths = new Map<ManifestForm, string>();
  for (const form of forms) {
    const path = manifestPath(policy, version, form);
    if (path === null) return null;
    paths.set(form, path);
  }
  const counting = formThatCounts(policy);
  const unknown = (await readForm({ policy, root, files }, version, counting ?? forms[0] ?? 'md'))?.unknown ?? [];
  const made: ManifestText[] = [];
  for (const [form, path] of paths) {
    const base = counting ?? form;
    const basePath = manifestPath(policy, version, base) ?? path;
    const { content, open } = generateManifest(facts, basePath);
    const write = (generatedAt: string): string => {
      const text = toText(
        base,
        { ...content, generatedAt },
        keep(content, unknown),
        counting === null ? basePath : null,
      );
      return base === form ? text : derive(text, base, form);
    };
    const text = write(facts.generatedAt);
    const { file, refusal } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
    const then = file && readManifest(file.text, form).fields.generatedAt?.value;
    const isSame =
      file !== undefined && (file.text === text || (then !== undefined && file.text === write(toRfc(then))));
    made.push({ form, path, text, open, state: refusal?.code === 'missing' ? 'new' : isSame ? 'same' : 'other' });
  }
  return made;
}

/** Where the policy keeps both forms side by side, the one that the other is written from. */
function formThatCounts({ manifest: { path, forms, source } }: Policy): ManifestForm | null {
  return path.includes('{ext}') && forms.includes('md') && forms.includes('json') ? source : null;
}

/** The other form, byte for byte as a check expects it. */
function derive(text: string, from: ManifestForm, to: ManifestForm): string {
  const manifest = readManifest(text, from);
  return writeManifest(toContent(manifest), to, manifest.unknown);
}

function toRfc(moment: string): string {
  return writeMoment(moment, 'json');
}

const NOTE = 'note';

/** What no field means stays; the note is written anew. */
function keep({ sourceCommit }: ManifestContent, unknown: readonly KeptField[]): readonly KeptField[] {
  const others = unknown.flatMap(({ key, json }) => (key === NOTE ? [] : [{ key, json }]));
  if (sourceCommit === undefined) return others;
  const note =
    'A file cannot name the commit that it is part of: source_sha is the commit that the release was prepared from, the parent of that one.';
  return [...others, { key: NOTE, json: JSON.stringify(note) }];
}

/** @param ownPath where a Markdown manifest says its own digest; null where another form is written from it, which cannot. */
function toText(
  form: ManifestForm,
  content: ManifestContent,
  kept: readonly KeptField[],
  ownPath: string | null,
): string {
  if (form === 'json' || ownPath === null || !content.checksums) return writeManifest(content, form, kept);
  // Nothing holds its own digest: this is the one of the text without the line that says it.
  const bare = writeManifest({ ...content, manifestChecksum: [] }, form, kept);
  const digest = createHash('sha256').update(bare).digest('hex');
  const name = ownPath.slice(ownPath.lastIndexOf('/') + 1);
  return writeManifest({ ...content, manifestChecksum: [{ path: name, algorithm: 'sha256', digest }] }, form, kept);
}
