import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { FrameReader } from './frames.ts';

/** Hears what a byte stream turns out to be. After `broken` or `ended` nothing comes any more. */
export interface MessageListener {
  readonly message: (value: unknown) => void;
  /** One message that cannot be understood; the next one can. */
  readonly unreadable: (reason: string) => void;
  /** The framing is lost. */
  readonly broken: (reason: string) => void;
  /** A message has begun and does not go on; whoever waits for an answer should find this in the log. */
  readonly stalled: (reason: string) => void;
  readonly ended: () => void;
}

/** A header comes in one piece; within five seconds its sender must know that it was not understood. */
const HEADER_PATIENCE_MS = 4000;
const BODY_PATIENCE_MS = 10_000;

/** Reads JSON-RPC messages from a byte stream until it ends or breaks. @returns a function that stops listening. */
export function readMessages(input: Readable, listener: MessageListener): () => void {
  const frames = new FrameReader();
  let timer: NodeJS.Timeout | undefined;

  const onData = (chunk: Buffer | string): void => {
    clearTimeout(timer);
    for (const frame of frames.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)) {
      if (frame.body) deliver(frame.body, listener);
      else listener.unreadable(frame.unreadable);
    }
    if (frames.broken !== null) breakOff(frames.broken);
    else watch();
  };
  const watch = (): void => {
    if (frames.state === 'header') {
      timer = setTimeout(() => breakOff('a header that does not end'), HEADER_PATIENCE_MS);
    } else if (frames.state === 'body') {
      timer = setTimeout(() => listener.stalled(`${frames.missing} bytes of a message are missing`), BODY_PATIENCE_MS);
    }
  };
  const onEnd = (): void => {
    stop();
    listener.ended();
  };
  const breakOff = (reason: string): void => {
    stop();
    listener.broken(reason);
  };
  const stop = (): void => {
    clearTimeout(timer);
    input.off('data', onData);
    input.off('end', onEnd);
    input.off('close', onEnd);
    input.off('error', onEnd);
  };

  input.on('data', onData);
  input.on('end', onEnd);
  input.on('close', onEnd);
  input.on('error', onEnd);
  return stop;
}

function deliver(body: Buffer, listener: MessageListener): void {
  if (!isUtf8(body)) {
    listener.unreadable('Unexpected bytes, expected UTF-8');
    return;
  }
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    listener.unreadable('Unexpected text, expected JSON');
    return;
  }
  listener.message(value);
}
