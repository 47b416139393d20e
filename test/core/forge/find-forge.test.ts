import { describe, expect, it } from 'vitest';
import { findForge } from '../../../src/core/forge/find-forge.ts';
import { DEFAULT_POLICY } from '../../../src/core/index.ts';
import type { ForgePolicy } from '../../../src/core/policy/policy.ts';

const find = (remote: string, policy: Partial<ForgePolicy> = {}, named: string | null = null) =>
  findForge(remote, { ...DEFAULT_POLICY.forge, ...policy }, named);

describe('the forge of a remote', () => {
  it.each([
    ['git@github.com:o/r.git', {}, 'github', 'https://api.github.com', 'o/r'],
    ['https://github.com/o/r', {}, 'github', 'https://api.github.com', 'o/r'],
    ['https://corp.ghe.com/o/r.git', {}, 'github', 'https://api.corp.ghe.com', 'o/r'],
    ['ssh://git@github.example.com:2222/o/r.git', {}, 'github', 'https://github.example.com/api/v3', 'o/r'],
    ['git@gitlab.com:a/b/c.git', {}, 'gitlab', 'https://gitlab.com/api/v4', 'a/b/c'],
    ['https://gitlab.example.com:8443/a/b.git', {}, 'gitlab', 'https://gitlab.example.com:8443/api/v4', 'a/b'],
    ['https://codeberg.org/o/r', {}, 'gitea', 'https://codeberg.org/api/v1', 'o/r'],
    ['git@git.example.com:o/r.git', { kind: 'gitea' }, 'gitea', 'https://git.example.com/api/v1', 'o/r'],
    [
      'https://example.com/gitlab/a/b.git',
      { kind: 'gitlab', apiUrl: 'https://example.com/gitlab/api/v4/' },
      'gitlab',
      'https://example.com/gitlab/api/v4',
      'a/b',
    ],
    [
      'git@git.example.com:o/r.git',
      { kind: 'gitea', apiUrl: 'https://git.example.com:3000/api/v1' },
      'gitea',
      'https://git.example.com:3000/api/v1',
      'o/r',
    ],
  ] as const)('%s with %j', (remote, policy, kind, api, repository) => {
    expect(find(remote, policy)).toMatchObject({ kind, api, repository });
  });

  it.each([
    ['https://api.github.com', 'https://uploads.github.com'],
    ['https://api.corp.ghe.com', 'https://uploads.corp.ghe.com'],
    ['https://github.example.com/api/v3', 'https://github.example.com/api/uploads'],
  ])('takes files for %s at %s', (api, uploads) => {
    const host = api.replace(/^https:\/\/(?:api\.)?|\/.*$/g, '');
    expect(find(`https://${host}/o/r`)).toMatchObject({ api, uploads });
  });

  it.each([
    ['/srv/git/r.git', {}, 'no-forge'],
    ['file:///srv/git/r.git', {}, 'no-forge'],
    ['git@unknown.example.com:o/r.git', {}, 'no-forge'],
    ['https://github.com/o', {}, 'no-forge'],
    ['https://github.com/o/r/s', {}, 'no-forge'],
    ['https://github.com/o/..', {}, 'no-forge'],
    ['http://github.example.com/o/r', {}, 'unsafe-url'],
    ['https://github.com/o/r', { apiUrl: 'ftp://github.com' }, 'unsafe-url'],
    ['https://github.com/o/r', { apiUrl: 'https://api.github.com@evil.example/' }, 'unsafe-url'],
    ['https://github.com/o/r', { apiUrl: 'https://evil.example/api/v3' }, 'other-host'],
    ['https://evil.example/o/r', { kind: 'github', apiUrl: 'https://api.github.com' }, 'other-host'],
  ] as const)('%s with %j is refused: %s', (remote, policy, code) => {
    expect(find(remote, policy)).toMatchObject({ code });
  });

  it('may be at a host that the user has named himself', () => {
    const policy = { kind: 'gitlab', apiUrl: 'https://api.example.com/v4' } as const;
    expect(find('git@ssh.example.com:a/b.git', policy, 'api.example.com')).toMatchObject({ host: 'api.example.com' });
    expect(find('git@ssh.example.com:a/b.git', policy, 'example.com')).toMatchObject({ code: 'other-host' });
  });
});
