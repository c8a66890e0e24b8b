import { allEnded } from '#service-kit';
import { accept, cancel, overdue, passDeadline, place, suspend } from './acts.js';
import { Postman, type Letter } from './postman.js';
import type { Moment, Schedule, Step, Wish } from './schedule.js';
import type { ThreeServices } from './three-services.js';

type Deed = () => Promise<unknown>;
type OrderDeed = Extract<Moment, { readonly order: number }>;
type LetterDeed = Extract<Exclude<Step, OrderDeed>, { readonly letter: number }>;

export interface PlacedOrder {
  readonly orderId: string;
  readonly wish: Wish;
}

const orderDeeds = { deadline: passDeadline, cancel, accept } as const;

/** Plays a schedule with the three services, and writes down what happens. */
export class Performance {
  readonly postman: Postman;
  readonly orders: PlacedOrder[] = [];
  readonly story: string[] = [];
  private readonly wishes: Wish[];

  constructor(
    readonly services: ThreeServices,
    private readonly schedule: Schedule,
    private readonly whenCreditMayHaveMoved: (performance: Performance) => Promise<void>,
  ) {
    this.postman = new Postman(services);
    this.wishes = [...schedule.wishes];
  }

  /** Resolves when all is quiet: no letter is on its way, and no deadline can pass any more. */
  async play(): Promise<void> {
    for (const step of [{ what: 'place' } as const, ...this.schedule.steps]) await this.take(step);
    while (this.wishes.length > 0) await this.take({ what: 'place' });
    const rest = [...this.schedule.rest];
    const deliverAll = async (): Promise<void> => {
      while (this.postman.waiting.length > 0) await this.take({ what: 'deliver', letter: rest.shift() ?? 0 });
    };
    await deliverAll();
    for (const orderId of await overdue(this.services))
      await this.take({ what: 'deadline', order: this.numberOf(orderId) - 1 });
    await deliverAll();
  }

  /** What an order is called in the story. */
  numberOf(id: string): number {
    return this.orders.findIndex(({ orderId }) => orderId === id) + 1;
  }

  private async take(step: Step): Promise<void> {
    const { consumer } = this.services;
    const transactionsBefore = consumer.transactions;
    await allEnded(this.prepare(step).map((deed) => deed()));
    await this.postman.collect();
    if (consumer.transactions > transactionsBefore) await this.whenCreditMayHaveMoved(this);
  }

  /** Chooses what it is about, and leaves the doing for later; nothing where there is nothing to choose from. */
  private prepare(step: Step): Deed[] {
    switch (step.what) {
      case 'at once':
        this.story.push('at once, the next two:');
        return step.moments.flatMap((moment) => this.prepare(moment));
      case 'place':
        return this.placeNext();
      case 'suspend':
        this.story.push(`suspend ${step.consumer}`);
        return [() => suspend(this.services, step.consumer)];
      case 'deadline':
      case 'cancel':
      case 'accept':
        return this.withOrder(step);
      default:
        return this.withLetter(step);
    }
  }

  private placeNext(): Deed[] {
    const wish = this.wishes.shift();
    if (!wish) return [];
    this.story.push(`place ${JSON.stringify(wish)}`);
    return [
      async () => {
        const orderId = await place(this.services, wish);
        this.orders.push({ orderId, wish });
        if (wish.promptly) await this.postman.deliverPromptly(orderId);
      },
    ];
  }

  private withOrder({ what, order }: OrderDeed): Deed[] {
    const chosen = this.orders[order % this.orders.length];
    if (!chosen) return [];
    this.story.push(`${what}, order ${this.numberOf(chosen.orderId)}`);
    return [() => orderDeeds[what](this.services, chosen.orderId)];
  }

  private withLetter({ what, letter }: LetterDeed): Deed[] {
    const { postman } = this;
    const among =
      { 'deliver again': postman.delivered, lose: postman.losable() }[what as string] ?? postman.waiting;
    const chosen = among[letter % among.length];
    if (!chosen) return [];
    this.story.push(`${what} ${chosen.message.type}, order ${this.numberOf(chosen.message.shardKey)}`);
    return [() => this.handOver(what, chosen)];
  }

  private async handOver(what: LetterDeed['what'], letter: Letter): Promise<void> {
    if (what === 'lose') this.postman.lose(letter);
    else if (what === 'die over') await this.postman.deliverToTheDying(letter);
    else await this.postman.deliver(letter);
  }
}
