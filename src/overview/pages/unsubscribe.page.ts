import { form, type FormModel } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import { unsubscribePaths } from './unsubscribe.paths.js';

export type UnsubscribePage = PageFacts & {
  readonly heading: string;
  readonly text: string;
  readonly form: FormModel | null;
};

/** Asked first, since mail programs open addresses by themselves. */
export const unsubscribePage = (token: string): UnsubscribePage => ({
  title: 'End the daily letters',
  heading: 'End the daily letters',
  hasForm: true,
  text: 'You will get no more letters about what becomes public about organisations that you watch. You go on watching them, and can begin the letters again under “My work”.',
  form: form({ action: unsubscribePaths.end(token), button: 'Send me no more', fields: [] }),
});

export const unsubscribedPage = (): UnsubscribePage => ({
  title: 'The daily letters have ended',
  heading: 'The daily letters have ended',
  text: 'What becomes public still stands under “My work” when you sign in.',
  form: null,
});
