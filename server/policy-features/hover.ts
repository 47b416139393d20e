import { BUILT_IN_PROFILES, type SettingOrigin, type SettingSource } from '../../src/core/index.ts';
import { locateSetting } from '../../src/core/policy/locate-setting.ts';
import type { Setting } from '../../src/core/policy/setting.ts';
import type { HoverText } from '../features/hover.ts';
import type { Block } from '../markup.ts';
import type { PolicyDocument } from './policy-document.ts';

/**
 * What a setting means, what it may be, what is in effect and where that comes from.
 *
 * @param explains true where the editor shows by itself what a setting means and may be
 */
export function hoverPolicy(document: PolicyDocument, offset: number, explains: boolean): HoverText | null {
  const { path, setting, token } = locateSetting(document.source.text, offset);
  if (!setting || !token || path.length === 0) return null;
  const blocks = [
    ...(explains ? [] : describeSetting(setting)),
    ...describeProfile(document, path),
    ...describeOrigins(document, path),
  ];
  if (blocks.length === 0) return null;
  return { span: token, blocks: [{ kind: 'title', text: nameOf(path) }, ...blocks] };
}

function nameOf(path: readonly (string | number)[]): string {
  return path.filter((key) => typeof key === 'string').join('.');
}

function describeSetting(setting: Setting): readonly Block[] {
  const description: Block = { kind: 'text', text: setting.description };
  if (setting.type === 'choice') {
    const items = [...setting.values].map(([value, meaning]) => `${JSON.stringify(value)}: ${meaning}`);
    return [description, { kind: 'list', items }];
  }
  if (setting.type === 'number') {
    return [description, { kind: 'text', text: `A number from ${setting.minimum} to ${setting.maximum}.` }];
  }
  if (setting.type === 'text' && setting.placeholders) {
    const names = setting.placeholders.map((name) => `{${name}}`).join(', ');
    return [description, { kind: 'text', text: `Placeholders: ${names}` }];
  }
  return [description];
}

function describeProfile({ resolved }: PolicyDocument, path: readonly (string | number)[]): readonly Block[] {
  const profile = path[0] === 'extends' ? BUILT_IN_PROFILES.get(resolved.profile) : undefined;
  return profile ? [{ kind: 'text', text: `The built-in profile ${profile.name}: ${profile.summary}` }] : [];
}

/** A list is one setting: what is inside of it comes from where the list comes from. */
function describeOrigins({ resolved }: PolicyDocument, path: readonly (string | number)[]): readonly Block[] {
  const list = path.findIndex((key) => typeof key === 'number');
  const key = (list < 0 ? path : path.slice(0, list)).join('.');
  const [effective, ...overridden] = resolved.provenance.get(key) ?? [];
  if (!effective) return [];
  return [
    { kind: 'text', text: `In effect: ${toText(effective.value)}, from ${toPlace(effective.source)}` },
    ...(overridden.length === 0 ? [] : [{ kind: 'list' as const, items: overridden.map(describeOverridden) }]),
  ];
}

function describeOverridden({ value, source }: SettingOrigin): string {
  return `Overrides ${toText(value)}, from ${toPlace(source)}`;
}

function toPlace(source: SettingSource): string {
  switch (source.kind) {
    case 'file':
      return `${source.path}, line ${source.line + 1}`;
    case 'profile':
      return `the profile ${source.name}`;
    case 'default':
      return 'the default';
  }
}

/** Lists of objects by their names: nobody reads a whole one in a hover. */
function toText(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  const names = value.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) return JSON.stringify(item);
    const { name, path, role } = item as { readonly [key: string]: unknown };
    return String(name ?? path ?? role);
  });
  return names.length === 0 ? 'an empty list' : names.join(', ');
}
