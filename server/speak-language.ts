import type { Session } from './session.ts';

/**
 * Has a session say its words in the client's language; until those are read, and in every other language, in English.
 *
 * @param spoken called once they are read: what was shown before is in English
 */
export async function speakLanguage(session: Session, language: string, spoken: () => void): Promise<void> {
  if (language !== 'de') return;
  const { sayAgainInGerman, sayInGerman } = await import('../src/core/text/say-in-german.ts');
  session.say = sayInGerman;
  session.sayAgain = sayAgainInGerman;
  spoken();
}
