import { type CanActivate, type ExecutionContext, Injectable, NotFoundException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { may } from '../access/domain/account.js';
import { type Permission, permissions, rolesWith } from '../access/domain/permissions.js';
import { roleNames } from '../access/domain/roles.js';
import { evenWhileViewingKey, permissionKey, withoutSecondFactorKey } from './allow.js';
import { formatList } from './format.js';
import { NotAllowed, SecondFactorNeeded, SignInNeeded } from './refusals.js';
import { visitorOf } from './visitor.js';

/** "This can be done by: inspector or lead inspector." */
export const whoCan = (permission: Permission): string =>
  `This is for: ${formatList(rolesWith(permission).map((role) => roleNames[role].toLowerCase()))}.`;

/**
 * Closed by default: a handler that names no permission answers as if it were not there. Whether somebody may do a
 * thing at all is decided here; where they may do it, by the query that fetches it.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const needed = this.reflector.get<Permission | undefined>(permissionKey, context.getHandler());
    if (needed === undefined || !permissions.includes(needed)) throw new NotFoundException();
    const request = context.switchToHttp().getRequest<Request>();
    const { account, viewingAs, rolesAsleep } = visitorOf(request);
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (viewingAs !== null && changes && !this.reflector.get<boolean>(evenWhileViewingKey, context.getHandler()))
      throw new NotAllowed('You are looking through somebody else’s eyes, which changes nothing. End that view first.');
    if (needed === 'everyone') return true;
    if (!account) throw new SignInNeeded(changes ? '/' : request.originalUrl);
    if (rolesAsleep.length > 0 && !this.reflector.get<boolean>(withoutSecondFactorKey, context.getHandler()))
      throw new SecondFactorNeeded();
    if (!may(account, needed)) throw new NotAllowed(whoCan(needed));
    return true;
  }
}
