import type { Span } from '../text/source.ts';
import { type Dependency, toDependency } from './dependency-file.ts';

const REFERENCE = /^([^\s@:]+(?::\d+\/[^\s@:]+)?)(?::([\w][\w.-]{0,127}))?(?:@([a-z0-9]+:[0-9a-f]{32,}))?$/i;

/** `registry:5000/name:tag@sha256:…` as a dependency; null where it is none, such as one that a variable stands in. */
export function readImage(written: string, span: Span): Dependency | null {
  const match = REFERENCE.exec(written);
  if (!match || written.includes('$')) return null;
  const [, name = '', tag, digest] = match;
  const moves = tag === undefined ? 'has no tag' : 'is tagged “latest”';
  const loose = digest === undefined && (tag === undefined || tag === 'latest') ? moves : null;
  const version = tag === 'latest' ? (digest ?? null) : (tag ?? digest ?? null);
  return toDependency({ name, version, range: tag ?? '', hashed: digest !== undefined, loose, span });
}
