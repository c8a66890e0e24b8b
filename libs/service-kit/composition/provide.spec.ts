import { Test } from '@nestjs/testing';
import { provide } from './provide.js';

abstract class Kitchen {
  abstract cook(dish: string): string;
}

class IndianKitchen extends Kitchen {
  cook(dish: string): string {
    return `${dish} is ready`;
  }
}

class Cook {
  constructor(
    private readonly dish: string,
    private readonly kitchen: Kitchen,
    private readonly portions: number,
    readonly colleague: Kitchen,
  ) {}

  serve(): string {
    return `${this.kitchen.cook(this.dish)}, ${this.portions} times`;
  }
}

describe('provide', () => {
  it('gives the constructor what the container has for classes, and values as they are', async () => {
    const module = await Test.createTestingModule({
      providers: [
        { provide: Kitchen, useClass: IndianKitchen },
        provide(Cook, ['Chicken Vindaloo', Kitchen, 5, Kitchen]),
      ],
    }).compile();
    const cook = module.get(Cook);
    expect(cook.serve()).toBe('Chicken Vindaloo is ready, 5 times');
    expect(cook.colleague).toBe(module.get(Kitchen));
  });

  it('does not compile when the list is not that of the constructor', () => {
    const mistakes = () => [
      // @ts-expect-error one is missing
      provide(Cook, ['Chicken Vindaloo', Kitchen, 5]),
      // @ts-expect-error a number is not a kitchen
      provide(Cook, ['Chicken Vindaloo', 5, 5, Kitchen]),
    ];
    expect(mistakes).not.toThrow();
  });
});
