import { l10n } from 'vscode';
import { createEvidencePackRequest } from '../../src/protocol/manifests.ts';
import { chooseRelease } from '../choose-release.ts';
import type { Services } from '../services.ts';
import { reportPacked } from './create-bundle.ts';
import { whileWaiting } from './while-waiting.ts';

/** Packs everything that proves a release into one archive. A key binding may give `uri` and `release`. */
export async function createEvidencePack(services: Services, argument: unknown): Promise<void> {
  const { session } = services;
  const title = l10n.t('Create Evidence Pack');
  const chosen = await chooseRelease(session, title, argument, ({ kind }) => kind === 'release');
  if (!chosen) return;
  const { uri, release } = chosen;
  const answer = await whileWaiting(l10n.t('Packing {0}', release), (token) =>
    session.request(createEvidencePackRequest, { textDocument: { uri }, release }, token),
  );
  await reportPacked(services, release, answer);
}
