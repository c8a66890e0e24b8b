import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { HttpProblem } from '../problem/http-problem.js';
import type { Caller, CallerRole } from './caller.js';
import { ANONYMOUS_TOO, PUBLIC, ROLES, type AuthenticatedRequest } from './route-access.js';
import { TokenVerifier } from './token-verifier.js';

const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;

/** Lets a request through when its token is good and its caller's role may use the route. */
@Injectable()
export class BearerTokenGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    request.isPublic = this.ask<boolean>(context, PUBLIC) ?? false;
    if (request.isPublic) return true;
    if (request.headers.authorization === undefined && this.ask<boolean>(context, ANONYMOUS_TOO)) return true;
    const token = tokenOf(request);
    if (!token) throw this.verifier.refusal('The request carries no bearer token.', 'Bearer');
    request.caller = await this.verifier.verify(token);
    requireRole(request.caller, this.ask<readonly CallerRole[]>(context, ROLES));
    return true;
  }

  private ask<Answer>(context: ExecutionContext, key: symbol): Answer | undefined {
    return this.reflector.getAllAndOverride<Answer | undefined>(key, [
      context.getHandler(),
      context.getClass(),
    ]);
  }
}

const tokenOf = ({ headers }: AuthenticatedRequest): string | undefined =>
  BEARER.exec(headers.authorization ?? '')?.[1];

function requireRole(caller: Caller, allowed: readonly CallerRole[] | undefined): void {
  if (!allowed || allowed.includes(caller.role)) return;
  const detail = `This is for the role ${allowed.join(' or ')}; the caller's is ${caller.role}.`;
  throw new HttpProblem({ status: 403, slug: 'forbidden', detail });
}
