import { Controller, Get, Module, Post } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { permissions } from '../../src/access/domain/permissions.js';
import { AccessGuard } from '../../src/shell/access.guard.js';
import { Allow } from '../../src/shell/allow.js';
import { type Handler, handlersOf, joined } from '../builders/routes.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

type Layer = { readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> } };

/** Every address that the server answers to, whoever mounted it. */
function mountedRoutes(app: NestExpressApplication): string[] {
  const { stack } = (app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } }).router;
  return stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${joined(route.path)}`) : [],
  );
}

const routeOf = ({ method, path }: Handler): string => `${method} ${path}`;

const withoutPermission = (handlers: readonly Handler[]): string[] =>
  handlers
    .filter(({ permission }) => permission === null || !permissions.some((known) => known === permission))
    .map(({ method, path, name, permission }) => `${method} ${path} (${name}) names ${permission ?? 'no permission'}`);

describe('every route', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());

  it('names its permission', () => {
    expect(withoutPermission(handlersOf(test.app))).toEqual([]);
  });

  it('is mounted by the framework, and so stands behind the guard', () => {
    const known = handlersOf(test.app).map(routeOf);
    expect(mountedRoutes(test.app).toSorted()).toEqual(known.toSorted());
  });

  it('has an address of its own', () => {
    const routes = handlersOf(test.app).map((handler) => routeOf(handler).replace(/:\w+/g, ':…'));
    expect(routes.filter((route, index) => routes.indexOf(route) !== index)).toEqual([]);
    expect(routes).toContain('GET /');
  });
});

@Controller('planted')
class PlantedController {
  @Get()
  forgotten(): string {
    return 'seen by everybody';
  }

  @Get('open')
  @Allow('everyone')
  open(): string {
    return 'open';
  }

  @Post('changed')
  @Allow('nobody knows this one' as 'everyone')
  unknown(): string {
    return 'changed';
  }
}

@Module({ controllers: [PlantedController], providers: [{ provide: APP_GUARD, useClass: AccessGuard }] })
class PlantedModule {}

describe('a route that is planted', () => {
  let app: NestExpressApplication;
  beforeAll(async () => {
    app = await NestFactory.create<NestExpressApplication>(PlantedModule, { logger: false });
    await app.init();
  });
  afterAll(() => app.close());

  it('is found when it names no permission, or one that there is not', () => {
    expect(withoutPermission(handlersOf(app))).toEqual([
      'GET /planted (PlantedController.forgotten) names no permission',
      'POST /planted/changed (PlantedController.unknown) names nobody knows this one',
    ]);
  });

  it('is found when it is mounted past the framework', () => {
    app
      .getHttpAdapter()
      .getInstance()
      .get('/planted/aside', (_request: unknown, response: { end(): void }) => response.end());
    const known = handlersOf(app).map(routeOf);
    expect(mountedRoutes(app).filter((route) => !known.includes(route))).toEqual(['GET /planted/aside']);
  });

  it.each([
    ['get', '/planted', 404],
    ['get', '/planted/open', 200],
    ['post', '/planted/changed', 404],
  ] as const)('answers %s %s with %i', async (method, path, status) => {
    const response = await request(app.getHttpServer())[method](path);
    expect(response.status).toBe(status);
  });
});
