import { VOCABULARIES } from '../../changelog/vocabularies.ts';
import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

const CATEGORY: ObjectSetting = {
  type: 'object',
  description: 'A category that entries can stand in.',
  required: ['name'],
  defaults: { aliases: [], bump: 'none', kind: 'change' },
  properties: {
    name: { type: 'text', description: 'The heading, as it is to be written.' },
    aliases: {
      type: 'list',
      description: 'Other spellings that are read as this category and reported with a fix.',
      items: { type: 'text', description: 'A spelling.' },
    },
    bump: choice('The level that an entry of this category asks for at least.', {
      major: 'A new major version, as a breaking change does.',
      minor: 'A new minor version.',
      patch: 'A new patch version.',
      none: 'No release on its own account.',
    }),
    kind: choice('What stands in the category.', {
      change: 'Changes, one list item each.',
      note: 'Notes in any form: paragraphs, tables, “None”.',
    }),
    forms: {
      type: 'list',
      description:
        'The forms in which its entries are written, such as `Updated dependency {text} from {version} to {version}`. Without forms any is right.',
      items: {
        type: 'text',
        description: 'A form, with `{text}` for anything, `{version}` and `{number}`.',
        placeholders: ['text', 'version', 'number'],
      },
    },
  },
};

/** `changelog`: how the changelog is written. */
export const CHANGELOG_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'How the changelog is written.',
  properties: {
    files: {
      type: 'list',
      description:
        'The changelogs of this folder: paths or globs (`*`, `**`, `?`), relative to the policy file. Where none of them is there, one of another usual name is taken, else the one in `docs`, else those of the packages below. Left out, those of the packages that the root declares as its workspaces are checked beside its own; `["CHANGELOG.md"]` checks that one alone.',
      items: { type: 'text', description: 'A path or glob.' },
    },
    language: {
      type: 'choice',
      description: 'The language of the headings.',
      values: new Map([
        ['auto', 'The language that most category headings of the file are written in.'],
        ...VOCABULARIES.map(({ language, title }) => [language, title[0]] as [string, string]),
      ]),
    },
    titles: {
      type: 'list',
      description: 'The titles that the file may have; the first one is proposed.',
      items: { type: 'text', description: 'A title, without `#`.' },
    },
    categories: {
      type: 'list',
      description:
        'The categories that are allowed, in the order in which they are to stand. A list here replaces the whole list.',
      items: CATEGORY,
    },
    categoryLevel: {
      type: 'choice',
      description: 'The heading level of the categories.',
      values: new Map<string | number, string>([
        [3, '`### Added`, as the standard writes it.'],
        [4, '`#### Added` under a `###` title of the release.'],
        ['auto', 'Whichever level the release uses throughout.'],
      ]),
    },
    releaseTitle: choice('A heading between the release heading and its categories.', {
      none: 'Not allowed.',
      optional: 'Allowed.',
      required: 'Every release has one.',
    }),
    requiredCategories: {
      type: 'list',
      description: 'The names of categories that every release has to have, even if it says “None” there.',
      items: { type: 'text', description: 'The name of one of the categories.' },
    },
    objective: choice('A line above the categories that says what the release is for: `**Objective:** …`.', {
      optional: 'Allowed.',
      required: 'Every release has one.',
    }),
    breaking: choice('How breaking changes are marked.', {
      marker: '`**Breaking:**` in front of the entry, inside its category (Keep a Changelog 2.0.0).',
      section: 'A category “Breaking Changes” of their own.',
      either: 'Both are accepted.',
    }),
    securityId: choice('Where the identifier of a security entry stands.', {
      'prefix-colon': '`- CVE-2024-12345: text` (Keep a Changelog 2.0.0).',
      'prefix-brackets': '`- [CVE-2024-12345] text`.',
      'suffix-parens': '`- text (CVE-2024-12345)`.',
      any: 'Anywhere in the entry.',
    }),
    lineWidth: {
      type: 'number',
      description: 'The widest line of an entry, for the rule that is off unless it is turned on.',
      minimum: 40,
      maximum: 1000,
    },
  },
};
