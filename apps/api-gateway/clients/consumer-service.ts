import type { ConsumerResponse } from '#contracts/rest';
import { DownstreamService, type CallerHeaders } from './downstream-service.js';

export class ConsumerService extends DownstreamService {
  readonly name = 'consumer';

  /** As the caller may see it. */
  consumer(consumerId: string, headers: CallerHeaders): Promise<ConsumerResponse> {
    return this.read<ConsumerResponse>(`/consumers/${consumerId}`, headers);
  }
}
