import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeBusy } from './busy-project.mjs';

const MANIFEST = 'releases/v2.0.0/release_manifest.json';

/**
 * Makes of the sample a project that keeps a manifest of its newest release, with the mistakes that people make in one.
 * @param {string} folder
 */
export async function makeRecorded(folder) {
  await makeBusy(folder);
  const changelog = readFileSync(path.join(folder, 'CHANGELOG.md'));
  const text = `{
  "manifest_version": "1.0",
  "name": "Tidewater",
  "version": "2.0.0",
  "release_date": "2026-09-15",
  "git_tag": "v2.0",
  "release_type": "major",
  "previous_version": "1.2.2",
  "verification": {
    "tests": [
      { "name": "Unit", "state": "passed", "passed": 214, "total": 214 },
      { "name": "Harbours", "state": "failed", "passed": 11, "total": 12 }
    ],
    "security_scan": "passed",
    "date": "2026-09-16"
  },
  "checksums": {
    "CHANGELOG.md": "sha256:${createHash('sha256').update(changelog).digest('hex')}",
    "package.json": "sha256:${createHash('sha256').update('another').digest('hex')}"
  }
}
`;
  const file = path.join(folder, ...MANIFEST.split('/'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
