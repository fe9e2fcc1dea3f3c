/*
 * Keeps what is typed in a meeting until it is on the record. The page is complete without this: every form is sent by
 * the browser itself. With it, a form is sent behind the page, so that words in other rows stay; what cannot be sent is
 * kept in this tab, says so, and is sent when the connection is back. See docs/decisions/0070.
 */
{
  const page = document.querySelector('[data-meeting]');
  const place = page.dataset.place;
  const storeName = `turnaround meeting ${place}`;
  const seconds = 1000;
  const now = () => new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

  /** What is kept: by the address that each form is sent to. Whoever else signs in here finds nothing of it. */
  function read() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(storeName));
      return kept && kept.who === page.dataset.meeting ? kept.forms : {};
    } catch {
      return {};
    }
  }
  const kept = read();
  function write() {
    const forms = Object.keys(kept).length > 0 ? JSON.stringify({ who: page.dataset.meeting, forms: kept }) : null;
    try {
      if (forms) sessionStorage.setItem(storeName, forms);
      else sessionStorage.removeItem(storeName);
    } catch {
      // A full or forbidden store: the words are still in the page.
    }
    showUnsent();
  }

  const forms = () => [...page.querySelectorAll('form[data-keeps]')];
  const keyOf = (form) => new URL(form.action).pathname;
  const waiting = () => forms().filter((form) => kept[keyOf(form)]?.waits);

  function say(form, words, link) {
    const status = form.querySelector('[data-status]');
    status.textContent = words;
    if (!link) return;
    const anchor = document.createElement('a');
    anchor.className = 'govuk-link';
    anchor.href = link.href;
    anchor.textContent = link.text;
    status.append(' ', anchor);
  }

  function showUnsent() {
    const bar = page.querySelector('[data-unsent]');
    const count = waiting().length;
    bar.hidden = count === 0;
    bar.querySelector('[data-unsent-words]').textContent =
      count === 0
        ? ''
        : `Not sent yet: ${count === 1 ? '1 entry' : `${count} entries`}. Kept in this tab, and sent when the connection is back.`;
  }

  const isChanged = (form) =>
    [...form.elements].some((field) => {
      if (field.type === 'hidden' || field.type === 'submit') return false;
      if (field.type === 'radio' || field.type === 'checkbox') return field.checked !== field.defaultChecked;
      if (field.options)
        return [...field.options].some(({ selected, defaultSelected, value }) =>
          value === '' ? false : selected !== defaultSelected,
        );
      return field.value !== field.defaultValue;
    });

  function fieldsOf(form, button) {
    const data = new FormData(form);
    if (button && button.name) data.set(button.name, button.value);
    return [...data];
  }

  function keep(form, { waits = false, button = null } = {}) {
    const fields = fieldsOf(form, button).filter(([name]) => name !== '_csrf');
    kept[keyOf(form)] = { fields, waits, button: button ? button.value : null, at: now() };
    write();
  }

  function forget(form) {
    delete kept[keyOf(form)];
    write();
  }

  /** Puts kept words back. The version they were typed over goes with them, so that nobody is overwritten unread. */
  function restore(form) {
    const draft = kept[keyOf(form)];
    if (!draft) return;
    // The server has just answered this very form: what it shows is the newest.
    if (form.hasAttribute('data-tried')) return keep(form);
    const values = (name) => draft.fields.filter(([known]) => known === name).map(([, value]) => value);
    for (const field of form.elements) {
      if (!field.name || field.name === '_csrf' || field.type === 'submit') continue;
      const [first] = values(field.name);
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = values(field.name).includes(field.value);
      else if (first !== undefined) field.value = first;
    }
    for (let outer = form.closest('details'); outer; outer = outer.parentElement.closest('details')) outer.open = true;
    say(form, draft.waits ? notSent : `Typed at ${draft.at} and not sent yet.`);
  }

  const notSent = 'Not sent yet. Kept here, and sent when the connection is back.';

  /** The row or the part of the page in which a form stands: it is what an answer replaces. */
  const partOf = (form) => form.closest('[data-row]');

  function replaceParts(answer, except) {
    for (const part of page.querySelectorAll('[data-row], [data-live]')) {
      const fresh = answer.getElementById(part.id);
      const holdsWords = [...part.querySelectorAll('form[data-keeps]')].some((form) => kept[keyOf(form)]);
      if (!fresh || part === except || holdsWords || part.contains(document.activeElement)) continue;
      if (!part.parentElement.closest('[data-row]')) part.replaceWith(document.importNode(fresh, true));
    }
  }

  function replaceSummary(answer) {
    document.title = answer.title;
    document.querySelector('.govuk-error-summary')?.remove();
    const summary = answer.querySelector('.govuk-error-summary');
    if (summary) document.getElementById('main').prepend(document.importNode(summary, true));
  }

  /** The next row that nobody has answered, else the first that was passed over, else what comes after the rows. */
  function goOn(from) {
    const open = [...page.querySelectorAll('[data-due]')].filter((row) => {
      const form = row.querySelector('form[data-keeps]');
      return form && !form.closest('details') && !kept[keyOf(form)]?.waits;
    });
    const later = open.filter((row) => from.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
    const next = later[0] ?? open.find((row) => row !== from);
    focusOn(next ? next.querySelector('input[type=radio]') : document.getElementById('record'));
  }

  function focusOn(target) {
    if (!target) return;
    if (!target.matches('input, select, textarea, button, a')) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    (target.closest('[data-row]') ?? target).scrollIntoView({ block: 'nearest' });
  }

  /** The first field of a form that is in sight; nothing where it is folded away. */
  const firstField = (form) =>
    form && !form.closest('details:not([open])')
      ? form.querySelector('input:not([type=hidden]), select, textarea')
      : null;

  /** For readers who do not see what changed. */
  function announce(words) {
    page.querySelector('[data-said]').textContent = words;
  }

  function settle(form, answer, { isDone, isQuiet }) {
    const part = partOf(form);
    const isDue = part.hasAttribute('data-due');
    const formId = form.id;
    if (isDone) forget(form);
    const fresh = document.importNode(answer.getElementById(part.id) ?? part, true);
    part.replaceWith(fresh);
    replaceParts(answer, fresh);
    replaceSummary(answer);
    forms().forEach((one) => (kept[keyOf(one)] ? restore(one) : undefined));
    const again = document.getElementById(formId);
    if (isDone && again && !isDue) say(again, `Saved at ${now()}.`);
    if (isDone) announce(`Saved at ${now()}.`);
    showUnsent();
    if (isQuiet) return;
    if (!isDone) focusOn(fresh.querySelector('[autofocus]') ?? fresh.querySelector('.govuk-error-message, .conflict'));
    else if (isDue) goOn(fresh);
    else focusOn(firstField(again) ?? fresh.querySelector('summary') ?? fresh);
  }

  async function send(form, { button = null, isQuiet = false } = {}) {
    if (form.dataset.sending) return true;
    form.dataset.sending = 'yes';
    keep(form, { waits: true, button });
    say(form, 'Sending');
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        body: new URLSearchParams(fieldsOf(form, button)),
        signal: AbortSignal.timeout(20 * seconds),
      });
      const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
      answered(form, response, answer, isQuiet);
      return true;
    } catch {
      // No answer came. Sent again it is known by its key, and is done once.
      say(form, notSent);
      announce(notSent);
      if (!isQuiet && partOf(form).hasAttribute('data-due')) goOn(partOf(form));
      return false;
    } finally {
      delete form.dataset.sending;
      showUnsent();
    }
  }

  function answered(form, response, answer, isQuiet) {
    const { pathname, href } = new URL(response.url);
    if (response.redirected && pathname.startsWith('/sign-in')) {
      // The service has kept what was sent, for this person, and offers it after signing in.
      forget(form);
      say(form, 'You were signed out. Your answers have been saved.', { href, text: 'Sign in again' });
    } else if (answer.querySelector('[data-meeting]')) {
      settle(form, answer, { isDone: response.redirected, isQuiet });
    } else {
      keep(form);
      const heading = answer.querySelector('h1')?.textContent.trim() ?? 'It could not be saved';
      say(
        form,
        `${heading}. Your words are kept here: look whether they are on the record before you send them again.`,
      );
    }
  }

  let isFlushing = false;
  async function flush() {
    if (isFlushing) return;
    isFlushing = true;
    for (const form of waiting()) {
      const value = kept[keyOf(form)].button;
      const button = value === null ? null : form.querySelector(`button[value="${CSS.escape(value)}"]`);
      if (!(await send(form, { button, isQuiet: true }))) break;
    }
    isFlushing = false;
  }

  page.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('form[data-keeps]')) return;
    event.preventDefault();
    send(form, { button: event.submitter?.name ? event.submitter : null });
  });
  page.addEventListener('input', ({ target }) => {
    const form = target.form;
    if (!form?.matches('form[data-keeps]')) return;
    if (isChanged(form)) keep(form);
    else forget(form);
    say(form, '');
  });
  page.querySelector('[data-send-now]').addEventListener('click', flush);
  addEventListener('online', flush);
  addEventListener('beforeunload', (event) => {
    if (waiting().length > 0) event.preventDefault();
  });
  setInterval(() => {
    if (navigator.onLine && waiting().length > 0) flush();
  }, 15 * seconds);

  forms().forEach(restore);
  write();
  if (navigator.onLine) flush();
}
