import { BUILT_IN_PROFILES } from '../../src/core/index.ts';
import { type LocatedSetting, locateSetting, settingAt } from '../../src/core/policy/locate-setting.ts';
import type { MapSetting, ObjectSetting, Setting } from '../../src/core/policy/setting.ts';
import { type Completion, escapeSnippet } from '../features/completion/suggestion.ts';
import type { PolicyDocument } from './policy-document.ts';

/**
 * What can be written at a place of a policy file: keys, values, profiles, categories, rules, placeholders.
 *
 * @param proposes true where the editor proposes keys and fixed values by itself, from the schema
 */
export function completePolicy(document: PolicyDocument, offset: number, proposes: boolean): readonly Completion[] {
  const located = locateSetting(document.source.text, offset);
  if (located.isKey) return proposes ? [] : completeKey(document, offset, located);
  return completePlaceholder(document, offset, located) ?? completeValue(document, offset, located, proposes);
}

/** A text of the file that stands for a value, and what it means. */
interface Proposal {
  readonly value: string | number;
  readonly meaning: string;
}

function completeKey({ source }: PolicyDocument, offset: number, located: LocatedSetting): readonly Completion[] {
  const { path, token, siblings } = located;
  const around = locateAround(path);
  if (!around) return [];
  const span = token ?? { start: offset, end: offset };
  const hasValue = /^\s*:/.test(source.text.slice(span.end));
  return keysOf(around)
    .filter(([key]) => !siblings.includes(key))
    .map(([key, setting]) => {
      const name = JSON.stringify(key);
      const text = hasValue ? name : `${name}: `;
      return {
        kind: 'key',
        label: key,
        detail: '',
        documentation: [{ kind: 'text', text: setting.description }],
        span,
        text,
        snippet: hasValue ? null : `${escapeSnippet(text)}${placeFor(setting)}`,
      };
    });
}

/** The object or map that a key is written in. */
function locateAround(path: LocatedSetting['path']): ObjectSetting | MapSetting | null {
  const around = settingAt(path.slice(0, -1));
  return around?.type === 'object' || around?.type === 'map' ? around : null;
}

function keysOf(setting: ObjectSetting | MapSetting): readonly (readonly [string, { readonly description: string }])[] {
  if (setting.type === 'object') return Object.entries(setting.properties);
  return [...setting.keys].map(([key, description]) => [key, { ...setting.values, description }]);
}

/** Inside of a template, behind its brace. Null where the caret stands in none. */
function completePlaceholder(
  { source }: PolicyDocument,
  offset: number,
  { setting, token }: LocatedSetting,
): readonly Completion[] | null {
  if (setting?.type !== 'text' || !setting.placeholders || !token) return null;
  const brace = /\{\w*$/.exec(source.text.slice(token.start, offset));
  if (!brace) return null;
  const start = token.start + brace.index;
  const end = offset + (/^\w*\}?/.exec(source.text.slice(offset, token.end))?.[0].length ?? 0);
  return setting.placeholders.map((name) => ({
    kind: 'placeholder',
    label: `{${name}}`,
    detail: '',
    documentation: [],
    span: { start, end },
    text: `{${name}}`,
    snippet: null,
  }));
}

function completeValue(
  document: PolicyDocument,
  offset: number,
  { path, setting, token }: LocatedSetting,
  proposes: boolean,
): readonly Completion[] {
  const span = token ?? { start: offset, end: offset };
  const proposals = ownProposals(document, path) ?? (proposes || !setting ? [] : fixedProposals(setting));
  return proposals.map(({ value, meaning }) => ({
    kind: 'value',
    label: String(value),
    detail: '',
    documentation: [{ kind: 'text', text: meaning }],
    span,
    text: JSON.stringify(value),
    snippet: null,
  }));
}

/** What no schema can know: it is made of other settings, or a path would do as well. */
function ownProposals({ resolved }: PolicyDocument, path: LocatedSetting['path']): readonly Proposal[] | null {
  if (path[0] === 'extends') {
    return [...BUILT_IN_PROFILES.values()].map(({ name, summary }) => ({ value: name, meaning: summary }));
  }
  if (path[0] === 'changelog' && path[1] === 'requiredCategories') {
    const { categories } = resolved.policy.changelog;
    return categories.map(({ name, kind }) => ({ value: name, meaning: `A category of ${kind}s of this policy.` }));
  }
  return null;
}

function fixedProposals(setting: Setting): readonly Proposal[] {
  if (setting.type !== 'choice') return [];
  return [...setting.values].map(([value, meaning]) => ({ value, meaning }));
}

/** Where the caret goes behind a key, by the type of its value. */
function placeFor(setting: { readonly description: string; readonly type?: Setting['type'] }): string {
  switch (setting.type) {
    case 'list':
      return '[$0]';
    case 'object':
    case 'map':
      return '{ $0 }';
    case 'text':
      return '"$0"';
    default:
      return '$0';
  }
}
