import type { Vocabulary } from './vocabulary.ts';

/** The words of the standard's own translations, one language an item, English first. */
export const VOCABULARIES: readonly [Vocabulary, ...Vocabulary[]] = [
  {
    language: 'en',
    title: ['Changelog', 'Change Log'],
    unreleased: ['Unreleased'],
    categories: {
      Added: ['Added'],
      Changed: ['Changed'],
      Deprecated: ['Deprecated'],
      Removed: ['Removed'],
      Fixed: ['Fixed'],
      Security: ['Security'],
    },
  },
];
