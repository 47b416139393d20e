import { isKnown } from '../../src/core/ledger/ledger.ts';
import { factOf } from '../../src/core/manifest/facts.ts';
import type { ManifestField } from '../../src/core/manifest/fields.ts';
import type { ResultState } from '../../src/core/manifest/model.ts';
import { STATE_WORDS } from '../../src/core/manifest/states.ts';
import { RELEASE_TYPES } from '../../src/core/policy/settings/manifest.ts';
import type { ManifestContext } from '../../src/core/rules/manifest-rule.ts';
import { proposeField } from '../../src/core/rules/support/propose-field.ts';

/** A value that can be written, and why it is proposed. */
export interface Proposal {
  readonly value: string | boolean;
  readonly meaning: string;
}

const STATE_MEANINGS: Readonly<Record<ResultState, string>> = {
  passed: 'It was run, and nothing failed.',
  advisory: 'It found something that does not stop the release.',
  failed: 'It was run, and something failed.',
  'not-run': 'It was not run.',
  'not-applicable': 'This release has nothing that it could be run on.',
};

/** What a field may say, the likeliest first: what its source says, then everything else that is known. */
export function proposeValues(field: ManifestField, context: ManifestContext): readonly Proposal[] {
  const { name, type } = field;
  const content = proposeField(name, context)?.[name];
  const own =
    typeof content === 'string' || typeof content === 'boolean'
      ? [{ value: content, meaning: 'What its source says.' }]
      : [];
  const others = othersFor(field, context).filter(({ value }) => value !== content);
  if (type === 'state') return proposeStates(context.form);
  return [...own, ...others];
}

/** The states as a form writes them. */
export function proposeStates(form: 'json' | 'md'): readonly Proposal[] {
  return (Object.keys(STATE_WORDS) as ResultState[]).map((state) => ({
    value: form === 'json' ? state : STATE_WORDS[state],
    meaning: STATE_MEANINGS[state],
  }));
}

/** Those who have to approve a release by the policy, and when. */
export function proposeRoles({ policy }: ManifestContext): readonly Proposal[] {
  const roles = new Map<string, string[]>();
  for (const [type, approvals] of Object.entries(policy.approvals)) {
    for (const { role } of approvals) roles.set(role, [...(roles.get(role) ?? []), type]);
  }
  return [...roles].map(([value, types]) => ({ value, meaning: `Approves releases of the type ${types.join(', ')}.` }));
}

/** The categories of changes, as the changelog’s section has them first. */
export function proposeCategories({ policy, section }: ManifestContext): readonly Proposal[] {
  const used = (section?.sections ?? []).filter(({ kind }) => kind === 'change').map(({ name }) => name);
  const all = policy.changelog.categories.filter(({ kind }) => kind === 'change').map(({ name }) => name);
  return [...new Set([...used, ...all])].map((value) => ({
    value,
    meaning: used.includes(value) ? 'The changelog’s section has it.' : 'A category of the policy.',
  }));
}

function othersFor({ name, type }: ManifestField, { policy, facts }: ManifestContext): readonly Proposal[] {
  const releases = factOf(facts, 'changelog')?.changelog.releases ?? [];
  if (name === 'type') {
    const { types } = policy.manifest;
    return types.length > 0
      ? types.map((value) => ({ value, meaning: 'A type of the policy.' }))
      : [...RELEASE_TYPES].filter(([key]) => key !== 'all').map(([value, meaning]) => ({ value, meaning }));
  }
  if (type === 'version') {
    return releases.flatMap(({ version, date }) =>
      version ? [{ value: version.raw, meaning: date === null ? 'In the changelog.' : `Released on ${date}.` }] : [],
    );
  }
  if (type === 'date') {
    const today = factOf(facts, 'today');
    return today === null ? [] : [{ value: today, meaning: 'Today.' }];
  }
  if (type === 'flag') return [true, false].map((value) => ({ value, meaning: '' }));
  if (name === 'tag' && isKnown(facts.repository))
    return facts.repository.tags.map(({ name: value }) => ({ value, meaning: 'A tag of the repository.' }));
  return [];
}
