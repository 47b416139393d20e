// Prints how many inputs of the attack list a passing test plays, by group, and which none plays yet.
// A test plays an input by naming its id in its title: "refuses a work tree that lies elsewhere (T028)".
import path from 'node:path';
import { namedIds, readTable } from '../support/passed-titles.mjs';

const GROUPS = {
  A: 'Configuration, attributes and hooks that a repository brings',
  B: 'Names that become arguments or refs',
  C: 'Changelogs',
  D: 'Manifests',
  E: 'Paths, checksums, bundles',
  F: 'Editor, terminal, logs',
  G: 'Templates, settings, gates, processes',
};

const inputs = readTable(path.join(import.meta.dirname, 'attacks.tsv')).map(([id, group, input]) => ({
  id,
  group,
  input,
}));
const { tested, unknown } = namedIds(
  inputs.map(({ id }) => id),
  /\bT[01]\d\d\b/g,
);

for (const [group, title] of Object.entries(GROUPS)) {
  const own = inputs.filter((each) => each.group === group);
  const missing = own.filter(({ id }) => !tested.has(id));
  console.log(`${group}  ${String(own.length - missing.length).padStart(2)} of ${own.length}  ${title}`);
  for (const { id, input } of missing) console.log(`     ${id}  ${input}`);
}
for (const id of unknown) console.log(`\nA test names ${id}, which is no input of the list.`);
console.log(`\n${tested.size} of ${inputs.length}`);
process.exitCode = unknown.length > 0 ? 1 : 0;
