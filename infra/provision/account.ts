/** Who logs in where, taken from an address such as `postgres://user:password@host/name`. */
export interface Account {
  readonly user: string;
  readonly password: string;
  /** The database or the virtual host. */
  readonly name: string;
}

export function accountOf(address: string, defaultName: string): Account {
  const { username, password, pathname } = new URL(address);
  return {
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    name: decodeURIComponent(pathname.slice(1)) || defaultName,
  };
}

/** The administrator's address for the database or virtual host of another address. */
export const adminAddressFor = (adminAddress: string, address: string): string =>
  Object.assign(new URL(adminAddress), { pathname: new URL(address).pathname }).href;
