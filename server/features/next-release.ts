import type { NextVersionDto } from '../../src/protocol/dto.ts';
import type { Block } from '../markup.ts';
import type { View } from '../view.ts';

export function nextRelease(_view: View): NextVersionDto | null {
  return null;
}

export function describeNext(_view: View): readonly Block[] {
  return [];
}
