import { parentPort, workerData } from 'node:worker_threads';
import { hashFiles } from './hash.ts';
import type { HashAnswer, HashRequest } from './hash-protocol.ts';

const say = (answer: HashAnswer): void => parentPort?.postMessage(answer);
const { root, paths } = workerData as HashRequest;
hashFiles(root, paths, { onProgress: (done) => say({ kind: 'progress', done }) }).then(
  (digests) => say({ kind: 'digests', digests }),
  (error: unknown) => say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
);
