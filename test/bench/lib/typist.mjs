// One server with its client in a process of its own, so that the garbage of one client is not collected in the time of the
// other. Answers `{ line, character, removed, written }` with the milliseconds until the diagnostics of the new text were
// there, and `{ ends: true }` with the server's peak memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startOurs, startVsCodeMarkdown } from './typists.mjs';

const [server, folder = ''] = process.argv.slice(2);
const file = join(folder, 'CHANGELOG.md');
const document = {
  rootUri: pathToFileURL(folder).href,
  uri: pathToFileURL(file).href,
  text: readFileSync(file, 'utf8'),
};
const typist =
  server === 'vscode-markdown' ? await startVsCodeMarkdown(document) : await startOurs(String(server), document);

process.on('message', async (message) => {
  const { line, character, removed, written, ends } = /** @type {any} */ (message);
  if (ends) {
    process.send?.({ peakMemory: typist.peakMemory() });
    await typist.stop();
    process.disconnect();
  } else {
    process.send?.({ milliseconds: await typist.type({ line, character }, removed, written) });
  }
});
process.send?.({ ready: true });
