// One side of a comparison in a process of its own: what one library does to the compiler and the heap cannot help or hurt
// another one. Answers each message `{ files, times }` with the milliseconds that one pass over the files took on average.
import { readFileSync } from 'node:fs';
import { CONTENDERS } from './contenders.mjs';

const [name = '', core = ''] = process.argv.slice(2);
const contender = await CONTENDERS[name]?.(core);
if (!contender) throw new Error(`No contender is called "${name}".`);

/** The last results stay alive, as a document stays open in an editor while the next version of it is read. */
const results = new Map();

process.on('message', async (/** @type {{ files: readonly string[], times: number }} */ { files, times }) => {
  let nanoseconds = 0n;
  for (let i = 0; i < times; i++) {
    for (const file of files) {
      // A new string every time: no engine or library may know the text from the run before.
      const text = readFileSync(file, 'utf8');
      const start = process.hrtime.bigint();
      const result = await contender.run(text);
      nanoseconds += process.hrtime.bigint() - start;
      results.set(file, result);
    }
  }
  const found = [...results.values()].reduce((sum, result) => sum + contender.sizeOf(result), 0);
  process.send?.({ milliseconds: Number(nanoseconds) / 1e6 / times, found });
});
process.send?.({ ready: true });
