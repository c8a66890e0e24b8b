import { Transport, type RmqOptions } from '@nestjs/microservices';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { EntityTarget } from 'typeorm';

/** Each service has a queue of its own; all else stays as NestJS has it when nothing is said. */
export const rabbitMq = (queue: string): RmqOptions => ({
  transport: Transport.RMQ,
  options: { urls: [process.env.AMQP_URL ?? ''], queue, queueOptions: { durable: true } },
});

export const database = (...entities: (EntityTarget<object> & Function)[]) =>
  TypeOrmModule.forRoot({
    type: 'postgres',
    url: process.env.DATABASE_URL,
    entities,
    synchronize: true,
  });
