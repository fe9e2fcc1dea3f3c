import { SetMetadata } from '@nestjs/common';
import type { Permission } from '../access/domain/permissions.js';

export const permissionKey = 'permission';

/** Names the permission that a handler needs. A handler without one is refused to everybody. */
export const Allow = (permission: Permission): MethodDecorator => SetMetadata(permissionKey, permission);
