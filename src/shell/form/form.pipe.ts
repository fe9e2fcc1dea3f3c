import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';
import { validateSync } from 'class-validator';
import { fieldsOf } from './fields.js';
import { wasField } from './held.js';
import type { Form, Posted } from './posted.js';

/**
 * Reads what was posted against a form class. Never throws for what a person typed; what cannot come from our own
 * pages (a field that the form has not, one sent twice, a choice that was not offered) is a request that we do not
 * understand.
 */
@Injectable()
export class FormPipe<Value extends object> implements PipeTransform<unknown, Form<Value>> {
  constructor(private readonly form: new () => Value) {}

  transform(body: unknown): Form<Value> {
    const posted = postedOf(body);
    const fields = fieldsOf(this.form.prototype as object);
    this.#refuseStrangers(posted, fields);
    const value = new this.form();
    const errors: Record<string, string> = {};
    for (const [name, rule] of fields) {
      const reading = rule.read(posted);
      if ('malformed' in reading) throw new BadRequestException();
      if ('error' in reading) errors[name] = reading.error;
      else Object.assign(value, { [name]: reading.value });
    }
    for (const { property, constraints } of validateSync(value, {
      stopAtFirstError: true,
      skipMissingProperties: true,
      forbidUnknownValues: false,
    })) {
      const [message] = Object.values(constraints ?? {});
      if (message) errors[property] ??= message;
    }
    return Object.keys(errors).length > 0 ? { ok: false, errors, posted } : { ok: true, value, posted };
  }

  #refuseStrangers(posted: Posted, fields: ReturnType<typeof fieldsOf>): void {
    const allowed = new Map(
      [...fields.values()].flatMap(({ names, many }) => names.map((name) => [name, many] as const)),
    );
    // A form with a version also sends what it held when it was first shown.
    if (fields.has('version')) allowed.set(wasField, false);
    for (const [name, value] of Object.entries(posted))
      if (!allowed.has(name) || (Array.isArray(value) && !allowed.get(name))) throw new BadRequestException();
  }
}

function postedOf(body: unknown): Posted {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) throw new BadRequestException();
  const isText = (value: unknown): boolean =>
    typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
  if (!Object.values(body).every(isText)) throw new BadRequestException();
  return { ...(body as Posted) };
}
