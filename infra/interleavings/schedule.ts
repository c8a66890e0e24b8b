import fc from 'fast-check';

/** Something that happens on its own, or at the same time as another; numbers choose among what there is then. */
export type Moment =
  | { readonly what: 'place' }
  | { readonly what: 'deliver'; readonly letter: number }
  | { readonly what: 'deliver again'; readonly letter: number }
  | { readonly what: 'deadline' | 'cancel' | 'accept'; readonly order: number }
  | { readonly what: 'suspend'; readonly consumer: ConsumerName };

export type Step =
  | Moment
  | { readonly what: 'die over' | 'lose'; readonly letter: number }
  | { readonly what: 'at once'; readonly moments: readonly [Moment, Moment] };

export type ConsumerName = 'martha' | 'percy';

/** An order of samosas from Ajanta. */
export interface Wish {
  readonly consumer: ConsumerName;
  readonly samosas: number;
  /** Its commands and replies are delivered before anything else happens. */
  readonly promptly: boolean;
  /** Why the restaurant must refuse it. */
  readonly flaw?: 'total' | 'item' | 'address';
}

export interface Schedule {
  /** The orders, one for each `place`; those left over are placed at the end. */
  readonly wishes: readonly Wish[];
  readonly steps: readonly Step[];
  /** Which letters to deliver next when all else is done; after these, the oldest. */
  readonly rest: readonly number[];
}

const ANY = fc.nat({ max: 30 });

const flaws = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 6 },
  { arbitrary: fc.constantFrom('total', 'item', 'address'), weight: 1 },
);

/** Percy has credit for four samosas; his orders compete for it. */
const wish: fc.Arbitrary<Wish> = fc.record({
  consumer: fc.constantFrom('percy', 'martha'),
  samosas: fc.integer({ min: 1, max: 4 }),
  promptly: fc.boolean(),
  flaw: flaws,
});

const atMost = (maxLength: number): fc.ArrayConstraints => ({ maxLength, size: 'max' });

const of = <What extends string>(...what: What[]): fc.Arbitrary<What> => fc.constantFrom(...what);

const moment: fc.Arbitrary<Moment> = fc.oneof(
  { arbitrary: fc.record({ what: of('deliver'), letter: ANY }), weight: 20 },
  { arbitrary: fc.record({ what: of('deliver again'), letter: ANY }), weight: 4 },
  { arbitrary: fc.record({ what: of('cancel', 'cancel', 'accept', 'deadline'), order: ANY }), weight: 5 },
  { arbitrary: fc.record({ what: of('place') }), weight: 3 },
  { arbitrary: fc.record({ what: of('suspend'), consumer: of('martha', 'percy') }), weight: 1 },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: moment, weight: 20 },
  { arbitrary: fc.record({ what: of('die over', 'lose'), letter: ANY }), weight: 2 },
  { arbitrary: fc.record({ what: of('at once'), moments: fc.tuple(moment, moment) }), weight: 6 },
);

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  wishes: fc.array(wish, { minLength: 1, maxLength: 4 }),
  steps: fc.array(step, atMost(40)),
  rest: fc.array(ANY, atMost(30)),
});
