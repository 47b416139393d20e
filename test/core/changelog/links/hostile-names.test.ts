import { describe, expect, it } from 'vitest';
import { readRef, readTagName } from '../../../../src/core/changelog/links/ref.ts';
import { toRepositoryPage } from '../../../../src/core/changelog/links/remote-page.ts';

describe('the page of a remote whose URL is hostile (T024, T047)', () => {
  it.each([
    'https://example.com\n## [9.9.9]\n/o/r',
    'https://example.com/o/r\n\n## [9.9.9] - 2026-01-01',
    'https://example.com/o/r> <javascript:x',
    'https://example.com/o/r `x`',
    'https://exa mple.com/o/r',
    'https://example.com/\u202e/r',
    'https://example.com/o/\u001b]0;x\u0007',
    'git@example.com:o/r\u2028x',
    'git@example.com:o/r [x]: y',
    'ext::sh -c x',
    'javascript:alert(1)',
    '--upload-pack=x',
  ])('%j is none', (url) => expect(toRepositoryPage(url)).toBeNull());

  it('is still found where it is not', () => {
    expect(toRepositoryPage('https://ada:secret@example.com:8443/o/r.git')).toBe('https://example.com/o/r');
    expect(toRepositoryPage('git@example.com:o/größe.git')).toBe('https://example.com/o/größe');
  });
});

describe('the name of a tag', () => {
  it('is no part of a URL: percent signs stand for themselves (T036)', () => {
    expect(readRef('v1%2E0.0')?.prefix).toBe('v');
    for (const name of ['v1%2E0.0', 'v%31.0.0']) expect(readTagName(name)).toBeNull();
    expect(readTagName('a%0A@1.0.0')?.prefix).toBe('a%0A@');
    expect(readTagName('refs/tags/v1.0.0')?.prefix).toBe('refs/tags/v');
  });
});
