import { type Problem, type Source, toSource } from '../src/core/index.ts';
import { listVersionFiles } from '../src/core/ledger/components.ts';
import type { Session } from './session.ts';
import { toDocumentKey } from './uris.ts';
import { uriWithin } from './workspace.ts';

/** A file beside the changelog with what is wrong in it. */
export interface JudgedFile {
  readonly uri: string;
  /** Null where the text is the one on disk, or not the one that the editor has by now. */
  readonly version: number | null;
  /** The text that the problems were found in. */
  readonly source: Source;
  readonly problems: readonly Problem[];
}

/**
 * What is known of a version file; null for a file that is none.
 *
 * @param isChecked false for the changelogs whose problems are not shown
 */
export async function readVersionFile(
  session: Session,
  uri: string,
  isChecked: (changelog: string) => Promise<boolean>,
): Promise<JudgedFile | null> {
  const { folder } = session.workspace.placeOf(uri);
  const key = toDocumentKey(uri);
  const problems = new Map<string, Problem>();
  let text: string | null = null;
  for (const changelog of session.ledgers.changelogsOf(uri)) {
    if (!folder || !(await isChecked(changelog))) continue;
    const ledger = (await session.viewAnywhere(changelog))?.ledger;
    const facts = ledger?.ledger ? listVersionFiles(ledger.ledger) : [];
    const fact = facts.find(({ path }) => toDocumentKey(uriWithin(folder, path)) === key);
    if (!ledger || !fact || (text !== null && fact.text !== text)) continue;
    text = fact.text;
    // A project with its changelog in two languages has one problem with its version file.
    for (const problem of ledger.problems.filter(({ file }) => file === fact.path))
      problems.set(`${problem.rule} ${problem.span.start} ${problem.message}`, problem);
  }
  if (text === null) return null;
  const document = session.documents.get(uri);
  const version = document && document.source.text === text ? document.version : null;
  return { uri: document?.uri ?? uri, version, source: toSource(text), problems: [...problems.values()] };
}
