import { relative, sep } from 'node:path';
import {
  checkTagged,
  readPushedRefs,
  type TaggedRecords,
  toPushedTag,
  whyNotReplaced,
} from '../../core/hooks/check-push.ts';
import type { Files } from '../../core/index.ts';
import type { NotKnown } from '../../core/ledger/facts.ts';
import { isKnown } from '../../core/ledger/ledger.ts';
import { filesOfCommit } from '../../host/git/files-of-commit.ts';
import type { OpenRepository } from '../../host/git/open-repository.ts';
import { loadPolicy } from '../../host/policy-file.ts';
import { readSoleChangelog } from '../../host/sole-changelog.ts';
import { readVersionFiles } from '../../host/version-files.ts';
import { EXIT, printNote, printRefusal, type Session } from '../session.ts';

const INPUT_LIMIT = 4 * 1024 * 1024;

/** Holds the tags of releases that are about to be pushed against the records in the commits that they name. */
export async function prePush(session: Session): Promise<number> {
  const { host, root } = session;
  const pushed = readPushedRefs(Buffer.from(await host.readInput(INPUT_LIMIT)).toString('utf8'));
  const tags = pushed.flatMap((ref) => {
    const tag = toPushedTag(ref);
    return tag ? [{ ref, ...tag }] : [];
  });
  if (tags.length === 0) return EXIT.done;
  const repository = await host.openRepository(root);
  const facts = isKnown(repository) ? await repository.repository() : repository;
  let failed = false;
  const refuse = (message: string, hint: string): void => {
    failed = true;
    printRefusal(session, { message, hint });
  };
  for (const { ref, name, version } of tags) {
    const why = whyNotReplaced(ref, name);
    if (why !== null) {
      refuse(why, 'Release the next version instead; “git push --no-verify” pushes all the same');
      continue;
    }
    const commit = isKnown(facts) ? (facts.tags.find((tag) => tag.object === ref.localObject)?.commit ?? null) : null;
    const records =
      isKnown(repository) && commit !== null
        ? await readTaggedRecords(repository, commit, root)
        : { notKnown: `what ${name} names is not known` };
    if (!isKnown<TaggedRecords>(records)) {
      printNote(session, `not checked: ${(records as NotKnown).notKnown}`);
      continue;
    }
    for (const problem of checkTagged(name, version, records))
      refuse(problem, `Mend it and tag again: git tag --delete ${name}; “git push --no-verify” pushes all the same`);
  }
  return failed ? EXIT.findings : EXIT.done;
}

async function readTaggedRecords(
  repository: OpenRepository,
  commit: string,
  root: string,
): Promise<TaggedRecords | NotKnown> {
  const files = await filesOfCommit(repository, commit);
  if (!isKnown<Files>(files)) return files;
  // The policy of that commit counts: it says which files the version stands in.
  const { policy } = await loadPolicy(files, root, null);
  const changelog = await readSoleChangelog(files, root, policy);
  const top = relative(repository.place.root, root).split(sep).join('/');
  const versionFiles = await readVersionFiles(files, root, '', policy.versionFiles);
  return {
    changelog: isKnown(changelog)
      ? { name: top === '' ? changelog.path : `${top}/${changelog.path}`, changelog: changelog.changelog }
      : null,
    versionFiles,
  };
}
