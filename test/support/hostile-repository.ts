import { TestRepository } from './repository.ts';

/** What can stand in names of refs, files and URLs, where git forbids the C0 controls: C1, bidirectional and zero-width. */
export const IN_NAMES = '\u202e\u009b2J\u200b';

/** What can stand in texts: terminal sequences, workflow commands, Markdown and HTML. */
export const IN_TEXTS = `\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e::set-output name=x::y ##[add-mask]x ![](https://evil.example/x) [a](command:x) <img src=x>`;

export const TAG_PREFIX = `${IN_NAMES}@`;

const HEAD = `# Changelog ${IN_TEXTS}\n\nBy [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/).\n\n`;
const ONE = `## [1.0.0] - 2026-01-01\n\n### Added ${IN_TEXTS}\n\n- A first thing ${IN_TEXTS}\n`;
const TWO = `## [1.1.0] - 2026-01-01 ${IN_TEXTS}\n\n### Fixed\n\n- A crash on start\n\n`;

/** The changelog as it is in the work tree: an entry was added to what is tagged. */
export const HOSTILE_CHANGELOG = `${HEAD}## [Unreleased]\n\n### ${IN_TEXTS}\n\n- ${IN_TEXTS}\n\n${TWO.replace('- A', `- ${IN_TEXTS}\n- A`)}${ONE}\n[1.1.0]: javascript:x\n`;

/** A repository whose every name and text is hostile, and whose records disagree, so that all of them have to be shown. */
export function hostileRepository(): TestRepository {
  const repo = new TestRepository();
  const policy = { versionFiles: [{ path: '*.txt', pattern: 'version {version}' }] };
  repo.write('release-ledger.jsonc', JSON.stringify(policy));
  repo.write(`${IN_NAMES}.txt`, `version 1.0.0${IN_NAMES}\n`);
  repo.write(`b${IN_NAMES}.txt`, `no ${IN_TEXTS}\n`);
  repo.git('config', 'remote.origin.url', `https://ada:canary@example.com/${IN_NAMES}/r.git`);
  repo.git('config', `remote.${IN_NAMES}.url`, `https://ada:canary@example.com/${IN_NAMES}`);
  repo.commit(IN_TEXTS, { 'CHANGELOG.md': `${HEAD}## [Unreleased]\n\n${ONE}` });
  repo.tag(`${TAG_PREFIX}1.0.0`, IN_TEXTS);
  repo.commit(IN_TEXTS, { 'CHANGELOG.md': `${HEAD}## [Unreleased]\n\n${TWO}${ONE}` });
  repo.tag(`${TAG_PREFIX}1.1.0`, `${IN_TEXTS}\n\n${IN_TEXTS}\n`);
  repo.tag(`${TAG_PREFIX}1.2.0`, IN_TEXTS);
  repo.git('checkout', '--quiet', '-b', `b${IN_NAMES}`);
  for (const name of ['-d', '--delete', '--help', 'HEAD', '@', `v1.0.0${IN_NAMES}`, 'v1%2E0.0', 'refs/tags/v1.0.0'])
    repo.git('update-ref', `refs/tags/${name}`, 'refs/heads/main');
  repo.write('CHANGELOG.md', HOSTILE_CHANGELOG);
  return repo;
}
