import { Choice, Prose, Text } from '../../shell/form/fields.js';
import { type ConcernTheme, concernThemes } from '../domain/concern.js';

export class RaiseForm {
  /** The address of the body or the part of it, as the page offers it. */
  @Text({ max: 120, required: 'Select where you work', label: 'Where you work' })
  service: string;

  @Choice(concernThemes, { required: 'Select what your concern is about' })
  theme: ConcernTheme;

  @Prose({ max: 4_000, label: 'Your words' })
  words: string | null;

  @Choice(['yes', 'no'], { required: 'Select whether you want a reply' })
  reply: 'yes' | 'no';
}

export class ReceiptForm {
  @Text({ max: 80, required: 'Enter your receipt word', label: 'Receipt word' })
  receipt: string;
}
