/** @param {readonly number[]} values @param {number} share of the values that are not larger, 0 to 1 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * A figure with its spread.
 * @typedef {object} Figure
 * @property {number} value the median
 * @property {number} low a tenth of the runs are not above it
 * @property {number} high a tenth of the runs are not below it
 * @property {number} runs
 */

/** @param {readonly number[]} values @returns {Figure} */
export function toFigure(values) {
  return { value: quantile(values, 0.5), low: quantile(values, 0.1), high: quantile(values, 0.9), runs: values.length };
}

/**
 * What one side took of what the other took, round by round: both sides of a round ran under the same load.
 * @param {readonly number[]} ours
 * @param {readonly number[]} theirs
 */
export function toRatio(ours, theirs) {
  const rounds = Math.min(ours.length, theirs.length);
  const { low, high } = toFigure(Array.from({ length: rounds }, (_, i) => Number(ours[i]) / Number(theirs[i])));
  return { value: quantile(ours, 0.5) / quantile(theirs, 0.5), low, high, runs: rounds };
}
