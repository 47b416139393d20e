import { FrameReader } from '../../../server/guard/frames.ts';
import { type FuzzTarget, hold } from '../target.ts';

const message = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** LSP's base protocol: however the bytes are cut, the same messages come out. */
export const framing: FuzzTarget = {
  name: 'lsp-framing',
  seeds: [
    message('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}') +
      message('{"jsonrpc":"2.0","method":"exit"}'),
    `Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}${message('[]')}`,
    message('{"jsonrpc":"2.0","method":"x","params":"äöü🎉"}'),
  ],
  words: [
    ...[
      'Content-Length: ',
      'content-length: 5\r\n',
      'Content-Length: 0\r\n\r\n',
      'Content-Length: -1\r\n\r\n',
      '\r\n\r\n',
    ],
    ...[
      'Content-Length: 99999999999999999\r\n\r\n',
      'Content-Type: text/plain; charset=utf-16\r\n',
      ': ',
      'GET / HTTP/1.1\r\n',
    ],
  ],
  check(text, random) {
    const bytes = Buffer.from(text);
    const whole = new FrameReader();
    const expected = whole.push(bytes);
    const cut = new FrameReader();
    const frames: ReturnType<FrameReader['push']>[number][] = [];
    for (let at = 0; at < bytes.length; ) {
      const end = at + 1 + random.below(20);
      frames.push(...cut.push(bytes.subarray(at, end)));
      at = end;
    }
    hold(frames.length === expected.length, 'as many messages, however the bytes are cut');
    for (const [index, frame] of frames.entries())
      hold(
        frame.body?.toString() === expected[index]?.body?.toString(),
        'the same messages, however the bytes are cut',
      );
    hold((cut.broken === null) === (whole.broken === null), 'the framing is lost or not, however the bytes are cut');
  },
};
