import { displayName, type ManifestField } from '../../src/core/manifest/fields.ts';
import type { FieldName, ManifestContent } from '../../src/core/manifest/model.ts';
import type { ManifestContext } from '../../src/core/rules/manifest-rule.ts';
import { proposeField } from '../../src/core/rules/support/propose-field.ts';
import { count } from '../features/age.ts';
import type { HoverText } from '../features/hover.ts';
import type { Block } from '../markup.ts';
import { contextOf } from './context-of.ts';
import { type FieldPlace, fieldAt } from './field-at.ts';
import { explainsFields, type ManifestView } from './manifest-view.ts';

/** Who says what a field has to say; of every other one only people know. */
const SOURCES: { readonly [name in FieldName]?: string } = {
  date: 'the changelog',
  title: 'the changelog',
  previousVersion: 'the changelog',
  changes: 'the changelog',
  breaking: 'the changelog',
  migrationRequired: 'the changelog',
  tag: 'git, or the policy',
  commit: 'the tag',
  migrations: 'the folder of the migrations',
};

/**
 * What a field means, where it stands in the other form, who needs it, and what its source says.
 *
 * @param hasSchema true where the editor shows what fields mean by itself, in files that it has the schema for
 */
export function hoverManifest(view: ManifestView, offset: number, hasSchema: boolean): HoverText | null {
  const place = fieldAt(view.check.manifest, offset);
  if (!place) return null;
  const { field, written } = place;
  const isOnLabel = offset >= written.label.start && offset <= written.label.end;
  const digest = isOnLabel ? null : describeDigest(view, place, offset);
  if (digest) return digest;
  const context = contextOf(view);
  const blocks: readonly Block[] = [
    { kind: 'title', text: displayName(field, view.form) },
    ...(hasSchema && explainsFields(view) ? [] : [text(field.documentation)]),
    text(describeOtherForm(field, view.form)),
    ...describeRequired(view, field),
    ...describeSource(context, place),
  ];
  return { span: isOnLabel ? written.label : written.span, blocks };
}

function describeOtherForm(field: ManifestField, form: 'json' | 'md'): string {
  if (form === 'md') return `In JSON: ${field.key}`;
  if (field.section === null && field.label === null) return 'In Markdown it stands in the title.';
  const label = field.label === null ? '' : `, as “${field.label}”`;
  return field.section === null
    ? `In Markdown: ${field.label}`
    : `In Markdown it stands under “${field.section}”${label}.`;
}

function describeRequired({ policy }: ManifestView, { name }: ManifestField): readonly Block[] {
  const types = Object.entries(policy.manifest.required).flatMap(([type, names]) =>
    names.includes(name) ? [type] : [],
  );
  if (types.length === 0) return [];
  return [
    text(
      types.includes('all')
        ? 'The policy asks for it in every manifest.'
        : `The policy asks for it in a manifest of the type ${types.join(', ')}.`,
    ),
  ];
}

function describeSource(context: ManifestContext, { field, written }: FieldPlace): readonly Block[] {
  const source = SOURCES[field.name];
  const proposed = source && proposeField(field.name, context);
  if (!source || !proposed) return [];
  const said = describeValue(proposed, field.name);
  const isSame = said === describeValue({ [field.name]: written.value } as ManifestContent, field.name);
  return [text(isSame ? `As ${source} has it.` : `From ${source}: ${said}`)];
}

/** A value in a few words: single values as they are, lists by how long they are. */
function describeValue(content: ManifestContent, name: FieldName): string {
  const value = content[name];
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return Array.isArray(value) ? count(value.length, 'entry', 'entries') : String(value);
}

/** What is known of a file that a list of digests names. */
function describeDigest({ facts, check }: ManifestView, { field }: FieldPlace, offset: number): HoverText | null {
  if (field.type !== 'checksums') return null;
  const { checksums, manifestChecksum } = check.manifest.fields;
  const lines = [...(checksums?.value ?? []), ...(manifestChecksum?.value ?? [])];
  const line = lines.find(({ start, end }) => offset >= start && offset <= end);
  if (!line) return null;
  const known = facts.digests instanceof Map ? facts.digests.get(line.path) : undefined;
  const said =
    known === undefined
      ? 'Not verified: files are hashed when the manifest is saved or verified.'
      : known.digest === line.digest
        ? 'Verified: the file has this digest.'
        : known.digest === undefined
          ? `Not verified: ${known.refusal === 'missing' ? 'the file is not there' : known.refusal}.`
          : `The file has the digest ${known.digest}.`;
  return { span: { start: line.start, end: line.end }, blocks: [{ kind: 'title', text: line.path }, text(said)] };
}

function text(words: string): Block {
  return { kind: 'text', text: words };
}
