import type { Policy } from '../policy/policy.ts';
import type { FieldName, ManifestContent } from './model.ts';

/** The types that hold for a release: `all`, and its own in lower case. */
export function typesOf({ type }: ManifestContent): readonly string[] {
  return type === undefined
    ? ['all']
    : [
        'all',
        type
          .trim()
          .toLowerCase()
          .replace(/\s+release$/, ''),
      ];
}

/** The fields that the policy asks of a release of this type, each once. */
export function requiredFields({ manifest }: Policy, content: ManifestContent): readonly FieldName[] {
  return [...new Set(typesOf(content).flatMap((type) => own(manifest.required, type) ?? []))];
}

/** What a map says of a name that anybody may have written. */
export function own<T>(map: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

/** The type of the policy that the title of a release names, where its level is none of them; null where it names none. */
export function typeInTitle(
  { manifest: { types } }: Policy,
  title: string | null,
  level: string | null,
): string | null {
  if (title === null || types.some((each) => each.toLowerCase() === level)) return null;
  return types.find((each) => new RegExp(`\\b${escapeForPattern(each)}\\b`, 'iu').test(title)) ?? null;
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
