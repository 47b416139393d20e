import { cpus, totalmem } from 'node:os';

/** @typedef {import('./statistics.mjs').Figure} Figure */

/**
 * @typedef {object} Measurement what one measurement found; `notMeasured` says why there is nothing
 * @property {string} [notMeasured]
 * @property {readonly { name: string, figure: Figure, unit: string, cold?: number, p95?: number }[]} [times]
 * @property {readonly { goal?: string, name: string, figure: Figure, unit?: string }[]} [ratios]
 *
 * @typedef {object} Row
 * @property {string} goal
 * @property {string} name
 * @property {Figure} figure
 * @property {string | undefined} [unit]
 * @property {number} must
 * @property {number} aim
 * @property {'aim' | 'must' | 'missed' | 'not measured'} verdict
 */

/** @param {readonly import('../goals/targets.mjs').Target[]} targets @param {Measurement} measurement @returns {Row[]} */
export function judge(targets, { ratios = [] }) {
  return ratios.flatMap(({ goal, name, figure, unit }) => {
    const target = targets.find((each) => each.goal === goal && each.name === name);
    return target ? [{ ...target, figure, unit, verdict: verdictOf(figure.value, target) }] : [];
  });
}

/** @param {number} value @param {{ must: number, aim: number }} target */
function verdictOf(value, { must, aim }) {
  if (Number.isNaN(value)) return 'not measured';
  if (value <= aim) return 'aim';
  return value <= must ? 'must' : 'missed';
}

export function describeMachine() {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model.trim()}, ${memory} GiB`;
}

/** @param {Measurement} measurement */
export function describeTimes({ times = [] }) {
  const width = Math.max(...times.map(({ name }) => name.length));
  return times.map(({ name, figure, unit, cold, p95 }) => {
    const spread = figure.runs > 1 ? `  [${round(figure.low)} – ${round(figure.high)}], ${figure.runs} runs` : '';
    const extra = [
      cold === undefined ? '' : `, cold ${round(cold)} ${unit}`,
      p95 === undefined ? '' : `, p95 ${round(p95)} ${unit}`,
    ];
    return `    ${name.padEnd(width)}  ${round(figure.value).padStart(7)} ${unit}${spread}${extra.join('')}`;
  });
}

const MARKS = { aim: '✔ aim', must: '✔ must', missed: '✘ missed', 'not measured': '– not measured' };

/** @param {readonly Row[]} rows */
export function describeRows(rows) {
  const cells = rows.map(({ goal, name, figure, unit, must, aim, verdict }) => {
    const write = (/** @type {number} */ value) => (unit ? `${round(value)} ${unit}` : writeRatio(value));
    const spread = figure.runs > 1 ? `${write(figure.low)} … ${write(figure.high)}` : '';
    return [goal, name, write(figure.value), spread, write(must), write(aim), MARKS[verdict]];
  });
  const table = [['goal', 'against', 'measured', '80 % of the rounds', 'must', 'aim', ''], ...cells];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** `1/14.2` for what is faster, `2.41` for what is slower. @param {number} value */
function writeRatio(value) {
  if (Number.isNaN(value)) return '?';
  return value < 0.2 ? `1/${round(1 / value)}` : round(value);
}

/** Three digits are as many as the spread allows. @param {number} value */
function round(value) {
  if (Number.isNaN(value)) return '?';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
