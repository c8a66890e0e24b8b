interface Container {
  get<Value>(token: symbol | (new () => Value), options: { readonly strict: boolean }): Value;
}

/** What some module of the app provides under the token, or the default. */
export function optionalProvider<Value>(
  container: Container,
  token: symbol | (new () => Value),
  otherwise: Value,
): Value {
  try {
    return container.get<Value>(token, { strict: false });
  } catch {
    return otherwise;
  }
}
