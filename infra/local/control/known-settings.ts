import { Refusal } from './demo.js';

/** Throws Refusal for a name that is none of the settings, with those that are like it, or else all of them. */
export function demandKnown(names: readonly string[], settings: readonly string[]): void {
  const unknown = names.find((name) => !settings.includes(name.replace(/_FILE$/, '')));
  if (unknown === undefined) return;
  const alike = settings.filter((setting) => shareWord(unknown, setting));
  const [which, listed] = alike.length > 0 ? ['Like it are', alike] : ['There are', settings];
  throw new Refusal(`There is no setting ${unknown}. ${which} ${listed.toSorted().join(', ')}.`);
}

const UNITS = ['MS', 'S', 'URL'];

const shareWord = (one: string, other: string): boolean =>
  one.split('_').some((word) => !UNITS.includes(word) && other.split('_').includes(word));
