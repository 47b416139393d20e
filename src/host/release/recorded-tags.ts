import path from 'node:path';
import type { RecordedTag, TagFact } from '../../core/ledger/facts.ts';
import type { JournalRecord } from '../../core/release/journal-record.ts';
import { walkRecords } from './journal.ts';

/** A tag that is older than this many operations is not looked up: a record is read as a whole, and it holds texts of files. */
const RECORD_LIMIT = 200;

/**
 * Adds to tags what they named when an operation made them, by the records beside the repository. A tag that an operation took
 * back since, or whose record is not here, gets nothing.
 *
 * @param commonFolder the folder that all work trees of the repository share
 */
export async function withRecords(tags: readonly TagFact[], commonFolder: string): Promise<readonly TagFact[]> {
  const wanted = new Set(tags.map(({ name }) => name));
  const known = new Map<string, RecordedTag | null>();
  let count = 0;
  for await (const record of walkRecords(path.join(commonFolder, 'release-ledger'))) {
    if (++count > RECORD_LIMIT || known.size === wanted.size) break;
    if (!('code' in record) && record.state === 'done') addTags(record, wanted, known);
  }
  return known.size === 0 ? tags : tags.map((tag) => ({ ...tag, ...toRecorded(known.get(tag.name)) }));
}

function toRecorded(recorded: RecordedTag | null | undefined): Pick<TagFact, 'recorded'> {
  return recorded ? { recorded } : {};
}

/** The newest record of a tag counts. */
function addTags(record: JournalRecord, wanted: ReadonlySet<string>, known: Map<string, RecordedTag | null>): void {
  const { refs, conflicts, plan, objects, startedAt } = record;
  for (const { name: ref, to } of refs) {
    const name = ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : null;
    if (name === null || !wanted.has(name) || known.has(name) || conflicts.some((each) => each.name === ref)) continue;
    const step = plan.steps.find((each) => each.kind === 'tag' && each.name === name);
    const target = step?.kind === 'tag' ? step.target : null;
    const commit = target && ('object' in target ? target.object : (objects[target.step] ?? null));
    known.set(name, to === null ? null : { object: to, commit, made: startedAt });
  }
}
