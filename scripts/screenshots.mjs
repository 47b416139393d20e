// npm run screenshots: takes pictures of a real VS Code, dark, light and in high contrast. The README's go to docs/images; those
// that are there to be looked at, all of them in high contrast among them, to .cache/screenshots.
//   npm run screenshots -- hover            only the pictures that are named
//   npm run screenshots -- --theme contrast only in this theme
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fetchHost } from './host/fetch.mjs';
import { installExtension, startServer } from './host/server.mjs';
import { writeUserSettings } from './host/settings.mjs';
import { openWindow, workbenchUrl } from './host/window.mjs';
import { packageExtension } from './package.mjs';
import { root, scratch } from './paths.mjs';
import { run } from './run.mjs';
import { createSample } from './sample.mjs';
import { SCALE, SETTINGS, SHOTS, SIZE } from './screenshots/shots.mjs';

/** @typedef {import('./host/fetch.mjs').Host} Host */

const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern', contrast: 'Default High Contrast' };
const KEPT = path.join(root, 'docs/images');
const LOOKED_AT = path.join(scratch, 'screenshots');

const { values, positionals: names } = parseArgs({ options: { theme: { type: 'string' } }, allowPositionals: true });
const unknown = names.filter((name) => !(name in SHOTS));
if (unknown.length > 0) throw new Error(`Unknown picture: ${unknown}. There are ${Object.keys(SHOTS).join(', ')}.`);

const folder = mkdtempSync(path.join(os.tmpdir(), 'release-ledger-'));
const vsix = path.join(folder, 'release-ledger.vsix');
try {
  await run(process.execPath, [path.join(root, 'scripts/build.mjs')], { quiet: true });
  await packageExtension(vsix);
  for (const images of [KEPT, LOOKED_AT]) mkdirSync(images, { recursive: true });
  const host = await fetchHost();
  for (const theme of /** @type {(keyof typeof THEMES)[]} */ (Object.keys(THEMES))) {
    if (values.theme !== undefined && values.theme !== theme) continue;
    for (const name of names.length > 0 ? names : Object.keys(SHOTS)) await take(host, name, theme);
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * Takes one picture in a VS Code of its own, so that no picture shows what another one left.
 * @param {Host} host
 * @param {string} name
 * @param {keyof typeof THEMES} theme
 */
async function take(host, name, theme) {
  const shot = SHOTS[name];
  if (!shot) throw new Error(`There is no picture ${name}.`);
  const own = path.join(folder, `${name}-${theme}`);
  const folders = { data: path.join(own, 'data'), extensions: path.join(own, 'extensions') };
  const sample = path.join(own, 'tidewater');
  await createSample(sample);
  await shot.prepare?.(sample);
  await installExtension(host, folders, vsix);
  writeUserSettings(folders.data, { ...SETTINGS, ...shot.settings, 'workbench.colorTheme': THEMES[theme] });
  // Its own folder as home: paths in the picture begin with ~, not with a temporary folder.
  const options = { flags: ['--default-folder', sample], env: { ...process.env, HOME: own } };
  const server = await startServer(host, folders, options);
  try {
    const context = { viewport: shot.size ?? SIZE, deviceScaleFactor: shot.scale ?? SCALE };
    const window = await openWindow(host, server, context);
    try {
      await window.page.goto(workbenchUrl(server));
      const clip = await shot.take(window.page);
      const isKept = theme !== 'contrast' && shot.kept !== false;
      const file = path.join(isKept ? KEPT : LOOKED_AT, `${name}-${theme}.png`);
      await window.page.screenshot({ path: file, ...(clip ? { clip } : {}) });
      console.log(path.relative(root, file));
    } finally {
      await window.close();
    }
  } finally {
    await server.stop();
  }
}
