import { authentication, l10n, type SecretStorage, window, workspace } from 'vscode';
import type { PlannedPublishDto } from '../../src/protocol/publish.ts';

/** A token for a host, and what becomes of it once the forge has taken it or declined it. */
export interface ForgeToken {
  readonly value: string;
  readonly host: string;
  readonly keep: () => Thenable<void>;
  readonly drop: () => Thenable<void>;
}

/**
 * The user's token for a forge: of VS Code's own account at GitHub, of the secrets that were kept, or typed in.
 *
 * @returns undefined where the user does not give one
 */
export async function askToken(
  secrets: SecretStorage,
  { kind, host }: PlannedPublishDto['forge'],
): Promise<ForgeToken | undefined> {
  const nothing = async (): Promise<void> => {};
  const provider = kind === 'github' ? providerOf(host) : null;
  if (provider) {
    const account = await authentication.getSession(provider, ['repo'], { createIfNone: true });
    return { value: account.accessToken, host, keep: nothing, drop: nothing };
  }
  const key = `forge-token:${host}`;
  const drop = (): Thenable<void> => secrets.delete(key);
  const kept = await secrets.get(key);
  if (kept !== undefined) return { value: kept, host, keep: nothing, drop };
  const typed = await window.showInputBox({
    title: l10n.t('Publish Release'),
    prompt: l10n.t('A token for {0} that may write releases. It is kept in the secrets of VS Code.', host),
    password: true,
    ignoreFocusOut: true,
  });
  const value = typed?.trim();
  return value ? { value, host, keep: () => secrets.store(key, value), drop } : undefined;
}

/** VS Code has accounts at github.com, and at the one server of an enterprise that is configured. */
function providerOf(host: string): 'github' | 'github-enterprise' | null {
  if (host === 'api.github.com') return 'github';
  const uri = workspace.getConfiguration('github-enterprise').get('uri');
  const [, own] = /^https:\/\/([^/]+)/i.exec(typeof uri === 'string' ? uri : '') ?? [];
  return own !== undefined && [own, `api.${own}`].includes(host) ? 'github-enterprise' : null;
}
