import { createReadStream } from 'node:fs';
import type { ForgeRequest } from '../../core/forge/forge.ts';
import type { ForgeAnswer } from '../../core/forge/why-refused.ts';
import { type Refusal, refusal } from '../../core/refusal.ts';
import { toVisibleLine } from '../../core/text/visible.ts';

export interface Sending {
  /** The name and the value of the header that has the token. */
  readonly authorization: readonly [string, string];
  readonly agent: string;
  readonly signal?: AbortSignal;
  /** Milliseconds for a request without a file. */
  readonly timeout?: number;
}

const TIMEOUT_MS = 30_000;
/** A file takes as long as its size does on a slow line, and a minute. */
const BYTES_PER_MS = 32;
/** No answer about releases is longer. */
const ANSWER_LIMIT = 16 * 1024 * 1024;

/**
 * Sends one request, and follows no redirection: the token is for the host that was planned.
 *
 * @returns a refusal where there was no answer; then it is not known whether something was done
 */
export async function sendRequest(
  { method, url, body, file }: ForgeRequest,
  { authorization: [name, value], agent, signal, timeout = TIMEOUT_MS }: Sending,
): Promise<ForgeAnswer | Refusal> {
  const limit = file ? 60_000 + Math.ceil(file.asset.size / BYTES_PER_MS) : timeout;
  const ending = AbortSignal.timeout(limit);
  const content = file ? fileContent(file) : body && { type: 'application/json', body: JSON.stringify(body) };
  const host = new URL(url).host;
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, ending]) : ending,
      headers: {
        accept: 'application/json',
        'user-agent': agent,
        [name]: value,
        ...(content && { 'content-type': content.type }),
        ...(content && 'length' in content && { 'content-length': String(content.length) }),
      },
      ...(content && { body: content.body, duplex: 'half' }),
    });
    const text = await readLimited(response);
    if (text === null) return refusal('forge-answer', `${host} answered with more than can be an answer`);
    return { status: response.status, headers: new Map(response.headers), json: parse(withoutSecret(text, value)) };
  } catch (error) {
    if (signal?.aborted) return refusal('stopped', `it was stopped while ${host} was asked`, SEE_FIRST);
    if (ending.aborted)
      return refusal('forge-timeout', `${host} did not answer within ${Math.round(limit / 1000)} seconds`, SEE_FIRST);
    return refusal('forge-unreachable', `${host} cannot be reached: ${reasonOf(error)}`, SEE_FIRST);
  }
}

/** An answer that repeats the token is shown without it. */
function withoutSecret(text: string, authorization: string): string {
  const secret = authorization.slice(authorization.indexOf(' ') + 1);
  return secret.length < 8 ? text : text.replaceAll(secret, '***');
}

const SEE_FIRST = 'Run the command again: it looks first what is there';

interface Content {
  readonly type: string;
  readonly length: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** The bytes of a file as they are, or as the one field of a form; never all of them in memory. */
function fileContent({ asset, field }: NonNullable<ForgeRequest['file']>): Content {
  const boundary = `release-ledger-${asset.digest}`;
  const name = encodeURIComponent(asset.name);
  const before =
    field === null
      ? ''
      : `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const behind = field === null ? '' : `\r\n--${boundary}--\r\n`;
  const [start, end] = [Buffer.from(before), Buffer.from(behind)];
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    if (start.length > 0) yield start;
    // No more of it than was announced: what has grown meanwhile is not what was shown.
    if (asset.size > 0) yield* createReadStream(asset.path, { end: asset.size - 1 });
    if (end.length > 0) yield end;
  };
  return {
    type: field === null ? 'application/octet-stream' : `multipart/form-data; boundary=${boundary}`,
    length: start.length + asset.size + end.length,
    body: pieces(),
  };
}

async function readLimited({ body }: Response): Promise<string | null> {
  if (!body) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > ANSWER_LIMIT) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `fetch` says only that it failed; why stands in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return toVisibleLine(REASONS.get(code) ?? (cause instanceof Error ? cause.message || code : String(cause))).slice(
    0,
    300,
  );
}

const REASONS = new Map([
  ['ENOTFOUND', 'no address is known of it'],
  ['ECONNREFUSED', 'it takes no connection'],
  ['ECONNRESET', 'it broke off the connection'],
  ['UND_ERR_SOCKET', 'it broke off the connection'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is signed by nobody that is known here (see NODE_EXTRA_CA_CERTS)'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is signed by nobody that is known here (see NODE_EXTRA_CA_CERTS)'],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'its certificate is signed by nobody that is known here (see NODE_EXTRA_CA_CERTS)',
  ],
]);
