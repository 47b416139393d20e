import { ANNOUNCEMENT_TEMPLATES } from './templates/announcements.ts';
import { NOTES_TEMPLATES } from './templates/notes.ts';
import { PAGE_TEMPLATES } from './templates/pages.ts';

/** The texts of the templates that come with the product, by name; `TEMPLATE_SUMMARIES` says what they are for. */
export const BUILT_IN_TEMPLATES: ReadonlyMap<string, string> = new Map([
  ...NOTES_TEMPLATES,
  ...ANNOUNCEMENT_TEMPLATES,
  ...PAGE_TEMPLATES,
]);
