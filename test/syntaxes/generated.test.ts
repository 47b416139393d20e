import { expect, it } from 'vitest';
import { CONTRIBUTIONS } from '../../syntaxes/source/contributions.ts';

/** `npx vitest run test/syntaxes -u` writes the files. */
it.each(CONTRIBUTIONS)('syntaxes/$file is what its source builds', async ({ file, grammar }) => {
  await expect(`${JSON.stringify(grammar, null, 2)}\n`).toMatchFileSnapshot(`../../syntaxes/${file}`);
});
