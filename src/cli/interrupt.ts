const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does something that can be broken off: an interrupt reaches it as an abort, so that it ends what it has started. */
export async function onInterrupt<T>(act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const name of SIGNALS) process.on(name, abort);
  try {
    return await act(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, abort);
  }
}
