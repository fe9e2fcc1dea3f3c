import { type INestApplication, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { Permission } from '../../src/access/domain/permissions.js';
import { permissionKey } from '../../src/shell/allow.js';

export type Handler = {
  readonly method: string;
  /** As it is mounted: `/organisations/:slug`. */
  readonly path: string;
  readonly name: string;
  readonly permission: Permission | null;
};

const pathsOf = (target: object): string[] => {
  const path: unknown = Reflect.getMetadata(PATH_METADATA, target) ?? '';
  return (Array.isArray(path) ? path : [path]).map(String);
};

/** An address put together from its parts, whatever slashes they come with. */
export const joined = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

/** Every handler that the framework mounts, with its address and the permission that it names. */
export function handlersOf(app: INestApplication): Handler[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    if (!metatype) return [];
    const prototype = metatype.prototype as Record<string, object>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = name === 'constructor' ? null : prototype[name];
      const method: unknown = handler ? Reflect.getMetadata(METHOD_METADATA, handler) : undefined;
      if (!handler || typeof method !== 'number') return [];
      const permission: unknown = Reflect.getMetadata(permissionKey, handler);
      return pathsOf(metatype).flatMap((base) =>
        pathsOf(handler).map((path) => ({
          method: RequestMethod[method] ?? String(method),
          path: joined(base, path),
          name: `${metatype.name}.${name}`,
          permission: typeof permission === 'string' ? (permission as Permission) : null,
        })),
      );
    });
  });
}

/** The addresses that anybody may read. */
export const publicRoutes = (app: INestApplication): string[] =>
  handlersOf(app).flatMap(({ method, path, permission }) =>
    method === 'GET' && permission === 'everyone' ? [path] : [],
  );

/** The addresses that only people who are signed in may read. */
export const signedInRoutes = (app: INestApplication): string[] =>
  handlersOf(app).flatMap(({ method, path, permission }) =>
    method === 'GET' && permission !== 'everyone' ? [path] : [],
  );
