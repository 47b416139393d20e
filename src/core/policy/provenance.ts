import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { Span } from '../text/source.ts';

/** Where a setting was given its value. */
export type SettingSource =
  /** A policy file; `line` counts from 0, `span` is the value. */
  | { readonly kind: 'file'; readonly path: string; readonly line: number; readonly span: Span }
  | { readonly kind: 'profile'; readonly name: string }
  | { readonly kind: 'default' };

export interface SettingOrigin {
  readonly value: unknown;
  readonly source: SettingSource;
}

/** For each setting, by its keys joined with dots, who gave it a value: the first one is in effect, it overrides the others. */
export type Provenance = ReadonlyMap<string, readonly SettingOrigin[]>;

/** Settings from one place, as far as they are valid. */
export interface SettingLayer {
  readonly settings: unknown;
  readonly source:
    | { readonly kind: 'file'; readonly path: string; readonly text: string; readonly root: Node | null }
    | Exclude<SettingSource, { readonly kind: 'file' }>;
}

/** Traces every setting through the layers of a policy. A list is one setting: it replaces, it is never merged. @param layers the nearest first */
export function traceSettings(layers: readonly SettingLayer[]): Provenance {
  const traced = new Map<string, SettingOrigin[]>();
  for (const { settings, source } of layers) {
    for (const { path, value } of listLeaves(settings, [])) {
      const key = path.join('.');
      const origins = traced.get(key) ?? [];
      traced.set(key, origins);
      origins.push({ value, source: source.kind === 'file' ? placeOf(source, path) : source });
    }
  }
  return traced;
}

function placeOf(
  { path, text, root }: Extract<SettingLayer['source'], { readonly kind: 'file' }>,
  keys: readonly string[],
): SettingSource {
  const node = root ? findNodeAtLocation(root, [...keys]) : undefined;
  const start = node?.offset ?? 0;
  const line = text.slice(0, start).split(/\r\n|\r|\n/).length - 1;
  return { kind: 'file', path, line, span: { start, end: start + (node?.length ?? 0) } };
}

function listLeaves(
  value: unknown,
  path: readonly string[],
): readonly { readonly path: readonly string[]; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, each]) => listLeaves(each, [...path, key]));
}
