import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../../src/core/changelog/component.ts';
import { predecessorsOf } from '../../../../src/core/changelog/links/predecessors.ts';
import { parseChangelog } from '../../../../src/core/changelog/parse.ts';
import { gatherVersionOrders, isVersioned } from '../../../../src/core/changelog/version-order.ts';

function predecessors(lines: readonly string[], label: string): readonly string[] {
  const changelog = parseChangelog(lines.map((line) => `## ${line}\n`).join('\n'));
  const release = changelog.releases.find((each) => each.label === label);
  if (!release || !isVersioned(release)) throw new Error(`no ${label}`);
  const order = gatherVersionOrders(changelog).get(componentOf(release));
  if (!order) throw new Error('no order');
  return predecessorsOf(release, changelog.releases, order).map((each) => each.label);
}

describe('predecessorsOf', () => {
  it.each<[string, readonly string[], string, readonly string[]]>([
    ['the release below', ['1.1.0', '1.0.0'], '1.1.0', ['1.0.0']],
    ['nothing for the oldest', ['1.1.0', '1.0.0'], '1.0.0', []],
    ['numbers by value', ['1.10.0', '1.9.0', '1.2.0'], '1.10.0', ['1.9.0']],
    [
      'the last pre-release and the last release',
      ['2.0.0 - 2020-03-01', '2.0.0-rc.2 - 2020-02-02', '2.0.0-rc.1 - 2020-02-01', '1.9.0 - 2020-01-01'],
      '2.0.0',
      ['2.0.0-rc.2', '1.9.0'],
    ],
    [
      'the release before in the same line, though a newer line stands below',
      ['1.9.1 - 2020-03-01', '2.0.0 - 2020-02-01', '1.9.0 - 2020-01-01'],
      '1.9.1',
      ['1.9.0'],
    ],
    [
      'the one that was out at the time, though a later maintenance release has a higher version',
      ['2.0.0 - 2020-02-01', '1.9.2 - 2020-04-01', '1.9.1 - 2020-03-01', '1.9.0 - 2020-01-01'],
      '2.0.0',
      ['1.9.2', '1.9.0'],
    ],
    [
      'the release before in the same line first, though one of an older line stands between',
      ['2.3.2 - 2020-04-01', '2.2.5 - 2020-03-01', '2.3.1 - 2020-02-01'],
      '2.3.2',
      ['2.3.1', '2.2.5'],
    ],
    [
      'a yanked release or the one before it',
      ['1.2.0 - 2020-03-01', '1.1.0 - 2020-02-01 [YANKED]', '1.0.0 - 2020-01-01'],
      '1.2.0',
      ['1.1.0', '1.0.0'],
    ],
    [
      'releases of the same component only',
      ['pkg-a@1.1.0', 'pkg-b@1.0.5', 'pkg-a@1.0.0'],
      'pkg-a@1.1.0',
      ['pkg-a@1.0.0'],
    ],
    ['no second section of the same version', ['1.1.0', '1.1.0', '1.0.0'], '1.1.0', ['1.0.0']],
  ])('knows %s', (_, lines, label, expected) => {
    expect(predecessors(lines, label)).toEqual(expected);
  });
});

describe('componentOf', () => {
  it.each([
    ['1.0.0', ''],
    ['v1.0.0', ''],
    ['Version 1.0.0', ''],
    ['Release v1.0.0', ''],
    ['@scope/pkg@1.0.0', '@scope/pkg'],
    ['[Metrics v0.24.0] - 2020-01-01', 'metrics'],
    ['sdk/v1.0.0', 'sdk'],
  ])('reads the component of “%s” as “%s”', (heading, expected) => {
    const [release] = parseChangelog(`## ${heading}\n`).releases;
    expect(release && componentOf(release)).toBe(expected);
  });
});
