import request, { type Test } from 'supertest';
import { encodeForm, hiddenFields } from './a-person.js';
import type { TestApp } from './test-app.js';

type Answer = Awaited<Test>;
type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A browser: keeps its cookies, follows nothing by itself, and fills in forms as they are on the page. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly test: TestApp,
    private readonly headers: Readonly<Record<string, string>> = {
      'User-Agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0',
    },
  ) {}

  async get(path: string): Promise<Answer> {
    return this.#keep(await this.#dressed(request(this.test.url).get(path)));
  }

  /** Sends the form that posts to `path`, as it stands on the page at `from`. */
  async post(path: string, fields: Fields = {}, { from = path }: { readonly from?: string } = {}): Promise<Answer> {
    const page = await this.get(from);
    return this.send(path, { ...hiddenFields(page.text, path), ...fields });
  }

  /** Sends exactly these fields. */
  async send(path: string, fields: Fields): Promise<Answer> {
    return this.#keep(await this.#dressed(request(this.test.url).post(path)).type('form').send(encodeForm(fields)));
  }

  async signIn(email: string, password: string, { from = '/sign-in' } = {}): Promise<Answer> {
    return this.post('/sign-in', { email, password }, { from });
  }

  get isSignedIn(): boolean {
    return this.cookies.has('turnaround');
  }

  #dressed(asked: Test): Test {
    const cookies = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const dressed = asked.set(this.headers);
    return cookies ? dressed.set('Cookie', cookies) : dressed;
  }

  #keep(answer: Answer): Answer {
    for (const cookie of (answer.headers['set-cookie'] as unknown as string[] | undefined) ?? []) {
      const [pair = '', ...rest] = cookie.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      if (rest.some((part) => part.trim() === 'Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  }
}
