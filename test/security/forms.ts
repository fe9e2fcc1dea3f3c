import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { FormPipe } from '../../src/shell/form/form.pipe.js';
import { fieldsOf } from '../../src/shell/form/fields.js';
import { addressOf, type Site } from './site.js';

export type KnownForm = {
  readonly path: string;
  readonly address: string;
  /** The names under which its fields are posted; `many`: one may come more than once. */
  readonly fields: readonly { readonly names: readonly string[]; readonly many: boolean }[];
};

type Argument = { readonly pipes?: readonly unknown[] };

const formOf = (pipe: FormPipe<object>): object => (pipe as unknown as { form: { prototype: object } }).form.prototype;

/** Every form that a route takes, as its class says it: a new one is found without anybody’s doing. */
export function formsOf(site: Site): KnownForm[] {
  const controllers = [...site.test.app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return site.handlers
    .filter(({ method }) => method === 'POST')
    .flatMap(({ name, path }) => {
      const [className, methodName = ''] = name.split('.');
      const metatype = controllers.find((one) => one.metatype?.name === className)?.metatype;
      const found = (metatype ? Reflect.getMetadata(ROUTE_ARGS_METADATA, metatype, methodName) : {}) as Record<
        string,
        Argument
      >;
      const pipe = Object.values(found ?? {})
        .flatMap(({ pipes }) => pipes ?? [])
        .find((one): one is FormPipe<object> => one instanceof FormPipe);
      if (!pipe) return [];
      const fields = [...fieldsOf(formOf(pipe)).values()].map(({ names, many }) => ({ names, many }));
      return [{ path, address: addressOf(path), fields }];
    });
}
