import {
  addressKey,
  isHealth,
  sendProblem,
  type EdgeReply,
  type EdgeRequest,
  type EdgeServer,
} from '#service-kit';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { announce } from './announce.js';
import { tooManyRequests, type RateLimit, type Rest } from './rate-limit.js';

const LOGIN = '/auth/token';

export interface AddressLimits {
  readonly all: RateLimit;
  readonly login: RateLimit;
}

/** Limits what comes from one address, before a token is looked at or a body is read. */
@Injectable()
export class AddressLimit implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly limits: AddressLimits,
  ) {}

  onModuleInit(): void {
    this.host.httpAdapter.getInstance<EdgeServer>().addHook('onRequest', (request, reply, done) => {
      void this.admit(request, reply).then((isAdmitted) => isAdmitted && done());
    });
  }

  private async admit(request: EdgeRequest, reply: EdgeReply): Promise<boolean> {
    const rests = await this.take(request);
    for (const rest of rests) announce(reply, rest);
    const exceeded = rests.find(({ isExceeded }) => isExceeded);
    if (exceeded) sendProblem(reply, tooManyRequests(exceeded).description, request.url);
    return !exceeded;
  }

  private async take({ ip, routeOptions: { url = '' } }: EdgeRequest): Promise<readonly Rest[]> {
    // Whoever looks after the gateway must not be kept from learning how it is.
    if (isHealth(url)) return [];
    const limits = url === LOGIN ? [this.limits.all, this.limits.login] : [this.limits.all];
    return Promise.all(limits.map((limit) => limit.take(addressKey(ip))));
  }
}
