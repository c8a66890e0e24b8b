import { DownstreamService } from './downstream-service.js';

export class RestaurantService extends DownstreamService {
  readonly name = 'restaurant';
}
