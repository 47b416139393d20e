import { describe, expect, it } from 'vitest';
import { readDeployments, writeDeployment } from '../../../src/core/audit/deployments.ts';

const AT = '2026-01-01T12:00:00Z';
const line = (more: object): string => JSON.stringify({ version: '1.0.0', at: AT, outcome: 'succeeded', ...more });
const BARE = {
  ...{ version: '1.0.0', environment: 'production', at: AT, outcome: 'succeeded' },
  ...{ by: null, minutes: null, downtimeMinutes: null, note: null },
};

describe('the log of deployments', () => {
  it.each([
    ['with what has to be there', line({}), BARE],
    ['with everything', line({ by: 'ada', minutes: 12, note: 'x' }), { ...BARE, by: 'ada', minutes: 12, note: 'x' }],
    ['with numbers that are none', line({ minutes: 'soon', downtimeMinutes: -1 }), BARE],
  ])('is read %s', (_, text, expected) => {
    expect(readDeployments(`${text}\n`)).toEqual({ deployments: [expected], unread: [] });
  });

  it.each([
    'nonsense',
    '[]',
    'null',
    line({ version: 5 }),
    line({ at: null }),
    line({ at: 'yesterday' }),
    line({ outcome: 'great' }),
    line({ outcome: undefined }),
  ])('tells what is no deployment: %s', (text) => {
    expect(readDeployments(`${line({})}\n\n${text}\n${line({})}\n`)).toEqual({
      deployments: [BARE, BARE],
      unread: [3],
    });
  });

  it('is written as it is read', () => {
    const [deployment] = readDeployments(line({ by: 'ada', downtimeMinutes: 0 })).deployments;
    if (!deployment) throw new Error('It was not read');
    expect(readDeployments(writeDeployment(deployment)).deployments).toEqual([deployment]);
  });
});
