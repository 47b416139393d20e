import { parseChangelog, type Refusal, refusal, type Version } from '../../core/index.ts';
import { findRecorded } from '../../core/release/component-facts.ts';
import { readVersion } from '../../core/version/read-version.ts';
import { loadLedger } from '../../host/gather-ledger.ts';
import { type RequiredPolicy, type Session, VERSION_HINT } from '../session.ts';
import type { Target } from './targets.ts';

/** The version about to ship: of a tag that of what most releases are of, because a check looks at no other. */
export async function readRelease(
  { host }: Session,
  target: Target | null,
  { policy, root }: RequiredPolicy,
  written: string,
): Promise<Version | Refusal> {
  const plain = readVersion(written);
  if (plain) return plain;
  const none = refusal('usage', `--release ${written} is no version`, VERSION_HINT);
  if (!target?.file) return none;
  const { files, openRepository } = host;
  const changelog = parseChangelog(target.text, policy.changelog);
  const { ledger } = await loadLedger({ changelog, path: target.path, root, policy, files, openRepository });
  const named = findRecorded(ledger, written, true);
  if (!named.version) return none;
  if (named.ledger === ledger) return named.version;
  const [of, main] = [named.ledger, ledger].map(({ component }) => component || 'the whole');
  const message = `--release ${written} is a release of ${of}, and from ${target.name} a release of ${main} ships, because most of its releases are of ${main}`;
  return refusal('usage', message, 'Without --release all of them are checked');
}
