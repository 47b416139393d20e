import { Worker } from 'node:worker_threads';

/** In megabytes: what grows beyond it is ended like what takes too long. */
const MEMORY_LIMIT = 512;

/** What came of a piece of work. */
export type WorkResult<Answer> =
  | { readonly answer: Answer; readonly failure?: undefined }
  | { readonly answer?: undefined; readonly failure: string };

export interface WorkerOptions {
  /** The script that the worker runs: it posts `'ready'` once, and behind that one answer to each message. */
  readonly file: URL;
  /** How long one piece of work may take, in milliseconds. */
  readonly budget: number;
  /** How long the worker may take to be ready, in milliseconds: loading its code says nothing about the work. */
  readonly patience: number;
}

/**
 * Does work in a thread of its own, one piece after the other, each within a time budget.
 *
 * A thread that overruns its budget is ended, because nothing else stops a loop; the next piece of work gets a new one.
 * An idle thread does not keep the process alive.
 */
export class BudgetedWorker<Request, Answer> {
  readonly #options: WorkerOptions;
  #worker: Promise<Worker> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  run(request: Request): Promise<WorkResult<Answer>> {
    const result = this.#last.then(() => this.#runNow(request));
    this.#last = result;
    return result;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await (await worker?.catch(() => null))?.terminate();
  }

  async #runNow(request: Request): Promise<WorkResult<Answer>> {
    try {
      this.#worker ??= this.#start();
      const worker = await this.#worker;
      worker.ref();
      const answer = await waitFor<Answer>(worker, this.#options.budget, () => worker.postMessage(request));
      worker.unref();
      return { answer };
    } catch (error) {
      await this.close();
      return { failure: error instanceof Error ? error.message : String(error) };
    }
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(this.#options.file, {
      stdout: true,
      stderr: true,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT },
    });
    // A thread that fails between two pieces of work must not take the process with it.
    worker.on('error', () => {
      this.#worker = null;
    });
    try {
      await waitFor(worker, this.#options.patience, () => undefined);
    } catch (error) {
      await worker.terminate();
      throw error;
    }
    return worker;
  }
}

function waitFor<Message>(worker: Worker, milliseconds: number, start: () => void): Promise<Message> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      finish();
    };
    const onMessage = (message: Message): void => settle(() => resolve(message));
    const onError = (error: Error): void => settle(() => reject(error));
    const onExit = (): void => settle(() => reject(new Error('its thread ended')));
    const timer = setTimeout(
      () => settle(() => reject(new Error(`it took longer than ${milliseconds / 1000} seconds`))),
      milliseconds,
    );
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    start();
  });
}
