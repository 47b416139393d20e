import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ABSENT_FEATURES, ABSENT_MIXINS } from '../../scripts/build/leave-out.mjs';
import { GIT_TASKS, withoutUnusedMembers } from '../../scripts/build/unused-members.mjs';
import { toServerCapabilities } from '../../server/capabilities.ts';
import { toClientSupport } from '../../server/client-support.ts';
import { readSources } from '../support/sources.ts';

const { resolve } = createRequire(import.meta.url);

/** As VS Code announces itself, as far as the server's answer depends on it. */
const VSCODE = {
  textDocument: {
    codeAction: { codeActionLiteralSupport: {} },
    publishDiagnostics: {},
    rename: { prepareSupport: true },
  },
};

/** What the server offers to VS Code, and to a client of which it knows nothing. */
const OFFERED = [{ initializationOptions: { registerVersionFiles: true } }, { capabilities: VSCODE }].flatMap(
  (params) => {
    const { workspace, textDocumentSync, ...providers } = toServerCapabilities(toClientSupport(params));
    return [...Object.keys(providers), ...Object.keys(workspace ?? {}), ...Object.keys(Object(textDocumentSync))];
  },
);

const SERVER = readSources('server').map(({ text }) => text);
const REQUESTS = SERVER.flatMap((text) => [
  ...text.matchAll(/\b\w+(?:Request|Notification)(?=\.(?:type|method)\b)/g),
]).map(([name]) => name);

describe('what the bundles leave out of the libraries', () => {
  it('is looked for among what is there', () => {
    expect(OFFERED).toEqual(expect.arrayContaining(['hoverProvider', 'workspaceFolders', 'openClose']));
    expect(REQUESTS).toContain('CodeActionRequest');
    expect(capabilitiesOf(fileOf('client', 'hover'))).toContain('hoverProvider');
    expect(capabilitiesOf(fileOf('client', 'fileOperations'))).toContain('fileOperations');
  });

  it.each(ABSENT_FEATURES)('the client needs no %s: the server does not offer it', (name) => {
    expect(capabilitiesOf(fileOf('client', name)).filter((each) => OFFERED.includes(each))).toEqual([]);
  });

  // A refresh is asked of a client that says that it knows it: one that lacks the feature is not asked.
  it.each(ABSENT_FEATURES)('the client needs no %s: the server does not register it later', (name) => {
    const own = [
      ...fileOf('client', name).matchAll(/protocol_1\.(\w+(?<!Refresh)(?:Request|Notification))\.type\b/g),
    ].map(([, request]) => request);
    expect(own.filter((each) => each !== undefined && REQUESTS.includes(each))).toEqual([]);
  });

  it.each(ABSENT_MIXINS)('the server needs no %s: it has no handler for it', (name) => {
    const members = [...fileOf('server', name).matchAll(/^ {8}(?:get )?(\w+)\(.*\) \{$/gm)].map(([, member]) => member);
    expect(members.length).toBeGreaterThan(0);
    const calls = new RegExp(`\\.(?:${members.join('|')})\\b`);
    expect(SERVER.filter((text) => /\bconnection\b/.test(text)).filter((text) => calls.test(text))).toEqual([]);
  });

  it('git needs no other task than those that are left', () => {
    const drivers = readSources('src/host').filter(({ text }) => text.includes("from 'simple-git'"));
    expect(drivers.map((file) => file.path)).toEqual(['src/host/git/git.ts']);
    const calls = drivers[0]?.text.matchAll(/(?:\bdriver|\bsimpleGit\(\{[\s\S]*?^ {2}\}\))\.(\w+)\(/gm) ?? [];
    expect(new Set([...calls].map(([, task]) => task))).toEqual(new Set(GIT_TASKS));
  });

  it('a library that is written otherwise than it was stops the build', () => {
    expect(() => withoutUnusedMembers('export {};', '/node_modules/simple-git/dist/index.mjs')).toThrow(/otherwise/);
  });
});

function fileOf(half: 'client' | 'server', name: string): string {
  const folder = path.dirname(resolve(`vscode-language${half}`));
  return readFileSync(path.join(folder, `${name}.js`), 'utf8');
}

/** The capabilities of the server that a feature looks at. */
function capabilitiesOf(code: string): readonly string[] {
  return [...code.matchAll(/\bcapabilities\.(?:workspace\?\.|textDocumentSync\?\.)?(\w+)/g)].flatMap(
    ([, name]) => name ?? [],
  );
}
