import type { NextVersion } from '../../src/core/index.ts';
import { toVisible } from '../../src/core/text/visible.ts';
import type { AnswerDto, NextVersionDto } from '../../src/protocol/dto.ts';
import { planNextRelease } from '../features/next-release.ts';
import type { View } from '../view.ts';
import { refuse } from './answers.ts';

/** The next version of a changelog and why, or why there is none. */
export function answerNextVersion(view: View): AnswerDto<NextVersionDto> {
  const next = planNextRelease(view);
  return 'code' in next ? refuse(next.code, next.message, next.hint) : { value: toNextVersionDto(next) };
}

export function toNextVersionDto({ current, next, level, reasons }: NextVersion): NextVersionDto {
  return {
    current,
    next,
    level,
    reasons: reasons.map(({ category, text, line, level: asked }) => ({
      category: toVisible(category),
      text: toVisible(text),
      line,
      level: asked,
    })),
  };
}
