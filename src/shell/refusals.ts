import { ForbiddenException, HttpException } from '@nestjs/common';

/** The page is for people who are signed in: the visitor is asked to, and comes back. */
export class SignInNeeded extends HttpException {
  constructor(readonly returnTo: string) {
    super('Sign in', 401);
  }
}

/** A form was posted after its session had ended, by the person whose session it was. */
export class SessionEnded extends HttpException {
  constructor(
    readonly postedTo: string,
    /** False where it was a secret: that is not kept. */
    readonly isToBeKept: boolean,
  ) {
    super('Signed out', 401);
  }
}

/** The person may not do this; `who` says in a sentence who can. */
export class NotAllowed extends ForbiddenException {
  constructor(readonly who: string) {
    super(who);
  }
}

/** The same form was sent before, and what became of it is not known. */
export class SentBefore extends HttpException {
  constructor() {
    super('Sent before', 409);
  }
}

/** Somebody asked for too much work in too short a time. */
export class TooOften extends HttpException {
  constructor(readonly waitSeconds: number) {
    super('Too often', 429);
  }
}

/** A role of the person gives nothing before they have set up a second factor. */
export class SecondFactorNeeded extends HttpException {
  constructor() {
    super('Set up a second factor', 403);
  }
}
