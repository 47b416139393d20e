import { lineAt, lineEnd, type Span } from '../../src/core/index.ts';
import { fieldOf, MANIFEST_FIELDS, type ManifestField, SECTIONS } from '../../src/core/manifest/fields.ts';
import type { FieldName, ManifestSection } from '../../src/core/manifest/model.ts';
import { requiredFields } from '../../src/core/manifest/release-type.ts';
import { FOOT_FIELDS, HEAD_FIELDS, writeLabelled, writeSection } from '../../src/core/manifest/write-markdown.ts';
import type { ManifestContext } from '../../src/core/rules/manifest-rule.ts';
import { proposeField } from '../../src/core/rules/support/propose-field.ts';
import { type Completion, escapeSnippet } from '../features/completion/suggestion.ts';
import { contextOf } from './context-of.ts';
import type { ManifestView } from './manifest-view.ts';
import { type Proposal, proposeCategories, proposeRoles, proposeStates, proposeValues } from './proposals.ts';

/** The line that is being written, and the section that it stands in. */
interface Caret {
  readonly context: ManifestContext;
  readonly section: ManifestSection | null;
  readonly before: string;
  readonly line: Span;
  readonly offset: number;
}

const LABEL = /^\*\*([^*:]{1,60}):\*\*[ \t]*/;

/** What can be written at a place of a Markdown manifest: sections, labels with what their source says, values, roles, states. */
export function completeMarkdown(view: ManifestView, offset: number): readonly Completion[] {
  const { source, check } = view;
  const line = lineAt(source, offset);
  const start = source.lineStarts[line] as number;
  const caret: Caret = {
    context: contextOf(view),
    section: check.manifest.sections.findLast((each) => each.heading.start < start) ?? null,
    before: source.text.slice(start, offset),
    line: { start, end: lineEnd(source, line) },
    offset,
  };
  const { before } = caret;
  if (/^#{1,3}(?:[ \t]|$)/.test(before)) return completeHeading(caret);
  const label = LABEL.exec(before);
  if (label) return completeAfterLabel(caret, label);
  if (/^(?:\*|$)/.test(before)) return completeLabel(caret);
  return /^[-*+][ \t]/.test(before) ? completeItem(caret) : [];
}

function completeHeading({ context, section, before, line }: Caret): readonly Completion[] {
  if (section?.name === 'Changes Included' && before.startsWith('###'))
    return toValues(proposeCategories(context), line, 'category', (value) => `### ${value}`);
  const present = new Set(context.manifest.sections.map(({ name }) => name));
  const required = new Set(requiredFields(context.policy, context.content).map((name) => fieldOf(name).section));
  const missing = SECTIONS.filter((name) => name !== 'Additional Fields' && !present.has(name));
  // What the policy asks for comes first.
  missing.sort((a, b) => Number(required.has(b)) - Number(required.has(a)));
  return missing.map((name) => {
    const body = writeSection(name, proposedFor(name, context));
    const text = `## ${name}`;
    return {
      kind: 'category',
      label: name,
      detail: required.has(name) ? 'The policy asks for it' : '',
      documentation: documentSection(name),
      span: line,
      text,
      snippet: `${escapeSnippet(body === null ? text : `${text}\n\n${body}`)}${body === null ? '\n\n' : ''}$0`,
    };
  });
}

/** What the sources say of everything that stands in a section. */
function proposedFor(section: string, context: ManifestContext) {
  const fields = MANIFEST_FIELDS.filter((field) => field.section === section);
  return Object.assign({}, ...fields.map(({ name }) => proposeField(name, context) ?? {}));
}

function documentSection(section: string): Completion['documentation'] {
  const fields = MANIFEST_FIELDS.filter((field) => field.section === section);
  return [{ kind: 'list', items: fields.map(({ documentation }) => documentation) }];
}

function completeLabel({ context, section, line }: Caret): readonly Completion[] {
  const names: readonly FieldName[] = section
    ? MANIFEST_FIELDS.filter((field) => field.section === section.name && field.label !== null).map(({ name }) => name)
    : HEAD_FIELDS;
  const foot = section ? FOOT_FIELDS : [];
  return [...names, ...foot]
    .filter((name) => context.manifest.fields[name] === undefined)
    .map((name): Completion => {
      const { label, documentation } = fieldOf(name);
      const proposed = proposeField(name, context);
      const written = proposed && writeLabelled(name, proposed);
      const text = written ?? `**${label}:** `;
      return {
        kind: 'key',
        label: String(label),
        detail: written ? written.slice(`**${label}:** `.length) : '',
        documentation: [{ kind: 'text', text: documentation }],
        span: line,
        text,
        snippet: null,
      };
    });
}

function completeAfterLabel(
  { context, line, offset }: Caret,
  [whole, label = '']: RegExpExecArray,
): readonly Completion[] {
  const field = MANIFEST_FIELDS.find((each) => each.label?.toLowerCase() === label.toLowerCase());
  if (!field) return [];
  const start = Math.min(offset, line.start + whole.length);
  return toValues(proposeValues(field, context), { start, end: line.end }, 'value', (value) => toWord(field, value));
}

function toWord({ type }: ManifestField, value: string): string {
  if (type !== 'flag') return value;
  return value === 'true' ? 'Yes' : 'No';
}

/** Roles that have to approve, and what came of a test. */
function completeItem({ context, section, before, line, offset }: Caret): readonly Completion[] {
  const marker = /^[-*+][ \t]+/.exec(before)?.[0] ?? '';
  if (section?.name === 'Approvals' && !before.includes(':')) {
    const given = new Set((context.content.approvals ?? []).map(({ role }) => role));
    const open = proposeRoles(context).filter(({ value }) => !given.has(String(value)));
    return toValues(open, { start: line.start + marker.length, end: line.end }, 'value', (value) => `${value}: `);
  }
  const colon = /:[ \t]*[A-Z/ ]*$/.exec(before);
  if (section?.name !== 'Verification Status' || !colon) return [];
  const start = line.start + colon.index + (/^:[ \t]*/.exec(colon[0])?.[0].length ?? 1);
  return toValues(proposeStates('md'), { start: Math.min(start, offset), end: line.end }, 'value', (value) => value);
}

function toValues(
  proposals: readonly Proposal[],
  span: Span,
  kind: 'value' | 'category',
  toText: (value: string) => string,
): readonly Completion[] {
  return proposals.map(({ value, meaning }) => ({
    kind,
    label: toText(String(value)).replace(/^#+ |: $/g, ''),
    detail: '',
    documentation: meaning === '' ? [] : [{ kind: 'text', text: meaning }],
    span,
    text: toText(String(value)),
    snippet: null,
  }));
}
