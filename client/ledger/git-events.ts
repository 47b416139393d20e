import { Disposable, type Event, extensions, type Uri } from 'vscode';
import { OnceQuiet } from '../once-quiet.ts';

/** As much of the built-in git extension's API, version 1, as is used here. */
interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: Event<GitRepository>;
  readonly onDidCloseRepository: Event<GitRepository>;
}

interface GitRepository {
  readonly rootUri: Uri;
  readonly state: {
    readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
    readonly onDidChange: Event<void>;
  };
  readonly getRefs: (query: { readonly pattern?: string }) => Promise<readonly GitRef[]>;
}

interface GitRef {
  readonly name?: string;
  readonly commit?: string;
}

interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: Event<boolean>;
  readonly getAPI: (version: 1) => GitApi;
}

/** The git extension tells of every save of a file, too: what is asked for waits until it is quiet. */
const QUIET_MS = 500;

/**
 * Tells when the built-in git extension has seen HEAD or a tag move. Refs are watched by the server as well; this knows of
 * those that lie outside of the workspace, too. Where the extension is missing or disabled nothing is told.
 */
export class GitEvents {
  readonly #refsMoved: () => void;
  readonly #watched = new Map<string, Disposable>();
  readonly #seen = new Map<string, string>();
  readonly #listeners: Disposable[] = [];
  #api: GitApi | null = null;

  constructor(refsMoved: () => void) {
    this.#refsMoved = refsMoved;
    this.#find();
    this.#listeners.push(extensions.onDidChange(() => this.#find()));
  }

  /** True once the git extension has a repository open, and it is known what to compare its next event with. */
  get isListening(): boolean {
    const repositories = this.#api?.repositories ?? [];
    return repositories.length > 0 && repositories.every(({ rootUri }) => this.#seen.has(rootUri.toString()));
  }

  dispose(): void {
    Disposable.from(...this.#listeners, ...this.#watched.values()).dispose();
  }

  /** It activates by itself where there is a repository; we do not activate it where there is none. */
  #find(): void {
    const extension = extensions.getExtension<GitExtension>('vscode.git');
    if (this.#api || !extension) return;
    void extension.activate().then(
      (git) => {
        this.#listeners.push(git.onDidChangeEnablement(() => this.#listen(git)));
        this.#listen(git);
      },
      // It may be disabled in a workspace that is not trusted: the server watches the refs by itself.
      () => undefined,
    );
  }

  #listen(git: GitExtension): void {
    if (!git.enabled || this.#api) return;
    this.#api = git.getAPI(1);
    this.#listeners.push(
      this.#api.onDidOpenRepository((repository) => this.#watch(repository)),
      this.#api.onDidCloseRepository(({ rootUri }) => this.#forget(rootUri.toString())),
    );
    for (const repository of this.#api.repositories) this.#watch(repository);
  }

  #watch(repository: GitRepository): void {
    const key = repository.rootUri.toString();
    this.#forget(key);
    void this.#compare(repository, false);
    const quiet = new OnceQuiet(QUIET_MS, () => void this.#compare(repository, true));
    this.#watched.set(
      key,
      Disposable.from(
        quiet,
        repository.state.onDidChange(() => quiet.ask()),
      ),
    );
  }

  #forget(key: string): void {
    this.#watched.get(key)?.dispose();
    this.#watched.delete(key);
  }

  async #compare(repository: GitRepository, tell: boolean): Promise<void> {
    const key = repository.rootUri.toString();
    try {
      const tags = await repository.getRefs({ pattern: 'refs/tags' });
      const { HEAD } = repository.state;
      const now = JSON.stringify([HEAD?.name, HEAD?.commit, tags.map(({ name, commit }) => [name, commit])]);
      const before = this.#seen.get(key);
      this.#seen.set(key, now);
      if (tell && before !== undefined && before !== now) this.#refsMoved();
    } catch {
      // A repository that git cannot read just now is compared with what was seen before once its next event comes.
    }
  }
}
