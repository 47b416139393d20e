import type { Plugin } from 'esbuild';

export const ABSENT_FEATURES: readonly string[];
export const ABSENT_FILES: RegExp;
export const ABSENT_MIXINS: readonly string[];
export function leaveOut(): Plugin;
