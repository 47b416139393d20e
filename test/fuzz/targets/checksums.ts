import { toSource } from '../../../src/core/index.ts';
import { parseChecksums } from '../../../src/core/manifest/checksums.ts';
import { checkChecksums } from '../../../src/core/manifest/verify-checksums.ts';
import { type FuzzTarget, hold } from '../target.ts';

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Lists of digests: whatever a path may look like, none leads out of the folder. */
export const checksums: FuzzTarget = {
  name: 'checksums',
  seeds: [
    `${EMPTY}  CHANGELOG.md\n${EMPTY} *dist/a.tar.gz\n`,
    `\\${EMPTY}  a\\nb.txt\n${EMPTY}  übung/ä.md\r\n`,
    `SHA256 (a.txt) = ${EMPTY}\n`,
  ],
  words: [
    EMPTY,
    EMPTY.toUpperCase(),
    '  ',
    ' *',
    '../',
    '/etc/passwd',
    'C:/x',
    'a\\b',
    'nul',
    'con.txt',
    'a/./b',
    '\\',
    '\\r',
  ],
  check(text) {
    const source = toSource(text);
    const { lines, bad } = parseChecksums(source);
    for (const { start, end } of [...lines, ...bad])
      hold(0 <= start && start <= end && end <= text.length, 'a line has its place');
    const { paths, findings } = checkChecksums(source);
    hold(new Set(paths).size === paths.length, 'no file is hashed twice');
    for (const path of paths)
      hold(!/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/.test(path), `“${path}” stays in the folder`);
    hold(paths.length > 0 || findings.length > 0, 'a list without a file is no list');
  },
};
