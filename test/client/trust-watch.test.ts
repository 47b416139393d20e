import { beforeEach, describe, expect, it } from 'vitest';
import { TrustWatch } from '../../client/trust-watch.ts';

let isTrusted: boolean;
let told: number;
const listeners = new Set<() => void>();
let watch: TrustWatch;

beforeEach(() => {
  isTrusted = false;
  told = 0;
  listeners.clear();
  const trust = {
    get isTrusted() {
      return isTrusted;
    },
    onDidGrantWorkspaceTrust: (listener: () => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
  watch = new TrustWatch(trust, () => told++);
});

function grant(): void {
  isTrusted = true;
  for (const listener of listeners) listener();
}

describe('a server in a workspace that is not trusted', () => {
  it('is told when the user trusts it', () => {
    watch.starting();
    watch.running();
    grant();
    expect(told).toBe(1);
  });

  it('is told once it runs where the user trusted it while it started', () => {
    watch.starting();
    grant();
    expect(told).toBe(0);
    watch.running();
    expect([told, listeners.size]).toEqual([1, 0]);
  });

  it('leaves nothing behind that listens when it ends, however often it is started', () => {
    for (let round = 0; round < 3; round++) {
      watch.starting();
      watch.running();
      expect(listeners.size).toBe(1);
      watch.stopped();
      expect(listeners.size).toBe(0);
    }
    grant();
    expect(told).toBe(0);
  });

  it('that is started again in a workspace that is trusted by now is told by its start', () => {
    watch.starting();
    watch.running();
    grant();
    watch.stopped();
    watch.starting();
    watch.running();
    expect([told, listeners.size]).toEqual([1, 0]);
  });
});
