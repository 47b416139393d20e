import type { Span } from '../text/source.ts';
import type { VersionFileKind, VersionPlace } from '../version/files/version-file.ts';
import { parseVersion, type Version } from '../version/version.ts';

/** A version file with what it says. */
export interface VersionFileFact {
  /** In the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Its kind's title: "package.json". */
  readonly title: string;
  readonly spelling: VersionFileKind['spelling'];
  readonly places: readonly WrittenVersion[];
  /** Why it says nothing; null where it does. */
  readonly silent: { readonly reason: string; readonly broken: boolean; readonly span: Span } | null;
}

export interface WrittenVersion extends VersionPlace {
  /** Null where what is written is no version of any scheme. */
  readonly parsed: Version | null;
}

/** What is written where a pipeline puts the version in. */
const PLACEHOLDER = /^v?0\.0\.0(?:$|[-+.])/;

/** What a file of a kind says. */
export async function toVersionFileFact(
  path: string,
  text: string,
  kind: Pick<VersionFileKind, 'title' | 'spelling' | 'locate'>,
): Promise<VersionFileFact> {
  const located = await kind.locate(text);
  const common = { path, text, title: kind.title, spelling: kind.spelling };
  if (located.kind === 'found' && located.places.every(({ version }) => PLACEHOLDER.test(version))) {
    return {
      ...common,
      places: [],
      silent: { reason: 'its version is a placeholder', broken: false, span: { start: 0, end: 0 } },
    };
  }
  if (located.kind === 'found') {
    const places = located.places.map((place) => ({ ...place, parsed: parseVersion(place.version.replace(/^v/, '')) }));
    return { ...common, places, silent: null };
  }
  const broken = located.kind === 'unreadable';
  const span = broken ? located.span : { start: 0, end: 0 };
  return { ...common, places: [], silent: { reason: located.reason, broken, span } };
}
