/**
 * Writes changelogs of any size for benchmarks and tests. The same options give the same text, on every machine.
 *
 * @typedef {object} SyntheticOptions
 * @property {number} bytes the size to reach; the text is ASCII, so bytes are characters
 * @property {number} [seed]
 * @property {boolean} [rough] with what real changelogs have beside the standard's form: fences, comments, deep lists
 */

const WORDS =
  'archive argument branch buffer bundle cache changelog checksum client command commit config crash date default diff ' +
  'directory editor encoding entry error event extension file filter flag folder format handler header history index ' +
  'label length limit link list loader locale log lookup manifest memory merge message mode module name option order ' +
  'output parser path pattern payload policy prefix process profile progress prompt query range reader record release ' +
  'reply report request response result retry rule schema scope section server session setting signal size snapshot ' +
  'source span state status stream summary symbol table tag target template thread timeout token tree update user ' +
  'value version view watcher window worker workspace writer';
const NOUNS = WORDS.split(' ');
const VERBS =
  'accept allow check close compare count create detect drop find fold handle hide keep load merge move open parse print read refuse remove rename report resolve return save send show skip sort start stop store trim update validate write'.split(
    ' ',
  );
const LINKERS = ['for', 'of', 'in', 'with', 'without', 'after', 'before', 'from', 'while', 'when'];
const CATEGORIES = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
const REPOSITORY = 'https://github.com/acme/widget';
const DAY = 86_400_000;

/**
 * @param {SyntheticOptions} options
 * @returns {{ text: string, releases: number }}
 */
export function synthesizeChangelog({ bytes, seed = 1, rough = true }) {
  const random = toRandom(seed);
  const head = writeHead(random);
  const sections = [];
  const definitions = [];
  let size = head.length;
  /** @type {Version | null} */
  let before = null;
  for (let day = Date.UTC(1975, 0, 1); size < bytes; day += DAY * random.between(1, 2)) {
    const version = nextVersion(before, random);
    const section = writeRelease(version, new Date(day).toISOString().slice(0, 10), random, rough);
    const definition = `[${toName(version)}]: ${toAddress(before, version)}\n`;
    sections.push(section);
    definitions.push(definition);
    size += section.length + definition.length;
    before = version;
  }
  const unreleased = before ? `[Unreleased]: ${REPOSITORY}/compare/v${toName(before)}...HEAD\n` : '';
  return {
    text: head + sections.reverse().join('') + unreleased + definitions.reverse().join(''),
    releases: sections.length,
  };
}

/**
 * A small fast generator (xorshift32): the platform's own cannot be seeded.
 * @param {number} seed
 */
function toRandom(seed) {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x9e3779b9) >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
  return {
    /** @param {number} probability */
    chance: (probability) => next() < probability,
    /** @param {number} low @param {number} high both included */
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    /** @template T @param {readonly T[]} items @returns {T} */
    pick: (items) => /** @type {T} */ (items[Math.floor(next() * items.length)]),
  };
}

/** @typedef {ReturnType<typeof toRandom>} Random */
/** @typedef {readonly [major: number, minor: number, patch: number]} Version */

/** @param {Random} random */
function writeHead(random) {
  return `# Changelog

All notable changes to this project will be documented in this file.

The format is based on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/),
and this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).

## [Unreleased]

### Added

- ${writeSentence(random)}

`;
}

/** @param {Version | null} before @param {Random} random @returns {Version} */
function nextVersion(before, random) {
  if (!before) return [0, 1, 0];
  const [major, minor, patch] = before;
  if (random.chance(0.01)) return [major + 1, 0, 0];
  return random.chance(0.35) ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

/** @param {Version} version */
const toName = (version) => version.join('.');

/** @param {Version | null} before @param {Version} version */
function toAddress(before, version) {
  const tag = `v${toName(version)}`;
  return before ? `${REPOSITORY}/compare/v${toName(before)}...${tag}` : `${REPOSITORY}/releases/tag/${tag}`;
}

/** @param {Version} version @param {string} date @param {Random} random @param {boolean} rough */
function writeRelease(version, date, random, rough) {
  const yanked = rough && random.chance(0.01) ? ' [YANKED]' : '';
  let text = `## [${toName(version)}] - ${date}${yanked}\n\n`;
  if (random.chance(0.08)) text += `${writeSentence(random)}\n\n`;
  const wanted = random.between(1, 3);
  const first = random.between(0, CATEGORIES.length - wanted);
  for (const category of CATEGORIES.slice(first, first + wanted)) {
    text += `### ${category}\n\n`;
    for (let entries = random.between(1, 5); entries > 0; entries--) text += writeEntry(category, random, rough);
    if (rough && random.chance(0.01)) text += `\n<!-- ${writePhrase(random, 2)} -->\n`;
    text += '\n';
  }
  return text;
}

/** @param {string} category @param {Random} random @param {boolean} rough */
function writeEntry(category, random, rough) {
  const breaking = (category === 'Removed' || category === 'Changed') && random.chance(0.05) ? '**Breaking:** ' : '';
  const identifier =
    category === 'Security' ? `CVE-${random.between(2000, 2026)}-${random.between(10_000, 99_999)}: ` : '';
  let text = `- ${breaking}${identifier}${writeSentence(random)}`;
  if (random.chance(0.15)) text += `\n  ${writeSentence(random)}`;
  if (random.chance(0.55)) {
    const issue = random.between(1, 20_000);
    text += ` ([#${issue}](${REPOSITORY}/pull/${issue}))`;
  }
  if (random.chance(0.1)) text += ` by @${random.pick(NOUNS)}`;
  text += '\n';
  if (random.chance(0.06)) text += `  - ${writeSentence(random)}\n  - ${writeSentence(random)}\n`;
  if (rough && random.chance(0.005)) {
    text += `\n  \`\`\`ts\n  const ${random.pick(NOUNS)} = ${random.pick(VERBS)}();\n  ## no heading\n  \`\`\`\n\n`;
  }
  return text;
}

/** @param {Random} random */
function writeSentence(random) {
  let text = writePhrase(random, random.between(1, 3));
  if (random.chance(0.45)) text += ` \`${random.pick(NOUNS)}.${random.pick(VERBS)}()\``;
  if (random.chance(0.2)) text += ` **${random.pick(NOUNS)} ${random.pick(NOUNS)}**`;
  if (random.chance(0.3)) text += ` ${random.pick(LINKERS)} the ${random.pick(NOUNS)} ${random.pick(NOUNS)}`;
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}

/** @param {Random} random @param {number} links */
function writePhrase(random, links) {
  let text = `${random.pick(VERBS)} the ${random.pick(NOUNS)}`;
  for (let i = 0; i < links; i++) text += ` ${random.pick(LINKERS)} ${random.pick(NOUNS)}`;
  return text;
}
