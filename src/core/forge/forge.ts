/** The families of forges whose releases can be made; Forgejo speaks what Gitea speaks. */
export type ForgeKind = 'github' | 'gitlab' | 'gitea';

/** Where the releases of a repository are made. */
export interface Forge {
  readonly kind: ForgeKind;
  /** The host of the interface, with its port where that is not the usual one. */
  readonly host: string;
  /** Where requests go, without `/` at its end: `https://api.github.com`. */
  readonly api: string;
  /** The same for files; GitHub takes them at a host of its own. */
  readonly uploads: string;
  /** `owner/name`; of GitLab with all its groups. */
  readonly repository: string;
}

/** A request, as it is shown before it is sent. The token is added where it is sent, and nowhere else. */
export interface ForgeRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  readonly url: string;
  /** JSON. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** A file whose bytes are the body, or one field of a form. */
  readonly file?: { readonly asset: Asset; readonly field: string | null };
}

/** A file that belongs to a release. */
export interface Asset {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  /** SHA-256 in hexadecimal digits. */
  readonly digest: string;
}

/** What a release is to be. */
export interface WantedRelease {
  readonly tag: string;
  readonly name: string;
  /** Markdown. */
  readonly notes: string;
  readonly prerelease: boolean;
  readonly draft: boolean;
}

/** A release that a forge has. What its forge does not know is null. */
export interface FoundRelease {
  /** How it is called in requests. */
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  readonly notes: string;
  readonly draft: boolean;
  readonly prerelease: boolean | null;
  readonly page: string;
  readonly assets: readonly FoundAsset[];
}

export interface FoundAsset {
  readonly name: string;
  readonly size: number | null;
  /** SHA-256 in hexadecimal digits. */
  readonly digest: string | null;
}

/** How one kind of forge is spoken to: requests as data, and answers read from whatever came back. */
export interface ForgeDialect {
  readonly drafts: boolean;
  /** The header that carries a token. @param variable the name of the environment's variable that it came from */
  readonly authorize: (token: string, variable: string) => readonly [string, string];
  readonly tag: (forge: Forge, tag: string) => ForgeRequest;
  /** What a tag names there: its own object, its commit, whichever is told. */
  readonly readTag: (answer: unknown) => readonly string[];
  /** The release of a tag that everybody sees. */
  readonly find: (forge: Forge, tag: string) => ForgeRequest;
  /** A page of all releases, drafts included. @param page from 1 */
  readonly list: (forge: Forge, page: number) => ForgeRequest;
  readonly readRelease: (answer: unknown) => FoundRelease | null;
  readonly create: (forge: Forge, wanted: WantedRelease) => ForgeRequest;
  /** Only what is named is changed. */
  readonly update: (forge: Forge, id: string, changes: Partial<WantedRelease>) => ForgeRequest;
  /** What sends a file, one request behind the other. */
  readonly upload: (forge: Forge, release: Pick<FoundRelease, 'id' | 'tag'>, asset: Asset) => readonly ForgeRequest[];
}

/** How many releases are asked for at a time. */
export const PAGE_SIZE = 50;
