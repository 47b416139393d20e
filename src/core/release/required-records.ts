import { fillPath } from '../manifest/paths.ts';
import type { RequiredRecordPolicy } from '../policy/operations.ts';
import { isPrerelease, type Version } from '../version/version.ts';
import { blocker } from './compose.ts';
import type { ReleaseFacts } from './facts.ts';
import type { Blocker } from './plan.ts';
import { checkFiles } from './readiness.ts';

/** The files that have to be looked at for the records that a version needs, by their paths in the repository. */
export function requiredFiles({ policy, folder }: ReleaseFacts, version: Version): readonly string[] {
  return policy.release.records.flatMap((record) => [
    folder + fillPath(record.path, policy, version.raw),
    ...(record.covers === '' ? [] : [folder + record.covers]),
  ]);
}

/**
 * What stands in the way of a release in the files that the policy wants to be there before it. A candidate needs none.
 *
 * @param tagged true where the release is tagged with it, which is the last moment for all of them
 */
export function checkRequiredRecords(facts: ReleaseFacts, version: Version, tagged: boolean): readonly Blocker[] {
  if (isPrerelease(version)) return [];
  const { policy, folder } = facts;
  return policy.release.records
    .filter(({ before }) => tagged || before === 'cut')
    .flatMap((record) => checkRecord(facts, record, folder + fillPath(record.path, policy, version.raw)));
}

function checkRecord(facts: ReleaseFacts, record: RequiredRecordPolicy, path: string): readonly Blocker[] {
  const { make, covers, field, minimum } = record;
  const present = facts.files.get(path)?.present;
  if (!present)
    return [blocker('record-missing', `${path} is not there, and the policy needs it`, `Make and commit it: ${make}`)];
  const place = { path, line: 1 };
  const found: Blocker[] = [...checkFiles(facts, [path])];
  const number = field === '' ? null : readNumber(present.text, field);
  if (field !== '' && (number === null || number < minimum)) {
    const says = number === null ? `says no “${field}”` : `says ${number} ${field}`;
    found.push(
      blocker(
        'record-short',
        `${path} ${says}, and the policy asks for at least ${minimum}`,
        `Make it again: ${make}`,
        place,
      ),
    );
  }
  const wanted = covers === '' ? undefined : facts.files.get(facts.folder + covers)?.present?.text;
  const loose = wanted === undefined ? [] : findLoose(wanted, present.text);
  if (loose.length > 0) {
    const names = loose.slice(0, 5).join(', ');
    found.push(
      blocker(
        'record-short',
        `${path} pins no version of ${names}, which ${covers} asks for`,
        `Make it again: ${make}`,
        place,
      ),
    );
  }
  return found;
}

function readNumber(text: string, field: string): number | null {
  try {
    const value: unknown = JSON.parse(text);
    const number = typeof value === 'object' && value !== null ? Reflect.get(value, field) : null;
    return typeof number === 'number' ? number : null;
  } catch {
    return null;
  }
}

/** The names in a list of requirements (PEP 508) that a frozen list has with no one version. */
function findLoose(wanted: string, frozen: string): readonly string[] {
  const pinned = new Set(
    frozen.split(/\r?\n/).flatMap((line) => {
      const [, name] = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?:===?|@)\s*\S/.exec(line) ?? [];
      return name === undefined ? [] : [normalize(name)];
    }),
  );
  const names = wanted.split(/\r?\n/).flatMap((line) => /^\s*([A-Za-z0-9][\w.-]*)/.exec(line)?.[1] ?? []);
  return names.filter((name) => !pinned.has(normalize(name)));
}

/** As PEP 503 has it: names that differ in case and separators are one. */
function normalize(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
