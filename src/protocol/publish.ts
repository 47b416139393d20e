/** The release of a tag at its forge: what would be sent, and sending it. Only in a trusted workspace. */
import type { AnswerDto } from './dto.ts';
import type { ReleaseParams } from './manifests.ts';
import type { RequestMessage } from './messages.ts';

export interface PublishParams extends ReleaseParams {
  readonly options: PublishOptionsDto;
  /** A token, and the host that the user gives it for. Without one those of the environment are looked for. */
  readonly token?: { readonly value: string; readonly host: string };
}

export interface PublishOptionsDto {
  /** Let everybody see it. */
  readonly public?: boolean;
  /** Write a release that is there anew. */
  readonly update?: boolean;
  /** With the policy's bundle. */
  readonly bundle?: boolean;
}

/** What would be sent to a forge. */
export interface PlannedPublishDto {
  /** One line in the imperative: `Draft a release of 1.2.0 at api.github.com`. */
  readonly title: string;
  readonly forge: { readonly kind: 'github' | 'gitlab' | 'gitea'; readonly host: string };
  /** Every request with all that is in it but the token, as Markdown. */
  readonly description: string;
  /** The requests, one line each. */
  readonly requests: readonly string[];
  /** `no-token`, `no-drafts` and `exists` are mended by a word of the user. */
  readonly blockers: readonly { readonly code: string; readonly message: string; readonly hint: string | null }[];
  readonly notes: readonly string[];
  /** The page of the release that is there already; null for none. */
  readonly page: string | null;
}

/** What would be sent; asks the forge what it has, and not even that without a token. */
export const planPublishRequest: RequestMessage<PublishParams, AnswerDto<PlannedPublishDto>> = {
  method: 'releaseLedger/planPublish',
};

/** Sends it. @returns the page of the release */
export const publishRequest: RequestMessage<PublishParams, AnswerDto<{ readonly page: string }>> = {
  method: 'releaseLedger/publish',
};
