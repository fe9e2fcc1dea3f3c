import { type CanActivate, type ExecutionContext, Injectable, NotFoundException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Permission } from '../access/domain/permissions.js';
import { permissionKey } from './allow.js';

/** Closed by default: a handler that names no permission answers as if it were not there. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const needed = this.reflector.get<Permission | undefined>(permissionKey, context.getHandler());
    if (needed === 'everyone') return true;
    throw new NotFoundException();
  }
}
