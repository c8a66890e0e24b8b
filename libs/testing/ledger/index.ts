export { judge, isClean, type Allowances, type Verdict } from './judge.js';
export { readBooks, type StoreAddresses } from './read-books.js';
export type { Attempt, Books } from './books.js';
