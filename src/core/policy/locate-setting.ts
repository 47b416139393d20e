import { type JsonPlace, locateJson } from '../text/locate-json.ts';
import type { Setting } from './setting.ts';
import { policySettings } from './settings.ts';

/** The setting at a place of a policy file. */
export interface LocatedSetting extends JsonPlace {
  /** Null for a key that is not known. */
  readonly setting: Setting | null;
}

/** Finds the setting that a place of a policy file belongs to. Total: the text may be half written. @param offset in UTF-16 units */
export function locateSetting(text: string, offset: number): LocatedSetting {
  const place = locateJson(text, offset);
  return { ...place, setting: settingAt(place.path) };
}

/** The setting that keys lead to; null where there is none. */
export function settingAt(path: readonly (string | number)[]): Setting | null {
  let at: Setting = policySettings();
  for (const key of path) {
    const next = childOf(at, key);
    if (!next) return null;
    at = next;
  }
  return at;
}

function childOf(setting: Setting, key: string | number): Setting | null {
  if (setting.type === 'list') return setting.items;
  if (setting.type === 'map')
    return setting.keys.has(String(key)) || setting.pattern?.test(String(key)) ? setting.values : null;
  if (setting.type !== 'object' || !Object.hasOwn(setting.properties, key)) return null;
  return setting.properties[key] ?? null;
}
