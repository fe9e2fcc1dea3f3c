import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import { ApiTokensService } from './access/api-tokens.service.js';
import { GuessingService } from './access/guessing.service.js';
import { SessionsService } from './access/sessions.service.js';
import { AppModule } from './app.module.js';
import { packagesFolder, viewsFolder } from './config/paths.js';
import { SendingLettersService } from './office/sending-letters.service.js';
import { TokenLettersService } from './office/token-letters.service.js';
import { SendingDigestsService } from './overview/sending-digests.service.js';
import type { Platform } from './platform.module.js';
import { AssetStore } from './shell/asset-store.js';
import { loadAssets } from './shell/assets.js';
import { bearerDoor } from './shell/bearer-door.js';
import { door, standBefore } from './shell/door.js';
import { compileViews, viewEngine } from './shell/handlebars.js';
import { FrameworkLog } from './shell/log.js';
import { answerFirst, pageCache } from './shell/page-cache.js';
import { apiPaths } from './overview/pages/api.paths.js';
import { Pages } from './shell/pages.js';
import { securityHeaders } from './shell/security-headers.js';
import { SharedPages } from './shell/shared-pages.js';
import { workbookDoor } from './shell/spreadsheet.js';
import { mostRead, uploadReader } from './shell/uploads.js';
import { visitorMiddleware } from './shell/visitor.js';
import { uploadRoutes } from './upload-routes.js';

/** The largest form that is read, in bytes, and its most fields: a meeting's worth of rows, nothing like a file. */
const largestForm = 512 * 1024;
const mostFields = 2_000;

/** What is larger by far is refused without being read: up to here its sender is shown a page that says so. */
const worthReading = { form: 4 * largestForm, files: mostRead };

/** How long a visitor may take to say what they want, in milliseconds: headers first, then all of it. */
const patience = { headersTimeout: 15_000, requestTimeout: 120_000 };

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

  const server = app.getHttpAdapter().getInstance();
  server.disable('x-powered-by');
  server.disable('etag');
  server.set('query parser', 'simple');
  // Nobody is believed about where they come from, but for the proxies that the settings name.
  server.set('trust proxy', environment.trustedProxies.length > 0 ? [...environment.trustedProxies] : false);
  const isHttps = environment.publicUrl.startsWith('https:');
  const headers = securityHeaders(isHttps);
  app.use(headers);
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
  standBefore(app.getHttpServer(), door({ publicUrl: environment.publicUrl, headers, largest: worthReading }));
  Object.assign(app.getHttpServer(), patience);
  app.use(workbookDoor({ publicUrl: environment.publicUrl, today: () => clock.today() }));
  app.use(visitorMiddleware({ sessions: () => app.get(SessionsService), isHttps }));
  app.use(
    apiPaths.page(),
    bearerDoor({ tokens: () => app.get(ApiTokensService), guessing: () => app.get(GuessingService) }),
  );
  const pages = app.get(Pages);
  app.use(app.get(SharedPages).reader((request, response, page) => pages.withReader(request, response, page)));
  app.use(express.urlencoded({ extended: false, limit: largestForm, parameterLimit: mostFields }));

  app.use(uploadReader(uploadRoutes));

  const views = compileViews(viewsFolder, { strict: options.strictViews ?? false });
  app.engine('hbs', viewEngine(views, viewsFolder));
  app.setBaseViewsDir(viewsFolder);
  app.setViewEngine('hbs');
  app.get(SendingLettersService).start();
  app.get(SendingDigestsService).start();
  app.get(TokenLettersService).start();
  return app;
}
