/** What is needed of the library, named one by one: a lazy import of all of it would keep all of it in the bundle. */
export { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
