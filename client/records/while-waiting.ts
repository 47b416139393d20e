import { type CancellationToken, ProgressLocation, window } from 'vscode';

/** Shows that something is under way, with a button that ends it. */
export function whileWaiting<T>(title: string, wait: (token: CancellationToken) => Promise<T>): Thenable<T> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) => wait(token),
  );
}
