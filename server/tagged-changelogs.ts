import type { Policy } from '../src/core/index.ts';
import { ledgerOf } from '../src/core/ledger/components.ts';
import type { NotKnown } from '../src/core/ledger/facts.ts';
import type { Frozen } from '../src/core/ledger/frozen.ts';
import {
  frozenSince,
  frozenState,
  type GatheredLedger,
  readTagged,
  type TaggedChangelog,
} from '../src/core/ledger/gather.ts';
import { isKnown, type LedgerRelease } from '../src/core/ledger/ledger.ts';
import type { RepositoryReader } from '../src/core/ledger/reader.ts';

/** So many texts are kept beside the reference: who looks at releases one after the other looks at few of them twice. */
const LIMIT = 4;

interface Kept {
  readonly policy: Policy;
  readonly tagged: TaggedChangelog;
}

/**
 * Changelogs as tags have them, read when somebody asks about one release. What a commit has does not change, so a text
 * is read once as long as it is among the last few.
 */
export class TaggedChangelogs {
  readonly #kept = new Map<string, Kept>();

  /** How a release's section compares with the text that its own tag has. */
  async compare(
    whole: GatheredLedger,
    release: LedgerRelease,
    policy: Policy,
    open: () => Promise<RepositoryReader | NotKnown>,
  ): Promise<Frozen> {
    const { section, tags } = release;
    const ledger = ledgerOf(whole, release);
    if (!section) return { state: 'unknown', reason: 'the changelog has no section for it' };
    if (!isKnown(ledger.repository)) return { state: 'unknown', reason: ledger.repository.notKnown };
    const commit = tags.find((tag) => tag.commit !== null)?.commit;
    if (!commit) return { state: 'unknown', reason: tags.length > 0 ? 'its tag names no commit' : 'it is not tagged' };
    const { reference, repository, path } = ledger;
    if (isKnown(reference) && reference.tag.commit === commit) return frozenState(ledger, section);
    const key = JSON.stringify([repository.root, path, commit, release.component]);
    const known = this.#kept.get(key);
    const tagged = known?.policy === policy ? known.tagged : await this.#read(ledger, release, policy, open);
    if (!isKnown(tagged)) return { state: 'unknown', reason: tagged.notKnown };
    this.#kept.delete(key);
    this.#kept.set(key, { policy, tagged });
    for (const oldest of [...this.#kept.keys()].slice(0, -LIMIT)) this.#kept.delete(oldest);
    return frozenSince(ledger, section, tagged);
  }

  async #read(
    ledger: GatheredLedger,
    release: LedgerRelease,
    policy: Policy,
    open: () => Promise<RepositoryReader | NotKnown>,
  ): Promise<TaggedChangelog | NotKnown> {
    const reader = await open();
    return isKnown(reader) ? readTagged(ledger, release, reader, policy) : reader;
  }
}
