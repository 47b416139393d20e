import { isBreakingHeading } from '../changelog/breaking.ts';
import type { Policy } from '../policy/policy.ts';

/** The first change of the example; any word will do. */
const CHANGE = 'What changed, for those who use it';

/** How a release looks in the changelog under a policy: the lines of an example, with everything that the policy asks for. */
export function describeReleaseForm({ changelog, rules }: Policy): readonly string[] {
  const level = '#'.repeat(changelog.categoryLevel === 4 ? 4 : 3);
  const isBare = rules['changelog/version-without-brackets'] === 'off';
  const version = `${rules['changelog/version-with-prefix'] === 'off' ? 'v' : ''}1.0.0`;
  const asked = new Set(changelog.requiredCategories);
  const first = changelog.categories.find(({ kind, name }) => kind === 'change' && !asked.has(name));
  return [
    `## ${isBare ? version : `[${version}]`} - 2026-01-31`,
    ...(changelog.releaseTitle === 'required' ? ['', '### The title of the release'] : []),
    ...(changelog.objective === 'required' ? ['', '**Objective:** What it is for, in one line.'] : []),
    ...(first ? ['', `${level} ${first.name}`, '', `- ${entryIn(first.forms?.[0])}`] : []),
    ...changelog.requiredCategories.flatMap((name) => [
      '',
      `${level} ${name}`,
      '',
      isBreakingHeading(name) ? 'None' : `- ${CHANGE}`,
    ]),
  ];
}

/** An entry in the form that the policy has for it, if any: its last part says what changed. */
function entryIn(form = '{text}'): string {
  const last = form.lastIndexOf('{text}');
  const filled = last < 0 ? form : `${form.slice(0, last)}${CHANGE}${form.slice(last + '{text}'.length)}`;
  return filled.replaceAll('{text}', 'Component').replaceAll('{number}', '12').replaceAll('{version}', '1.0.0');
}
