import { NO_EXACT_VERSION } from './dependency-file.ts';
import { whyLooseUrl } from './requirement.ts';

const EXACT = /^[=v]*(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/;
/** Parts of the same project: not what it depends on. */
const OWN = /^(?:file|link|workspace|portal|patch):/;

export interface RequestedVersion {
  readonly version: string | null;
  readonly loose: string | null;
}

/** What a range of `package.json`, `composer.json` or `Cargo.toml` asks for; null for parts of the same project. */
export function readRange(range: string): RequestedVersion | null {
  if (OWN.test(range)) return null;
  const plain = range.replace(/^npm:(?:@[^/]+\/)?[^@]*@?/, '').trim();
  const exact = EXACT.exec(plain)?.[1];
  if (exact !== undefined) return { version: exact, loose: null };
  const isUrl = /^(?:git|https?|github|gitlab|bitbucket|ssh)[+:]|^[\w.-]+\/[\w.-]+(?:#|$)/.test(plain);
  return { version: null, loose: isUrl ? whyLooseUrl(plain) : NO_EXACT_VERSION };
}
