import type { Release } from '../../changelog/model.ts';
import { isDatePlaceholder } from '../../changelog/written-date.ts';

/** True for a section that stands for something that is out; `## 2.0.0 - TBD` is as unreleased as `## [Unreleased]`. */
export function isReleased({ unreleased, dateText }: Release): boolean {
  return !unreleased && (dateText === null || !isDatePlaceholder(dateText));
}
