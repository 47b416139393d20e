// Every host of extensions has these two, Node and web workers alike; the types of neither are wanted here.
declare function setTimeout(run: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Runs something once nobody has asked for it for a moment, however often it was asked for before. */
export class OnceQuiet {
  readonly #milliseconds: number;
  readonly #run: () => void;
  #timer: unknown;

  constructor(milliseconds: number, run: () => void) {
    this.#milliseconds = milliseconds;
    this.#run = run;
  }

  ask(): void {
    this.dispose();
    this.#timer = setTimeout(this.#run, this.#milliseconds);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
