import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a forge has received it. */
export interface Received {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface ForgeRelease {
  id: number;
  tag_name: string;
  name: string;
  body: string;
  draft: boolean;
  prerelease: boolean;
  assets: { name: string; size: number; bytes: Buffer }[];
}

type Answer = {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
  readonly text?: string;
};

/**
 * Plays GitHub, GitLab and Gitea on this machine, as far as releases go: by their documentation, drafts hidden from who asks
 * for their tag, and nothing for who has no token.
 */
export class ForgeServer {
  readonly received: Received[] = [];
  readonly releases: ForgeRelease[] = [];
  /** The objects of pushed tags, by their names. */
  readonly tags = new Map<string, string>();
  /** Answers in the place of the forge; undefined leaves it to the forge. `'hang'` never answers. */
  intervene: (request: Received) => Answer | 'hang' | undefined = () => undefined;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(token = 's3cret'): Promise<ForgeServer> {
    const server = createServer((request, response) => void forge.#take(request, response, token));
    const forge = new ForgeServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return forge;
  }

  /** With its port. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What changes something, in the order of its arrival. */
  get writes(): readonly Received[] {
    return this.received.filter(({ method }) => method !== 'GET');
  }

  /** Where a browser would show the release of a tag. */
  pageOf(tag: string): string {
    const release = this.releases.find(({ tag_name }) => tag_name === tag);
    const name = release?.draft ? `untagged-${release.id}` : tag;
    return `http://${this.host}/o/r/releases/tag/${name}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse, token: string): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const received = { method, url, headers, body: Buffer.concat(chunks) };
    this.received.push(received);
    const given = [headers.authorization, headers['private-token'], headers['job-token']].join(' ');
    const answer =
      this.intervene(received) ??
      (given.includes(token) ? this.#answer(received) : { status: 401, json: { message: 'Bad credentials' } });
    if (answer === 'hang') return;
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json)));
  }

  #answer(request: Received): Answer {
    const { pathname } = new URL(request.url, 'http://forge');
    const [, gitlab] = /^\/api\/v4\/projects\/group%2Fsub%2Fr(\/.*)?$/.exec(pathname) ?? [];
    if (gitlab !== undefined) return this.#answerGitlab(request, gitlab);
    const [, kind = '', rest = ''] = /^\/api\/(v1|v3|uploads)\/repos\/o\/r(\/.*)$/.exec(pathname) ?? [];
    return kind === '' ? { status: 404, json: { message: 'Not Found' } } : this.#answerGithubLike(request, kind, rest);
  }

  #answerGithubLike(request: Received, kind: string, rest: string): Answer {
    const { method } = request;
    const query = new URL(request.url, 'http://forge').searchParams;
    const show = ({ assets, ...release }: ForgeRelease) => ({
      ...release,
      html_url: this.pageOf(release.tag_name),
      assets: assets.map(({ name, size }) => ({ name, size })),
    });
    const absent = { status: 404, json: { message: 'Not Found' } };
    const [, tag] = (kind === 'v3' ? /^\/git\/ref\/tags\/(.+)$/ : /^\/tags\/(.+)$/).exec(rest) ?? [];
    if (tag !== undefined) {
      const object = this.tags.get(decodeURIComponent(tag));
      if (object === undefined) return absent;
      return {
        status: 200,
        json:
          kind === 'v3'
            ? { ref: `refs/tags/${tag}`, object: { sha: object, type: 'tag' } }
            : { name: tag, id: object, commit: { sha: 'c' } },
      };
    }
    const [, named] = /^\/releases\/tags\/(.+)$/.exec(rest) ?? [];
    if (named !== undefined) {
      const found = this.releases.find(({ tag_name, draft }) => tag_name === decodeURIComponent(named) && !draft);
      return found ? { status: 200, json: show(found) } : absent;
    }
    if (rest === '/releases' && method === 'GET') {
      const size = Number(query.get('per_page') ?? query.get('limit'));
      const first = (Number(query.get('page')) - 1) * size;
      return { status: 200, json: this.releases.slice(first, first + size).map(show) };
    }
    const fields = /json/.test(request.headers['content-type'] ?? '') ? JSON.parse(request.body.toString('utf8')) : {};
    if (rest === '/releases' && method === 'POST') {
      if (this.releases.some(({ tag_name, draft }) => tag_name === fields.tag_name && !draft))
        return {
          status: 422,
          json: {
            message: 'Validation Failed',
            errors: [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }],
          },
        };
      const made = {
        id: this.releases.length + 7,
        name: '',
        body: '',
        draft: false,
        prerelease: false,
        assets: [],
        ...fields,
      };
      this.releases.push(made);
      return { status: 201, json: show(made) };
    }
    const [, id, assets] = /^\/releases\/(\d+)(\/assets)?$/.exec(rest) ?? [];
    const release = this.releases.find((each) => String(each.id) === id);
    if (!release) return absent;
    if (assets !== undefined && method === 'POST') {
      const name = query.get('name') ?? '';
      // GitHub takes no body without its length.
      if (kind === 'uploads' && request.headers['content-length'] === undefined) return { status: 411, json: {} };
      const bytes = kind === 'v1' ? fieldOf(request) : request.body;
      release.assets.push({ name, size: bytes.length, bytes });
      return { status: 201, json: { name } };
    }
    if (method !== 'PATCH') return absent;
    Object.assign(release, fields);
    return { status: 200, json: show(release) };
  }

  #answerGitlab({ method, body, headers }: Received, rest: string): Answer {
    const absent = { status: 404, json: { message: '404 Not Found' } };
    const show = ({ tag_name, name, body: description, assets }: ForgeRelease) => ({
      tag_name,
      name,
      description,
      _links: { self: `http://${this.host}/group/sub/r/-/releases/${tag_name}` },
      assets: { links: assets.map((asset) => ({ name: asset.name })) },
    });
    const [, tag] = /^\/repository\/tags\/(.+)$/.exec(rest) ?? [];
    if (tag !== undefined) {
      const object = this.tags.get(decodeURIComponent(tag));
      return object === undefined ? absent : { status: 200, json: { name: tag, target: object, commit: { id: 'c' } } };
    }
    if (rest.startsWith('/packages/generic/') && method === 'PUT')
      return { status: 201, json: { message: '201 Created' } };
    const fields = /json/.test(headers['content-type'] ?? '') ? JSON.parse(body.toString('utf8')) : {};
    if (rest === '/releases' && method === 'GET') return { status: 200, json: this.releases.map(show) };
    if (rest === '/releases') {
      const made = {
        id: 1,
        tag_name: fields.tag_name,
        name: fields.name,
        body: fields.description,
        draft: false,
        prerelease: false,
        assets: [],
      };
      this.releases.push(made);
      return { status: 201, json: show(made) };
    }
    const [, of = '', links] = /^\/releases\/([^/]+)(\/assets\/links)?$/.exec(rest) ?? [];
    const release = this.releases.find(({ tag_name }) => tag_name === decodeURIComponent(of));
    if (!release) return absent;
    if (links !== undefined) {
      release.assets.push({ name: fields.name, size: 0, bytes: Buffer.from(fields.url) });
      return { status: 201, json: { name: fields.name } };
    }
    if (method === 'PUT')
      Object.assign(release, { name: fields.name ?? release.name, body: fields.description ?? release.body });
    return { status: 200, json: show(release) };
  }
}

/** The one field of a form. */
function fieldOf({ headers, body }: Received): Buffer {
  const [, boundary = ''] = /boundary=(.+)$/.exec(headers['content-type'] ?? '') ?? [];
  const start = body.indexOf('\r\n\r\n') + 4;
  return body.subarray(start, body.lastIndexOf(`\r\n--${boundary}--`));
}
