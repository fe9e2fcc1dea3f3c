import type { Request } from 'express';
import { countedAddress } from '../access/domain/throttle.js';

/**
 * Where a request comes from, for slowing down whoever sends too much: the address that the connection has, and what a
 * header says about it only where `TRUSTED_PROXIES` names whoever wrote that header.
 */
export const placeOf = ({ ip }: Pick<Request, 'ip'>): string => countedAddress(ip);
