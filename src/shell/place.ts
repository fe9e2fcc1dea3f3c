import type { Request } from 'express';

const isLoopback = (address: string): boolean => /^(?:::ffff:)?127\.|^::1$/.test(address);

/**
 * Where a request comes from, for slowing down whoever sends too much. A proxy on this machine says it: the last
 * address of its header is the one that it saw itself, whatever the visitor wrote before it.
 */
export function placeOf({ socket, headers }: Pick<Request, 'socket' | 'headers'>): string {
  const peer = socket.remoteAddress ?? '';
  const told = headers['x-forwarded-for'];
  if (!isLoopback(peer) || typeof told !== 'string') return peer;
  return told.split(',').at(-1)?.trim().slice(0, 60) || peer;
}
