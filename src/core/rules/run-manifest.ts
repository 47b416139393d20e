import type { Release } from '../changelog/model.ts';
import { parseChangelog } from '../changelog/parse.ts';
import type { TagFact } from '../ledger/facts.ts';
import { matchTags } from '../ledger/match-tags.ts';
import { whyNoTags } from '../ledger/why-no-tags.ts';
import { factOf, type ManifestFacts, NO_FACTS, whyNotKnown } from '../manifest/facts.ts';
import { type Manifest, type ManifestForm, toContent } from '../manifest/model.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import { whyNotWritten } from '../manifest/why-not-written.ts';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import type { Policy } from '../policy/policy.ts';
import type { Source } from '../text/source.ts';
import { readVersion } from '../version/read-version.ts';
import type { Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import { MANIFEST_RULES } from './all-manifest.ts';
import type { ManifestContext, ManifestNeed, ManifestRule } from './manifest-rule.ts';
import type { NotChecked, Problem } from './problem.ts';
import { findRelease } from './release/release-rule.ts';
import { runRules } from './run-rules.ts';
import { readSuppressions, type Suppressions } from './suppressions.ts';

export interface ManifestCheckInput {
  readonly text: string | Source;
  readonly form: ManifestForm;
  /** Relative to the policy's folder, with `/`; null for a text that has no file. */
  readonly path?: string | null;
  readonly policy?: Policy;
  /** What is not given is not known. */
  readonly facts?: Partial<ManifestFacts>;
}

export interface ManifestCheck {
  readonly manifest: Manifest;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  readonly notChecked: readonly NotChecked[];
}

/**
 * Checks a release manifest with every rule that the policy leaves on. Total: any text has a result. What lacks its facts is
 * named in `notChecked`, and so is a rule that fails, which is a bug.
 */
export function checkManifest(
  input: ManifestCheckInput,
  rules: readonly ManifestRule[] = MANIFEST_RULES,
): ManifestCheck {
  const context = toManifestContext(input);
  const found = runRules(context, {
    rules,
    suppressions: suppressionsOf(context),
    whyNot: ({ needs }) =>
      needs.map((need) => whyMissing(need, context.facts)).find((reason) => reason !== null) ?? undefined,
  });
  // A later format may mean something else by the same words: it is read, and never written.
  const isLater = whyNotWritten(context.content) !== null;
  const problems = isLater ? found.problems.map(withoutFixes) : found.problems;
  return { manifest: context.manifest, ...found, problems };
}

function whyMissing(need: ManifestNeed, facts: ManifestFacts): string | null {
  if (need !== 'tags') return whyNotKnown(facts[need]);
  const repository = factOf(facts, 'repository');
  return repository ? whyNoTags(repository) : whyNotKnown(facts.repository);
}

function withoutFixes({ rule, severity, span, message }: Problem): Problem {
  return { rule, severity, span, message, fixes: [] };
}

/** What rules look at; what else is said of a manifest is made of the same. */
export function toManifestContext({
  text,
  form,
  path = null,
  policy = DEFAULT_POLICY,
  facts,
}: ManifestCheckInput): ManifestContext {
  const manifest = readManifest(text, form);
  const content = toContent(manifest);
  const all = { ...NO_FACTS, ...facts };
  const version = content.version === undefined ? null : readVersion(content.version);
  const section = version && sectionOf(all, version);
  const tag = version && tagOf(all, policy, version);
  return { manifest, content, text: manifest.source.text, form, path, policy, facts: all, version, section, tag };
}

function sectionOf(facts: ManifestFacts, version: Version): Release | null {
  const fact = factOf(facts, 'changelog');
  return fact && findRelease(fact.changelog.releases, version);
}

function tagOf(facts: ManifestFacts, policy: Policy, version: Version): TagFact | null {
  const repository = factOf(facts, 'repository');
  if (!repository) return null;
  const fact = factOf(facts, 'changelog');
  const versions = fact?.changelog.releases.flatMap((each) => (each.version ? [each.version] : [])) ?? [version];
  const path = fact?.path ?? '';
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const { byVersion } = matchTags(repository.tags, {
    template: policy.tag.name,
    isOwn: policy.own !== undefined,
    versions,
    folder,
  });
  return byVersion.get(versionKey(version))?.[0] ?? null;
}

/** Comments of Markdown hold exceptions; JSON has none, and its rules are set in the policy. */
function suppressionsOf({ manifest, policy }: ManifestContext): Suppressions | null {
  if (manifest.form === 'json' || !manifest.source.text.includes('release-ledger:')) return null;
  return readSuppressions(parseChangelog(manifest.source, policy.changelog));
}
