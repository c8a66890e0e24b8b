import {
  createParamDecorator,
  SetMetadata,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import type { Caller, CallerRole } from './caller.js';

/** The metadata under which the guard finds what {@link Public} and {@link Roles} say of a route. */
export const PUBLIC = Symbol('PUBLIC');
export const ROLES = Symbol('ROLES');

/** What the guard leaves on a request for the controller. */
export interface AuthenticatedRequest {
  readonly headers: { readonly authorization?: string };
  caller?: Caller;
}

/** Opens a route, or all of a controller, to callers without a token. */
export const Public = (): CustomDecorator<symbol> => SetMetadata(PUBLIC, true);

/** Limits a route, or all of a controller, to callers in one of these roles; others get 403. */
export const Roles = (...allowed: readonly CallerRole[]): CustomDecorator<symbol> =>
  SetMetadata(ROLES, allowed);

/** The {@link Caller} of a route that is not public. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<AuthenticatedRequest>().caller,
);
