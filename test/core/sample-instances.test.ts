import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleInstances } from '../../src/core/index.ts';

const CORE = path.join(import.meta.dirname, '../../src/core');

describe('the sample instances', () => {
  it('are of every class that a changelog is checked with', () => {
    const samples = sampleInstances();
    expect([...classNamesIn(samples)].sort()).toEqual(expect.arrayContaining([...declaredClasses()].sort()));
  });

  it('are made anew for everybody who asks', () => {
    expect(sampleInstances()[0]).not.toBe(sampleInstances()[0]);
  });
});

function declaredClasses(): ReadonlySet<string> {
  const files = ['markdown', 'changelog', 'rules'].flatMap((room) =>
    readdirSync(path.join(CORE, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join(room, file)),
  );
  const names = files.flatMap((file) =>
    [...readFileSync(path.join(CORE, file), 'utf8').matchAll(/^(?:export )?(?:default )?class (\w+)/gm)].map(
      ([, name]) => name as string,
    ),
  );
  return new Set(names);
}

/** The names of the classes of everything that can be reached, through what getters of the classes give as well. */
function classNamesIn(root: unknown, seen: Set<unknown> = new Set(), names: Set<string> = new Set()): Set<string> {
  if (typeof root !== 'object' || root === null || ArrayBuffer.isView(root) || seen.has(root)) return names;
  seen.add(root);
  const prototype = Object.getPrototypeOf(root) as object | null;
  if (prototype && prototype !== Object.prototype) names.add(prototype.constructor.name);
  const keys = [root, ...(prototype && prototype !== Object.prototype ? [prototype] : [])].flatMap(Object.keys);
  const getters = Object.entries(Object.getOwnPropertyDescriptors(prototype ?? {})).flatMap(([key, { get }]) =>
    get && key !== '__proto__' ? [key] : [],
  );
  for (const key of [...keys, ...getters]) classNamesIn((root as Record<string, unknown>)[key], seen, names);
  return names;
}
