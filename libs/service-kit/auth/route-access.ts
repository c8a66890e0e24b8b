import {
  createParamDecorator,
  SetMetadata,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import type { Caller, CallerRole } from './caller.js';

/** The metadata under which the guard finds what {@link Public}, {@link AnonymousToo} and {@link Roles} say of a route. */
export const PUBLIC = Symbol('PUBLIC');
export const ANONYMOUS_TOO = Symbol('ANONYMOUS_TOO');
export const ROLES = Symbol('ROLES');

/** What the guard leaves on a request for the controller. */
export interface AuthenticatedRequest {
  readonly headers: { readonly authorization?: string };
  caller?: Caller;
  /** The answer is everybody's: nobody has looked at a token. */
  isPublic?: boolean;
}

/** Opens a route, or all of a controller, to callers without a token. */
export const Public = (): CustomDecorator<symbol> => SetMetadata(PUBLIC, true);

/** Opens a route to callers without a token, too; a token that a caller has is verified, and the caller known by it. */
export const AnonymousToo = (): CustomDecorator<symbol> => SetMetadata(ANONYMOUS_TOO, true);

/** Limits a route, or all of a controller, to callers in one of these roles; others get 403. */
export const Roles = (...allowed: readonly CallerRole[]): CustomDecorator<symbol> =>
  SetMetadata(ROLES, allowed);

/** The {@link Caller} of a route that is not public; undefined where {@link AnonymousToo} let one in without a token. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<AuthenticatedRequest>().caller,
);
