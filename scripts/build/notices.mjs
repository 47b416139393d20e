import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths.mjs';

/** @typedef {import('esbuild').Metafile} Metafile */

const INTRODUCTION = `Release Ledger contains code of the packages below, each under its own licence.`;

/**
 * The licence texts of every package that the bundles contain, in a fixed order.
 * @param {readonly Metafile[]} metafiles
 * @returns {string}
 * @throws when a package ships no licence text
 */
export function describeLicences(metafiles) {
  const folders = [...new Set(metafiles.flatMap(bundledPackages))];
  const notices = new Map(folders.map((folder) => describe(path.join(root, folder))));
  const sorted = [...notices.keys()].sort();
  return [INTRODUCTION, ...sorted.map((title) => `${'='.repeat(80)}\n${title}\n\n${notices.get(title)}`), ''].join(
    '\n\n',
  );
}

/**
 * The folders of the packages from which something reached the output.
 * @param {Metafile} metafile
 * @returns {string[]}
 */
export function bundledPackages({ outputs }) {
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = files.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(folders)].sort();
}

/**
 * @param {string} folder
 * @returns {[title: string, text: string]}
 */
function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|third.?party.?notices|notice)/i.test(file));
  if (files.length === 0) throw new Error(`${name} ${version} is bundled but ships no licence text.`);
  const texts = files.sort().map((file) => readFileSync(path.join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim());
  return [`${name} ${version} (${license})`, texts.join('\n\n')];
}
