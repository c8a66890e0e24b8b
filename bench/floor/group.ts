interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

const MOST = 500;

/** Group commit: what arrives while a group is in work is the next group. Nothing is ever waited for. */
export class Group<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private isBusy = false;

  constructor(private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>) {}

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.isBusy) return;
      this.isBusy = true;
      setImmediate(() => void this.run()); // once all sockets that have something are read
    });
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) await this.take(this.waiting.splice(0, MOST));
    this.isBusy = false;
  }

  private async take(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
