/**
 * How one setting of the policy file is written. The validator, the JSON Schema and the documentation all come from it.
 */
export type Setting = TextSetting | ChoiceSetting | NumberSetting | ListSetting | ObjectSetting | MapSetting;

interface Described {
  /** Markdown, one or two sentences: what it decides. */
  readonly description: string;
}

export interface TextSetting extends Described {
  readonly type: 'text';
  /** Placeholders in braces that are replaced when the setting is used: `{version}`. Any other is a mistake. */
  readonly placeholders?: readonly string[];
  /** A placeholder that has to be there. */
  readonly required?: string;
  /** True where an empty text says that there is none. */
  readonly mayBeEmpty?: boolean;
  /** True where it becomes the name of a tag or branch, which must be one that is safe everywhere. */
  readonly refName?: boolean;
}

/** One of a few words or numbers, each with what it means. */
export interface ChoiceSetting extends Described {
  readonly type: 'choice';
  readonly values: ReadonlyMap<string | number, string>;
}

export interface NumberSetting extends Described {
  readonly type: 'number';
  readonly minimum: number;
  readonly maximum: number;
}

export interface ListSetting extends Described {
  readonly type: 'list';
  readonly items: Setting;
}

export interface ObjectSetting extends Described {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Setting>>;
  readonly required?: readonly string[];
  /** What a list's object gets for the properties that it leaves out. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** Keys from a known set, all with the same kind of value. */
export interface MapSetting extends Described {
  readonly type: 'map';
  /** The known keys with what each of them is. */
  readonly keys: ReadonlyMap<string, string>;
  /** Further keys that only others can list; an anchored expression. */
  readonly pattern?: RegExp;
  readonly values: Setting;
}
