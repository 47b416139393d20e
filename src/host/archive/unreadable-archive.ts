/** What is read is no archive that can be trusted; the message is a sentence without a full stop. */
export class UnreadableArchive extends Error {
  override readonly name = 'UnreadableArchive';
}
