import type { ShippingRule } from './release-rule.ts';
import shippingEmpty from './shipping-empty.ts';
import shippingInFuture from './shipping-in-future.ts';
import shippingNotNewest from './shipping-not-newest.ts';
import shippingPlaceholder from './shipping-placeholder.ts';
import shippingUncategorized from './shipping-uncategorized.ts';
import shippingWithUnreleased from './shipping-with-unreleased.ts';
import shippingWithoutDate from './shipping-without-date.ts';
import shippingWithoutSection from './shipping-without-section.ts';
import shippingYanked from './shipping-yanked.ts';

/** Every rule that holds only while a version ships, in the order of their ids. */
export const RELEASE_RULES: readonly ShippingRule[] = [
  shippingEmpty,
  shippingInFuture,
  shippingNotNewest,
  shippingPlaceholder,
  shippingUncategorized,
  shippingWithUnreleased,
  shippingWithoutDate,
  shippingWithoutSection,
  shippingYanked,
];
