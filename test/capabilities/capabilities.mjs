// Prints which capabilities of the release processes that we serve are shown by a passing test, and which are missing.
// A test shows a capability by naming its id in its title: "heads a release as ## [VERSION] - DATE (000-39, 001-08)".
import path from 'node:path';
import { namedIds, readTable } from '../support/passed-titles.mjs';

const capabilities = readTable(path.join(import.meta.dirname, 'capabilities.tsv')).map(([id, kind, capability]) => ({
  id,
  kind,
  capability,
}));
const { tested: served, unknown } = namedIds(
  capabilities.map(({ id }) => id),
  /\b00[0-4]-\d\d\b/g,
);

for (const kind of ['K', 'G', 'A', 'L', 'M', 'P', 'X']) {
  const missing = capabilities.filter((each) => each.kind.split(' ')[0] === kind && !served.has(each.id));
  if (missing.length === 0) continue;
  console.log(`\nNot served yet, kind ${kind}:`);
  for (const { id, capability } of missing) console.log(`  ${id}  ${capability}`);
}
for (const id of unknown) console.log(`\nA test names ${id}, which is no capability.`);
console.log(`\n${served.size} of ${capabilities.length}`);
process.exitCode = unknown.length > 0 ? 1 : 0;
