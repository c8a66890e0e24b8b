import type { ServiceName } from '#contracts';
import { AuthModule, HealthModule, METRICS_TOKEN, MetricsModule } from '#service-kit';
import { Module, type DynamicModule, type FactoryProvider, type Provider, type Type } from '@nestjs/common';
import { GatewayIdentity } from './auth/gateway-identity.js';
import { JwksController } from './auth/jwks.controller.js';
import { TokenController } from './auth/token.controller.js';
import { TokenIssuer } from './auth/token-issuer.js';
import type { Trust } from './auth/trust.js';
import { AllServices } from './clients/all-services.js';
import { Connections } from './clients/connections.js';
import { ConsumerService } from './clients/consumer-service.js';
import type { Exchange } from './clients/exchange.js';
import { serviceExchange } from './clients/service-exchange.js';
import { OrderService } from './clients/order-service.js';
import { RestaurantService } from './clients/restaurant-service.js';
import { DocumentsController } from './documents/documents.controller.js';
import { ProblemsController } from './documents/problems.controller.js';
import { ExpandedOrders } from './expansion/expanded-orders.js';
import { OrderParties } from './expansion/order-parties.js';
import type { GatewayConfig } from './gateway.config.js';
import { BreakersController } from './http/breakers.controller.js';
import { ConsumersController } from './http/consumers.controller.js';
import { DeadLettersController } from './http/dead-letters.controller.js';
import { IndexController } from './http/index.controller.js';
import { Closing } from './http/closing.js';
import { OrderStreamController } from './http/order-stream.controller.js';
import { OrdersController } from './http/orders.controller.js';
import { RestaurantsController } from './http/restaurants.controller.js';
import { TicketsController } from './http/tickets.controller.js';
import { TimelineController } from './http/timeline.controller.js';
import { limits } from './limits/limits.providers.js';
import { guards } from './resilience/guards.providers.js';
import { Guards } from './resilience/guards.js';

/** The composition root of the API gateway. */
@Module({})
export class GatewayModule {
  static forRoot(config: GatewayConfig, { auth, demoIssuer, ownTokens }: Trust): DynamicModule {
    return {
      module: GatewayModule,
      imports: [AuthModule.forRoot(auth), HealthModule, MetricsModule],
      controllers: [...resources, ...(demoIssuer ? [JwksController, TokenController] : [])],
      providers: [
        { provide: TokenIssuer, useValue: demoIssuer },
        { provide: METRICS_TOKEN, useValue: config.METRICS_TOKEN },
        { provide: GatewayIdentity, useValue: new GatewayIdentity(ownTokens) },
        ...clients(config),
        ...limits(config),
        Closing,
      ],
    };
  }
}

const resources = [
  IndexController,
  OrdersController,
  OrderStreamController,
  TimelineController,
  ConsumersController,
  RestaurantsController,
  TicketsController,
  DeadLettersController,
  BreakersController,
  DocumentsController,
  ProblemsController,
];

const clients = (config: GatewayConfig): Provider[] => {
  const client = clientsWith(config.DOWNSTREAM_TIMEOUT_MS);
  return [
    Connections,
    ...guards(config),
    client(OrderService, 'order', config.ORDER_SERVICE_URL),
    client(ConsumerService, 'consumer', config.CONSUMER_SERVICE_URL),
    client(RestaurantService, 'restaurant', config.RESTAURANT_SERVICE_URL),
    AllServices,
    OrderParties,
    ExpandedOrders,
  ];
};

const clientsWith =
  (timeoutMs: number) =>
  <Client>(
    provide: new (exchange: Exchange) => Client,
    service: ServiceName,
    urls: readonly string[],
  ): FactoryProvider => ({
    provide: provide as Type<Client>,
    useFactory: ({ dispatcher }: Connections, guards: Guards) =>
      new provide(guards.around(service, serviceExchange({ service, urls, timeoutMs }, dispatcher))),
    inject: [Connections, Guards],
  });
