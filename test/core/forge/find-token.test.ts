import { describe, expect, it } from 'vitest';
import { findToken } from '../../../src/core/forge/find-token.ts';
import type { ForgeKind } from '../../../src/core/forge/forge.ts';

type Case = readonly [ForgeKind, string, Readonly<Record<string, string>>, string | null, string];

describe('the token of the environment', () => {
  it.each<Case>([
    ['github', 'api.github.com', { GITHUB_TOKEN: 'a' }, null, 'GITHUB_TOKEN'],
    ['github', 'api.github.com', { GITHUB_TOKEN: 'a', GH_TOKEN: 'b' }, null, 'GH_TOKEN'],
    ['github', 'api.corp.ghe.com', { GH_TOKEN: 'a' }, null, 'GH_TOKEN'],
    // A workflow of a GitHub Enterprise Server says whose token it has.
    [
      'github',
      'ghe.example.com',
      { GITHUB_TOKEN: 'a', GITHUB_API_URL: 'https://ghe.example.com/api/v3' },
      null,
      'GITHUB_TOKEN',
    ],
    [
      'github',
      'ghe.example.com',
      { GH_ENTERPRISE_TOKEN: 'a', GH_HOST: 'ghe.example.com' },
      null,
      'GH_ENTERPRISE_TOKEN',
    ],
    ['github', 'ghe.example.com', { GH_ENTERPRISE_TOKEN: 'a' }, 'ghe.example.com', 'GH_ENTERPRISE_TOKEN'],
    ['gitlab', 'gitlab.com', { GITLAB_TOKEN: 'a' }, null, 'GITLAB_TOKEN'],
    ['gitlab', 'gitlab.com', { CI_JOB_TOKEN: 'a', CI_SERVER_URL: 'https://gitlab.com' }, null, 'CI_JOB_TOKEN'],
    ['gitlab', 'gl.example:8443', { GITLAB_TOKEN: 'a', GITLAB_HOST: 'gl.example' }, null, 'GITLAB_TOKEN'],
    ['gitea', 'codeberg.org', { FORGEJO_TOKEN: 'a' }, null, 'FORGEJO_TOKEN'],
    ['gitea', 'git.example.com', { GITEA_TOKEN: 'a' }, 'git.example.com', 'GITEA_TOKEN'],
    [
      'gitea',
      'git.example.com',
      { RELEASE_LEDGER_TOKEN: 'a', GITEA_TOKEN: 'b' },
      'git.example.com',
      'RELEASE_LEDGER_TOKEN',
    ],
  ])('for %s at %s of %j, the host %s named', (kind, host, env, named, variable) => {
    expect(findToken({ kind, host }, env, named)).toEqual({ value: expect.any(String), variable });
  });

  it.each<Case>([
    ['github', 'api.github.com', {}, null, 'Set GH_TOKEN to one that may write releases'],
    ['github', 'evil.example', { GITHUB_TOKEN: 'a', GH_TOKEN: 'b' }, null, 'Set GH_ENTERPRISE_TOKEN'],
    ['github', 'evil.example', { GITHUB_TOKEN: 'a', GH_TOKEN: 'b' }, 'evil.example', 'Set GH_ENTERPRISE_TOKEN'],
    [
      'github',
      'evil.example',
      { GH_ENTERPRISE_TOKEN: 'a', GH_HOST: 'ghe.example.com' },
      null,
      'Where it is, name the host',
    ],
    ['gitlab', 'evil.example', { GITLAB_TOKEN: 'a', CI_JOB_TOKEN: 'b' }, null, 'Where it is, name the host'],
    ['gitea', 'evil.example', { GITEA_TOKEN: 'a', RELEASE_LEDGER_TOKEN: 'b' }, null, 'Where it is, name the host'],
    ['gitea', 'git.example.com', { GITEA_TOKEN: 'a' }, 'git.example.co', 'Where it is, name the host'],
    ['github', 'api.github.com', { GH_TOKEN: 'a\nb: c' }, null, 'Set it again'],
  ])('not for %s at %s of %j, the host %s named', (kind, host, env, named, hint) => {
    expect(findToken({ kind, host }, env, named)).toMatchObject({
      code: 'no-token',
      hint: expect.stringContaining(hint),
    });
  });
});
