/** Pages about releases: what the records of a changelog come to, written out for a webview. */
import type { DocumentParams, RequestMessage } from './messages.ts';

export const PAGES = ['metrics', 'audit', 'support'] as const;

export type PageKind = (typeof PAGES)[number];

export interface PageParams extends DocumentParams {
  readonly page: PageKind;
  /** The only release that an audit is of, by its label or version; all of them where it is missing. */
  readonly release?: string;
  /** The language of the reader, BCP 47; another one than German is answered in English. */
  readonly language: string;
}

export interface PageDto {
  readonly title: string;
  /** A whole document: what there is to show, or why there is nothing. */
  readonly html: string;
  /** What the document has that no other one has. */
  readonly nonce: string;
}

/** The type of the panels that show them. */
export const PAGE_VIEW = 'releaseLedger.page';

/** The command that shows each page, with `{ uri }`. */
export const PAGE_COMMANDS: Readonly<Record<PageKind, `releaseLedger.${string}`>> = {
  metrics: 'releaseLedger.showDashboard',
  audit: 'releaseLedger.showAuditTrail',
  support: 'releaseLedger.showSupportStatus',
};

/** The commands that pages link to beside those. */
export const PAGE_LINKS = { initialize: 'releaseLedger.initialize' } as const;

/** A page about the releases of a changelog. Of what cannot be had, it says why. */
export const pageRequest: RequestMessage<PageParams, PageDto> = { method: 'releaseLedger/page' };
