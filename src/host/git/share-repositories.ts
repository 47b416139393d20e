import { isKnown } from '../../core/ledger/ledger.ts';
import type { OpenRepositoryOf } from '../gather-ledger.ts';
import type { OpenRepository } from './open-repository.ts';

/**
 * Opens each repository once, whichever of its folders is asked about: tags and remotes are read once for all of them. A folder
 * is looked at once.
 */
export function shareRepositories(open: OpenRepositoryOf): OpenRepositoryOf {
  const known = new Map<string, OpenRepository>();
  const opening = new Map<string, ReturnType<OpenRepositoryOf>>();
  const share: OpenRepositoryOf = async (folder) => {
    const opened = await open(folder);
    if (!isKnown(opened)) return opened;
    const { root } = opened.place;
    const first = known.get(root) ?? opened;
    known.set(root, first);
    return first;
  };
  return (folder) => {
    const found = opening.get(folder) ?? share(folder);
    opening.set(folder, found);
    return found;
  };
}
