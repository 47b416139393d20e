import type { Refusal } from '../../core/index.ts';
import { factOf, type ManifestFacts } from '../../core/manifest/facts.ts';
import type { TextFile } from '../../core/ports.ts';
import { fixManifest } from '../../core/rules/fix-manifest.ts';
import { checkManifest, type ManifestCheckInput } from '../../core/rules/run-manifest.ts';
import { printNote, type Session } from '../session.ts';
import { printFixed } from './fix-targets.ts';
import { mended, toCounts } from './fix-text.ts';

export interface FixedManifest {
  readonly text: string;
  readonly isWritten: boolean;
  /** Why it could not be written; it is as it was. */
  readonly refusal: Refusal | null;
}

/**
 * Makes the safe fixes of a manifest, writes it where there are any, and says what was fixed. A manifest that is what its tag has
 * is a record: it stays as it is, which is said.
 */
export async function fixManifestFile(
  session: Session,
  file: TextFile,
  input: Omit<ManifestCheckInput, 'text'> & { readonly facts: ManifestFacts },
): Promise<FixedManifest> {
  const before = checkManifest({ ...input, text: file.text }).problems;
  const { text, problems } = fixManifest({ ...input, text: file.text });
  if (text === file.text) return { text, isWritten: false, refusal: null };
  if (factOf(input.facts, 'tagged') === file.text) {
    printNote(session, `${file.name} was not fixed: it is a record, and its tag has these very bytes`);
    return { text: file.text, isWritten: false, refusal: null };
  }
  const refusal = await session.host.writer.replace(file, text);
  if (refusal) return { text: file.text, isWritten: false, refusal };
  printFixed(session, file, { text, fixed: toCounts(mended(before, problems)) });
  return { text, isWritten: true, refusal: null };
}
