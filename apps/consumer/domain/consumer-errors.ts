export class ConsumerNotFound extends Error {
  override readonly name = 'ConsumerNotFound';
  readonly slug = 'consumer-not-found';

  constructor(readonly consumerId: string) {
    super(`There is no consumer ${consumerId}`);
  }
}
