import { createInterface } from 'node:readline/promises';

/** Asks a question that is answered with yes or no; null where nobody is there to answer. Anything but yes is no. */
export type Ask = (question: string) => Promise<boolean | null>;

/** Asks on the terminal that both streams are. */
export const askOnTerminal: Ask = async (question) => {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return null;
  const reader = createInterface({ input: stdin, output: stderr });
  // Who closes the terminal has not said yes.
  const closed = new Promise<string>((resolve) => reader.once('close', () => resolve('')));
  const answer = await Promise.race([reader.question(`${question} [y/N] `), closed]);
  reader.close();
  return /^y(?:es)?$/i.test(answer.trim());
};
