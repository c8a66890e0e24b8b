import { DownstreamService } from './downstream-service.js';

export class ConsumerService extends DownstreamService {
  readonly name = 'consumer';
}
