import type { Services } from '../services.ts';

/** Shows what the extension and its server have logged. */
export async function showOutput({ output }: Services): Promise<void> {
  output.show();
}
