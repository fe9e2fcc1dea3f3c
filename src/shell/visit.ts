import type { Request } from 'express';
import type { Visit } from '../access/signing-in.service.js';
import { deviceOf } from './device.js';
import { visitorOf } from './visitor.js';

/** From where and with what somebody comes: a proxy is believed about it only where the settings name it. */
export const visitOf = (request: Request): Visit => ({
  device: deviceOf(request),
  address: request.ip ?? null,
  requestId: visitorOf(request).requestId,
});
