import { describe, expect, it } from 'vitest';
import { parseChangelog } from '../../src/core/index.ts';
import { readComponentFiles } from '../../src/host/component-files.ts';
import { memoryDisk } from '../../src/host/memory.ts';

const CHART = 'apiVersion: v2\nname: web\nversion: 2.0.1\nappVersion: "v1.2.0"\n';

async function versionsOf(newest: string): Promise<readonly string[]> {
  const { files } = memoryDisk({ '/project/charts/web/Chart.yaml': CHART });
  const changelog = parseChangelog(`# Changelog\n\n## ${newest}\n\n- A\n\n## 1.0.0\n\n- B\n`);
  const { versionFiles } = await readComponentFiles(files, '/project', 'charts/web', [], changelog);
  return versionFiles.flatMap(({ places }) => places.map(({ key, version }) => `${key} ${version}`));
}

describe('the version of a Helm chart', () => {
  it.each([
    ['is its own where the changelog is that of the chart', '2.0.1', ['version 2.0.1']],
    ['is that of what it deploys where the changelog is that of it', '1.2.0', ['appVersion v1.2.0']],
    ['is that of what it deploys where the changelog tells neither', '3.0.0', ['appVersion v1.2.0']],
  ])('%s', async (_name, newest, expected) => {
    expect(await versionsOf(newest)).toEqual(expected);
  });
});
