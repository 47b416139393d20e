import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

/**
 * Unpacks the Chromium that npm ships, with the libraries and fonts that a minimal machine lacks.
 * The package's own function unpacks into the shared temporary folder and trusts whatever it finds there.
 * @param {string} host the folder that holds the host's node_modules
 * @param {string} folder must not exist yet; stays absent where the package has no build for this machine
 */
export async function unpackBrowser(host, folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  const packed = path.join(host, 'node_modules/@sparticuz/chromium/bin');
  const tar = createRequire(path.join(host, 'package.json'))('tar-fs');
  mkdirSync(folder);
  /** @param {string} file @param {NodeJS.WritableStream} target */
  const unpack = (file, target) =>
    pipeline(createReadStream(path.join(packed, file)), createBrotliDecompress(), target);
  await unpack('chromium.br', createWriteStream(path.join(folder, 'chromium'), { mode: 0o755 }));
  await unpack('swiftshader.tar.br', tar.extract(folder));
  await unpack('al2023.tar.br', tar.extract(path.join(folder, 'libraries')));
  await unpack('fonts.tar.br', tar.extract(path.join(folder, 'fonts')));
}
