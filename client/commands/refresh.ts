import { window } from 'vscode';
import { changelogsRequest, refreshRequest } from '../../src/protocol/messages.ts';
import type { Services } from '../services.ts';

/** Looks for changelogs, reads repositories and version files afresh, and shows what they say now. */
export async function refresh({ session, refreshViews }: Services): Promise<void> {
  await window.withProgress({ location: { viewId: 'releaseLedger.history' } }, async () => {
    await session.request(changelogsRequest, {});
    await session.request(refreshRequest, {});
    await refreshViews();
  });
}
