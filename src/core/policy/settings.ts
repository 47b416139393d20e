import { VOCABULARIES } from '../changelog/vocabularies.ts';
import { CHANGELOG_RULES, LEDGER_RULES } from '../rules/all.ts';
import { RELEASE_RULES } from '../rules/release/all.ts';
import { VERSION_FILE_KINDS } from '../version/files/all.ts';
import { BUILT_IN_PROFILES } from './profiles.ts';
import type { ChoiceSetting, MapSetting, ObjectSetting, Setting } from './setting.ts';

const choice = (description: string, values: Readonly<Record<string, string>>): ChoiceSetting => ({
  type: 'choice',
  description,
  values: new Map(Object.entries(values)),
});

const SEVERITY = choice('How a problem is reported.', {
  error: 'The record is broken; `check` fails.',
  warning: 'Against the text of the standard; `check` fails only with `--max-warnings`.',
  info: 'Advice, or a likely mistake.',
  hint: 'A matter of style.',
  off: 'Not checked.',
});

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
  },
};

const VERSION_FILE: ObjectSetting = {
  type: 'object',
  description: 'A file, or several by a glob, that says the version.',
  required: ['path'],
  defaults: { kind: 'auto', pattern: '', image: '' },
  properties: {
    path: { type: 'text', description: 'A path or glob, relative to the policy file.' },
    kind: {
      type: 'choice',
      description: 'What kind of file it is.',
      values: new Map([
        ['auto', 'By its name.'],
        ['marker', 'The version of each line with the comment `release-ledger: version`.'],
        ...VERSION_FILE_KINDS.map(({ id, title }) => [id, `Read as ${title}.`] as [string, string]),
      ]),
    },
    pattern: {
      type: 'text',
      description:
        'What stands around the version, for any file: `image: acme/web:{version}`. It has to match exactly once.',
      placeholders: ['version'],
      required: 'version',
    },
    image: { type: 'text', description: 'In a compose file, the image whose tag is the version: `acme/web`.' },
  },
};

const CHANGELOG: ObjectSetting = {
  type: 'object',
  description: 'How the changelog is written.',
  properties: {
    files: {
      type: 'list',
      description: 'The changelogs of this folder: paths or globs (`*`, `**`, `?`), relative to the policy file.',
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

/** Every key of the policy file. A function, because the rules it names read the policy's types. */
export function policySettings(): ObjectSetting {
  return {
    type: 'object',
    description: 'The release policy of this folder, read by Release Ledger.',
    properties: {
      $schema: { type: 'text', description: 'The JSON Schema of this file, for editors.' },
      extends: {
        type: 'text',
        description: `What this policy starts from: a built-in profile (${[...BUILT_IN_PROFILES.keys()].map((name) => `\`${name}\``).join(', ')}), or the relative path of another policy file. Objects are merged, lists replace.`,
      },
      standard: choice(
        'The version of Keep a Changelog that changelogs are judged by where they pin none themselves.',
        {
          '1.0.0': 'Without the guidance that later versions added.',
          '1.1.0': 'Without the guidance that 2.0.0 added.',
          '2.0.0':
            'Breaking markers, identifiers first in security entries, deprecations with the version that removes.',
        },
      ),
      changelog: CHANGELOG,
      version: {
        type: 'object',
        description: 'How versions are written.',
        properties: {
          scheme: choice('The versioning scheme.', {
            semver: 'Semantic Versioning 2.0.0.',
            calver: 'Versions that start with a year.',
            pep440: 'Versions of Python packages (PEP 440).',
            any: 'Not enforced, unless the changelog itself declares Semantic Versioning.',
          }),
          prerelease: choice('How pre-releases are written.', {
            dotted: '`1.0.0-rc.1`.',
            compact: '`1.0.0-rc1`.',
            any: 'Either, but only one of them in a file.',
          }),
        },
      },
      tag: {
        type: 'object',
        description: 'How releases are tagged.',
        properties: {
          name: {
            type: 'text',
            description: 'The name of a release’s tag; `{version}` stands for the version.',
            placeholders: ['version'],
            required: 'version',
          },
        },
      },
      versionFiles: {
        type: 'list',
        description:
          'The files that say the version. Without a list the files that are known by their names are found beside the changelog.',
        items: VERSION_FILE,
      },
      rules: {
        type: 'map',
        description: 'Severities that differ from the rules’ own.',
        keys: new Map([...CHANGELOG_RULES, ...LEDGER_RULES, ...RELEASE_RULES].map((rule) => [rule.id, rule.summary])),
        pattern: /^markdownlint\/MD\d{3}$/,
        values: SEVERITY,
      },
      markdownlint: {
        type: 'object',
        description: 'The Markdown style layer.',
        properties: {
          enabled: choice('Whether markdownlint runs on changelogs, too.', {
            auto: 'In editors unless the markdownlint extension is there; on the command line where the project configures markdownlint.',
            on: 'Always.',
            off: 'Never.',
          }),
        },
      },
    } satisfies Record<string, Setting>,
  };
}

/** The rules' settings of the policy file and of the editor are the same. */
export function ruleSettings(): MapSetting {
  return policySettings().properties.rules as MapSetting;
}
