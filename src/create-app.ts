import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { packagesFolder, viewsFolder } from './config/paths.js';
import type { Platform } from './platform.module.js';
import { AssetStore } from './shell/asset-store.js';
import { loadAssets } from './shell/assets.js';
import { compileViews, viewEngine } from './shell/handlebars.js';
import { FrameworkLog } from './shell/log.js';
import { answerFirst, pageCache } from './shell/page-cache.js';
import { securityHeaders } from './shell/security-headers.js';

type Options = {
  /** Templates refuse a name that their page model does not have: for tests. */
  readonly strictViews?: boolean;
};

/** The whole application, ready to listen: the same for a visitor, a test and a bench. */
export async function createApp(platform: Platform, options: Options = {}): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(platform), {
    logger: new FrameworkLog(platform.log),
    bodyParser: false,
    abortOnError: false,
  });
  const { environment, database, clock } = platform;
  const assets = loadAssets({ viewsRoot: viewsFolder, nodeModulesRoot: packagesFolder });
  app.get(AssetStore).hold(assets);

  const express = app.getHttpAdapter().getInstance();
  express.disable('x-powered-by');
  express.disable('etag');
  express.set('query parser', 'simple');
  app.use(securityHeaders(environment.publicUrl.startsWith('https:')));
  app.use(assets.handler);
  // A remembered page carries the headers that it was first sent with, so it need not walk through what sets them.
  answerFirst(
    app.getHttpServer(),
    pageCache({
      dataVersion: () => database.version(),
      today: () => clock.today(),
      megabytes: environment.pageCacheMegabytes,
    }),
  );

  const views = compileViews(viewsFolder, { strict: options.strictViews ?? false });
  app.engine('hbs', viewEngine(views, viewsFolder));
  app.setBaseViewsDir(viewsFolder);
  app.setViewEngine('hbs');
  return app;
}
