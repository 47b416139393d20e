import type { ChoiceSetting } from './setting.ts';

/** A setting with one of a few words, each with what it means. */
export const choice = (description: string, values: Readonly<Record<string, string>>): ChoiceSetting => ({
  type: 'choice',
  description,
  values: new Map(Object.entries(values)),
});
