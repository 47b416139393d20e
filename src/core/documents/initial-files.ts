import { vocabularyOf } from '../changelog/vocabulary.ts';
import type { Policy } from '../policy/policy.ts';
import { BUILT_IN_PROFILES } from '../policy/profiles.ts';
import { POLICY_FILE_NAMES } from '../policy/resolve.ts';
import { describeReleaseForm } from './release-form.ts';

/** A file that a project starts with. */
export interface InitialFile {
  readonly kind: 'changelog' | 'policy';
  /** Relative to the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** How each versioning scheme is named in a preamble; null where the policy asks for none that has a page of its own. */
const SCHEMES: Readonly<Record<Policy['version']['scheme'], string | null>> = {
  semver: '[Semantic Versioning](https://semver.org/spec/v2.0.0.html)',
  any: '[Semantic Versioning](https://semver.org/spec/v2.0.0.html)',
  calver: '[Calendar Versioning](https://calver.org/)',
  pep440:
    '[Semantic Versioning](https://semver.org/spec/v2.0.0.html) in the form of [PEP 440](https://peps.python.org/pep-0440/)',
};

/**
 * The files that a project starts with under a policy.
 *
 * The changelog opens as Keep a Changelog 2.0.0 asks (“What should the header look like?”): a title, a sentence on what the
 * file is, the format pinned to a version, the versioning scheme, and an empty Unreleased section.
 *
 * @param profile the built-in profile that the policy file extends
 */
export function initialFiles(policy: Policy, profile: string): readonly InitialFile[] {
  return [
    { kind: 'changelog', path: changelogPath(policy), text: changelogText(policy) },
    { kind: 'policy', path: POLICY_FILE_NAMES[0], text: policyText(policy, profile) },
  ];
}

/** The first file that the policy names by its path; a pattern names none. */
function changelogPath({ changelog }: Policy): string {
  return changelog.files.find((each) => !/[*?]/.test(each)) ?? 'CHANGELOG.md';
}

function changelogText({ standard, changelog, version }: Policy): string {
  const vocabulary = vocabularyOf(changelog.language === 'auto' ? 'en' : changelog.language);
  const scheme = SCHEMES[version.scheme];
  const format = `The format is based on [Keep a Changelog](https://keepachangelog.com/en/${standard}/)`;
  return [
    `# ${changelog.titles[0] ?? vocabulary.title[0]}`,
    '',
    'All notable changes to this project will be documented in this file.',
    '',
    ...(scheme === null ? [`${format}.`] : [`${format},`, `and this project adheres to ${scheme}.`]),
    '',
    `## ${vocabulary.unreleased[0]}`,
    '',
  ].join('\n');
}

/** A policy that changes nothing, with what there is to know about it: whom its profile is for, and how a release looks. */
function policyText(policy: Policy, name: string): string {
  const summary = BUILT_IN_PROFILES.get(name)?.summary;
  return [
    '{',
    '  // The release policy of this project: what is not set here is as in the profile.',
    ...(summary ? [`  // ${name}: ${summary}`] : []),
    `  "extends": ${JSON.stringify(name)},`,
    '',
    '  // A release in the changelog:',
    '  //',
    ...describeReleaseForm(policy).map((line) => `  //     ${line}`.trimEnd()),
    '}',
    '',
  ].join('\n');
}
