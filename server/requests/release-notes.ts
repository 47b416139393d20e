import type { AnswerDto, NotesDto } from '../../src/protocol/dto.ts';
import { toReleaseNotes } from '../features/release-notes.ts';
import type { View } from '../view.ts';
import { refuse } from './answers.ts';

/** The release notes of the first section with this label. */
export function previewNotes({ place, check: { changelog } }: View, label: string): AnswerDto<NotesDto> {
  const release = changelog.releases.find((each) => each.label === label);
  if (!release) return refuse('unknown-release', `${place.path} has no release “${label}”`);
  return { value: { title: release.label, markdown: toReleaseNotes(changelog, release) } };
}
