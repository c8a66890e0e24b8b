import type { FactoryProvider } from '@nestjs/common';

type Class<Instance> = abstract new (...parameters: never[]) => Instance;

/** For each parameter of a constructor the class that the container has it under, or the value itself. */
type Dependencies<Parameters extends readonly unknown[]> = {
  readonly [Index in keyof Parameters]: Class<Parameters[Index]> | Parameters[Index];
};

/**
 * A provider of `type` for a composition root: a line that the compiler checks against the constructor, for classes
 * that know nothing of the container. A class among the dependencies stands for its provider, anything else for itself.
 */
export function provide<Instance, Parameters extends readonly unknown[]>(
  type: new (...parameters: [...Parameters]) => Instance,
  dependencies: Dependencies<Parameters>,
): FactoryProvider<Instance> {
  const listed: readonly unknown[] = dependencies;
  const inject = listed.filter(isClass);
  const useFactory = (...injected: readonly unknown[]): Instance => {
    const parameters = listed.map((each) => (isClass(each) ? injected[inject.indexOf(each)] : each));
    return new type(...(parameters as unknown as [...Parameters]));
  };
  return { provide: type, useFactory, inject };
}

const isClass = (dependency: unknown): dependency is Class<unknown> => typeof dependency === 'function';
