/**
 * Several transactions at a time would make each of them smaller, and all of them together dearer; but one that takes longer
 * than this may wait for a lock, and holds up nobody else.
 */
const PATIENCE_MS = 100;
const MOST_UNDER_WAY = 4;
const MOST_MEMBERS = 100;

interface Waiting<Member, Outcome> {
  readonly member: Member;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

export interface Committing<Member, Outcome> {
  /** Carries all of them out in one transaction, and resolves to an outcome for each once it is committed. */
  readonly commit: (members: readonly Member[]) => Promise<readonly Outcome[]>;
  /** True of an error that is one member's fault, with which nothing was committed. */
  readonly isFaultOfOne: (error: unknown) => boolean;
  /** How many may share a transaction; 100 unless given. */
  readonly most?: number;
}

/**
 * Group commit: those who come while a transaction is under way share the next one. Nobody waits for others to come; only
 * what has arrived already, on any socket, is read before.
 */
export class CommitGroup<Member, Outcome> {
  private readonly waiting: Waiting<Member, Outcome>[] = [];
  private underWay = 0;
  /** The next waits for the one that is under way. */
  private isPatient = false;

  constructor(private readonly committing: Committing<Member, Outcome>) {}

  /**
   * Resolves to the member's outcome, or rejects with its error. When one of those who share a transaction is at fault, each is
   * carried out again in a transaction of its own.
   */
  add(member: Member): Promise<Outcome> {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    this.waiting.push({ member, resolve, reject });
    this.takeNext();
    return promise;
  }

  private takeNext(): void {
    if (this.isPatient || this.underWay === MOST_UNDER_WAY || this.waiting.length === 0) return;
    this.isPatient = true;
    this.underWay += 1;
    setImmediate(() => void this.take(this.waiting.splice(0, this.committing.most ?? MOST_MEMBERS)));
  }

  private async take(those: readonly Waiting<Member, Outcome>[]): Promise<void> {
    let isLong = false;
    const goOn = (): void => {
      if (!isLong) this.isPatient = false;
      isLong = true;
      this.takeNext();
    };
    const impatience = setTimeout(goOn, PATIENCE_MS);
    await this.commit(those);
    clearTimeout(impatience);
    this.underWay -= 1;
    goOn();
  }

  /** Never rejects. */
  private async commit(those: readonly Waiting<Member, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.committing.commit(those.map(({ member }) => member));
      for (const [index, { resolve }] of those.entries()) resolve(outcomes[index] as Outcome);
    } catch (error) {
      if (those.length > 1 && this.committing.isFaultOfOne(error)) return this.commitEach(those);
      for (const { reject } of those) reject(error);
    }
  }

  /** Each alone, and no more of them at a time than of groups: those who wait for a lock leave connections to others. */
  private async commitEach(those: readonly Waiting<Member, Outcome>[]): Promise<void> {
    const left = those.values();
    const commitNext = async (): Promise<void> => {
      for (const one of left) await this.commit([one]);
    };
    await Promise.all(Array.from({ length: MOST_UNDER_WAY }, commitNext));
  }
}
