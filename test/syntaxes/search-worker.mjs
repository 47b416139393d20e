// Searches every hostile line, with a line behind it that matches, for one expression after the other. Runs in a worker, so
// that the test can end it: nothing else stops a search that never ends.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import oniguruma from 'vscode-oniguruma';

const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
await oniguruma.loadWASM(new Uint8Array(readFileSync(wasm)).buffer);

const find = (scanner, text) => scanner.findNextMatchSync(new oniguruma.OnigString(text), 0);

for (const expression of workerData.expressions) {
  const scanner = new oniguruma.OnigScanner([expression]);
  const sample = workerData.samples.find((line) => find(scanner, line));
  parentPort.postMessage({ expression, sample });
  const missed = workerData.hostile.filter((line) => !find(scanner, `${line}\n${sample}`));
  parentPort.postMessage({ expression, missed: missed.map((line) => line.slice(0, 40)) });
}
parentPort.postMessage({ done: true });
