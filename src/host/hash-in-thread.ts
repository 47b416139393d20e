import { Worker } from 'node:worker_threads';
import type { HashFiles } from './hash.ts';
import type { HashAnswer, HashRequest } from './hash-protocol.ts';

/**
 * Hashes files in a thread of their own, for a process that has others to answer meanwhile. Aborting ends the thread: what it
 * reads is only read.
 *
 * @param file the script of `hash-worker.ts`
 */
export function hashInThread(file: URL): HashFiles {
  return async (root, paths, { signal, onProgress } = {}) => {
    signal?.throwIfAborted();
    const workerData: HashRequest = { root, paths };
    const worker = new Worker(file, { workerData, stdout: true, stderr: true, env: {}, execArgv: [] });
    try {
      return await new Promise((resolve, reject) => {
        const abort = (): void => reject(signal?.reason);
        signal?.addEventListener('abort', abort, { once: true });
        worker.on('error', reject);
        worker.on('exit', () => reject(new Error('the thread that hashes files ended')));
        worker.on('message', (answer: HashAnswer) => {
          if (answer.kind === 'progress') onProgress?.(answer.done);
          else if (answer.kind === 'digests') resolve(answer.digests);
          else reject(new Error(answer.message));
        });
      });
    } finally {
      await worker.terminate();
    }
  };
}
