import type { CategoryDto } from '../../src/protocol/dto.ts';
import { meaningOf } from '../features/category-meanings.ts';
import type { View } from '../view.ts';

/** The categories of the policy in its order, with what each is for and how much is in it. */
export function listCategories({ policy, check: { changelog } }: View): readonly CategoryDto[] {
  const sections = changelog.releases.find((release) => release.unreleased)?.sections ?? [];
  return policy.changelog.categories.map(({ name }) => ({
    name,
    description: meaningOf(name) ?? 'A category of this project’s policy.',
    entries: sections.filter(({ category }) => category === name).reduce((sum, { entries }) => sum + entries.length, 0),
  }));
}
