type MethodOf<Target, Name extends keyof Target> = Target[Name] extends (...args: infer Args) => infer Result
  ? (...args: Args) => Result
  : never;

/** Puts `around` in the place of a method of a class; it gets the method, bound to its object. */
export function wrap<Target extends object, Name extends keyof Target>(
  type: { readonly prototype: Target },
  name: Name,
  around: (original: MethodOf<Target, Name>) => MethodOf<Target, Name>,
): void {
  const original = type.prototype[name] as MethodOf<Target, Name>;
  const replacement = function (this: Target, ...args: Parameters<MethodOf<Target, Name>>): unknown {
    const bound = original.bind(this) as MethodOf<Target, Name>;
    return around(bound)(...args);
  };
  type.prototype[name] = replacement as Target[Name];
}
