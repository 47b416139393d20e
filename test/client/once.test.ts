import { expect, it } from 'vitest';
import { once } from '../../client/once.ts';

it('makes something once, and again for the next who asks where that failed', async () => {
  let made = 0;
  const make = once(async () => {
    made += 1;
    if (made === 1) throw new Error('not yet');
    return made;
  });
  expect((await Promise.allSettled([make(), make()])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(made).toBe(1);
  expect([await make(), await make()]).toEqual([2, 2]);
});
