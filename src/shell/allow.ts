import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../access/audit.service.js';
import { actingRole, type Account } from '../access/domain/account.js';
import type { Permission } from '../access/domain/permissions.js';
import { visitorOf } from './visitor.js';

export const permissionKey = 'permission';
export const evenWhileViewingKey = 'even-while-viewing';

/** Names the permission that a handler needs. A handler without one is refused to everybody. */
export const Allow = (permission: Permission): MethodDecorator => SetMetadata(permissionKey, permission);

/** Looking through somebody else's eyes changes nothing, apart from what ends it. */
export const EvenWhileViewing = (): MethodDecorator => SetMetadata(evenWhileViewingKey, true);

export const neverKeptKey = 'never-kept';
export const withoutSecondFactorKey = 'without-second-factor';

/** What was typed into this form is not kept for whoever was signed out meanwhile: it is a secret. */
export const NeverKept = (): MethodDecorator => SetMetadata(neverKeptKey, true);

/** Open to whoever still has to set up the second factor that their role asks for. */
export const WithoutSecondFactor = (): MethodDecorator => SetMetadata(withoutSecondFactorKey, true);

const requestOf = (context: ExecutionContext): Request => context.switchToHttp().getRequest<Request>();

/** Whoever does what is asked, under the role that lets them. */
export function actorOf(context: ExecutionContext): Actor {
  const { account, requestId } = visitorOf(requestOf(context));
  if (!account) return { name: 'Visitor', role: 'visitor', requestId, account: null };
  const permission = Reflect.getMetadata(permissionKey, context.getHandler()) as Permission;
  return { name: account.ref, role: actingRole(account, permission) ?? 'signed-in', requestId, account };
}

export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => actorOf(context));

/** The person who is signed in, or null. */
export const CurrentAccount = createParamDecorator(
  (_: unknown, context: ExecutionContext): Account | null => visitorOf(requestOf(context)).account,
);
