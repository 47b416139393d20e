import ambiguousAlias from './ambiguous-alias.ts';
import ambiguousTagName from './ambiguous-tag-name.ts';
import breakingWithoutCategory from './breaking-without-category.ts';
import circularExtends from './circular-extends.ts';
import duplicateKey from './duplicate-key.ts';
import formsWithOnePath from './forms-with-one-path.ts';
import invalidJson from './invalid-json.ts';
import missingFile from './missing-file.ts';
import missingKey from './missing-key.ts';
import missingPlaceholder from './missing-placeholder.ts';
import missingVersionFile from './missing-version-file.ts';
import pathWithoutVersion from './path-without-version.ts';
import type { PolicyRule } from './policy-rule.ts';
import repeatedCategory from './repeated-category.ts';
import repeatedVersionFile from './repeated-version-file.ts';
import unknownKey from './unknown-key.ts';
import unknownPlaceholder from './unknown-placeholder.ts';
import unknownProfile from './unknown-profile.ts';
import unknownReleaseType from './unknown-release-type.ts';
import unknownRequiredCategory from './unknown-required-category.ts';
import unknownTemplate from './unknown-template.ts';
import unknownValue from './unknown-value.ts';
import unsafeName from './unsafe-name.ts';
import unusedHotfixTemplate from './unused-hotfix-template.ts';
import unusedPrerelease from './unused-prerelease.ts';
import wrongType from './wrong-type.ts';

/** Every defect of a policy file, in the order of their ids. */
export const POLICY_RULES: readonly PolicyRule[] = [
  ambiguousAlias,
  ambiguousTagName,
  breakingWithoutCategory,
  circularExtends,
  duplicateKey,
  formsWithOnePath,
  invalidJson,
  missingFile,
  missingKey,
  missingPlaceholder,
  missingVersionFile,
  pathWithoutVersion,
  repeatedCategory,
  repeatedVersionFile,
  unknownKey,
  unknownPlaceholder,
  unknownProfile,
  unknownReleaseType,
  unknownRequiredCategory,
  unknownTemplate,
  unknownValue,
  unsafeName,
  unusedHotfixTemplate,
  unusedPrerelease,
  wrongType,
];

/** Those that are about choices, and can have another severity; a policy that cannot be read as it is meant is an error. */
export const CHECKED_POLICY_RULES: readonly PolicyRule[] = POLICY_RULES.filter(({ check }) => check !== undefined);
