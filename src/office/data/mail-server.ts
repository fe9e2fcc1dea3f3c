import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Settings } from '../../config/settings.js';
import type { DueLetter } from './outbox.store.js';

const patienceInMilliseconds = 20_000;

/** The mail server in SMTP_URL, or none. */
@Injectable()
export class MailServer implements OnModuleDestroy {
  readonly #transport: Transporter | null;
  readonly #from: string;
  readonly #host: string;

  constructor(settings: Settings) {
    const { smtpUrl, mailFrom, publicUrl } = settings.values;
    this.#from = mailFrom;
    this.#host = new URL(publicUrl).hostname;
    this.#transport = smtpUrl
      ? createTransport({
          url: smtpUrl,
          connectionTimeout: patienceInMilliseconds,
          greetingTimeout: patienceInMilliseconds,
          socketTimeout: patienceInMilliseconds,
          // A letter is made of what the record says: nothing in it may be read from a disk or an address.
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      : null;
  }

  get isThere(): boolean {
    return this.#transport !== null;
  }

  /** Throws with what the server said. The same letter always has the same name, so that a second copy is known. */
  async carry({ id, recipient, subject, text, unsubscribeUrl }: DueLetter): Promise<void> {
    if (!this.#transport) throw new Error('There is no mail server: set SMTP_URL');
    await this.#transport.sendMail({
      from: { name: 'Turnaround', address: this.#from },
      to: { name: '', address: recipient },
      subject,
      text,
      messageId: `<${id}@${this.#host}>`,
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(unsubscribeUrl ? { 'List-Unsubscribe': `<${unsubscribeUrl}>` } : {}),
      },
    });
  }

  onModuleDestroy(): void {
    this.#transport?.close();
  }
}
