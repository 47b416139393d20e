import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * A child process that answers each message with one message.
 * @typedef {object} Child
 * @property {(message: object) => Promise<any>} ask rejects when the child ends instead of answering
 * @property {() => void} stop
 */

/**
 * Starts a module beside this one and waits until it says that it is ready.
 * @param {string} module
 * @param {readonly string[]} args
 * @returns {Promise<Child>}
 */
export async function startChild(module, args) {
  const child = fork(join(import.meta.dirname, module), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${module} ${args.join(' ')} ended with ${code}.`);
  });
  ended.catch(() => {});
  const answer = async () => (await Promise.race([once(child, 'message'), ended]))[0];
  await answer();
  return {
    ask: (message) => {
      child.send(message);
      return answer();
    },
    stop: () => {
      child.kill();
    },
  };
}
