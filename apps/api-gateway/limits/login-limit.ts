import { tooManyRequests, type RateLimit } from './rate-limit.js';

/** Limits the attempts to log in as somebody, from however many addresses they come. */
export class LoginLimit {
  constructor(private readonly limit: RateLimit) {}

  /** Throws a problem when there were too many, whether the name is known or not. */
  async admit(username: string): Promise<void> {
    const rest = await this.limit.take(username);
    if (rest.isExceeded) throw tooManyRequests(rest);
  }
}
