import { Body, Controller, Injectable, Module, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../src/database/database.js';
import { Allow } from '../../src/shell/allow.js';

export const plantedPath = '/planted/things';

@Controller('planted')
@Injectable()
class PlantedController {
  constructor(private readonly db: Database) {}

  /** Makes a thing, slowly, and leads to it. */
  @Post('things')
  @Allow('signed-in')
  async make(@Body() body: Record<string, string>, @Res() response: Response): Promise<void> {
    if (body.name === '') return void response.status(422).end();
    const [ref] = await this.db.transaction(() => this.db.nextReferences('ZZ', 1));
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (body.name === 'breaks') throw new Error('broken after the deed');
    if (body.name === 'signs in') response.append('Set-Cookie', 'turnaround=x; Path=/');
    response.redirect(303, `${plantedPath}/${ref}`);
  }
}

@Module({ controllers: [PlantedController] })
class PlantedModule {}

type Modules = { readonly AppModule: { of(platform: unknown): { readonly imports: readonly unknown[] } } };

/** The application with one route more, which makes a thing: for `jest.mock('src/app.module')`. */
export const withPlanted = (actual: Modules): Modules => ({
  ...actual,
  AppModule: {
    of: (platform) => {
      const module = actual.AppModule.of(platform);
      return { ...module, imports: [...module.imports, PlantedModule] };
    },
  },
});
