/**
 * Release manifests and what lies beside them. The server makes texts and edits; bundles, which are no texts, are written by
 * the command line that it starts.
 */
import type { AnswerDto, CountsDto, NotCheckedDto, WorkspaceEditDto } from './dto.ts';
import type { DocumentParams, RequestMessage } from './messages.ts';

export interface ReleaseParams extends DocumentParams {
  /** The release's label as its heading has it; the version for a tag that has no section. */
  readonly release: string;
}

export interface RecordFileDto {
  readonly uri: string;
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
}

/** The manifests of a release that are there, the form that counts first. */
export const releaseManifestsRequest: RequestMessage<ReleaseParams, AnswerDto<readonly RecordFileDto[]>> = {
  method: 'releaseLedger/releaseManifests',
};

/** A manifest that was made; nothing was written. */
export interface GeneratedManifestDto extends RecordFileDto {
  readonly text: string;
  /** `new`: nothing is there · `same`: what is there says the same, but for its time · `other`: something else is there. */
  readonly state: 'new' | 'same' | 'other';
  /** What makes the manifest that is there say the same; null where none is there, or it does. */
  readonly edit: WorkspaceEditDto | null;
}

export interface GeneratedManifestsDto {
  readonly manifests: readonly GeneratedManifestDto[];
  /** What nobody but a person can say, as sentences without a full stop. */
  readonly open: readonly string[];
  /** True where the type of the release is to be said. */
  readonly needsType: boolean;
  /** The types that the policy knows. */
  readonly types: readonly string[];
}

export interface GenerateManifestParams extends ReleaseParams {
  /** The type of the release, where neither its version nor its title says it. */
  readonly type?: string;
}

/** Makes the manifests of a release from changelog, git and policy; what people wrote in those that are there is kept. */
export const generateManifestRequest: RequestMessage<GenerateManifestParams, AnswerDto<GeneratedManifestsDto>> = {
  method: 'releaseLedger/generateManifest',
};

export interface VerifyManifestsParams {
  /** The only manifest that is asked for; all of the workspace where it is missing. */
  readonly textDocument?: { readonly uri: string };
}

export interface VerifiedManifestsDto {
  readonly manifests: readonly (RecordFileDto & { readonly counts: CountsDto })[];
  readonly counts: CountsDto;
  /** Manifests that the newest tag has, and their folder has no more. */
  readonly deleted: readonly string[];
  readonly notChecked: readonly NotCheckedDto[];
}

/** Hashes what manifests list and checks them with every rule; their problems are published as diagnostics. */
export const verifyManifestsRequest: RequestMessage<VerifyManifestsParams, AnswerDto<VerifiedManifestsDto>> = {
  method: 'releaseLedger/verifyManifests',
};

/** The lists of digests of the workspace, where the policies say that they stand. */
export const checksumListsRequest: RequestMessage<Record<string, never>, readonly RecordFileDto[]> = {
  method: 'releaseLedger/checksumLists',
};

export interface VerifiedListDto extends RecordFileDto {
  readonly files: number;
  readonly problems: number;
  /** Why it is not known whether files are missing in the list; null where that was checked. */
  readonly notChecked: string | null;
}

/** Hashes the files of a list of digests; its problems are published as diagnostics, and hold until the list changes. */
export const verifyChecksumsRequest: RequestMessage<DocumentParams, AnswerDto<VerifiedListDto>> = {
  method: 'releaseLedger/verifyChecksums',
};

export interface BundleParams extends ReleaseParams {
  readonly format?: 'tar.gz' | 'zip';
}

export interface BundleDto {
  /** What was made, and notes about it, one sentence each. */
  readonly said: readonly string[];
  /** The bundle; null where it is not in the folder of the workspace. */
  readonly file: RecordFileDto | null;
}

/** Packs what was tagged, by the policy's layout, and writes it where the policy says. Never over anything that is there. */
export const createBundleRequest: RequestMessage<BundleParams, AnswerDto<BundleDto>> = {
  method: 'releaseLedger/createBundle',
};

/** Packs everything that proves a release – trace, manifest, checklist, gates, section, tag – into one archive. */
export const createEvidencePackRequest: RequestMessage<ReleaseParams, AnswerDto<BundleDto>> = {
  method: 'releaseLedger/createEvidencePack',
};

export interface SbomDto {
  /** CycloneDX as JSON. */
  readonly text: string;
  /** What could not be read, one sentence each. */
  readonly notes: readonly string[];
}

/** The bill of materials of a tagged release; nothing is written. */
export const createSbomRequest: RequestMessage<ReleaseParams, AnswerDto<SbomDto>> = {
  method: 'releaseLedger/createSbom',
};
