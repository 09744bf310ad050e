// Surveys one frame: everything that a person could press, choose or tick, what it is called, and how it can be found
// again. Answers plain values; the elements themselves stay in window.__voxSurvey, in the same order.
(request) => {
  'use strict';
  const MAXIMUM_ELEMENTS = 8000;
  const MAXIMUM_CANDIDATES = 150;
  const ROLES = ['button', 'link', 'menuitem', 'switch', 'tab', 'radio', 'option', 'checkbox'];
  const TEST_ATTRIBUTES = ['data-testid', 'data-test', 'data-test-id', 'data-cy', 'data-qa'];
  const CONSENT_IDS =
    '#onetrust-accept-btn-handler, #CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll, ' +
    '#CybotCookiebotDialogBodyButtonAccept, [data-testid="uc-accept-all-button"], #didomi-notice-agree-button, ' +
    '.cc-allow, .cc-dismiss, .fc-cta-consent, #truste-consent-button, #hs-eu-confirmation-button, .cky-btn-accept, ' +
    '.osano-cm-accept-all, #axeptio_btn_acceptAll, .cmplz-accept, .klaro .cm-btn-accept-all, #tarteaucitronPersonalize2, ' +
    '.iubenda-cs-accept-btn, .qc-cmp2-summary-buttons button[mode="primary"], #L2AGLb, .termly-styles-root button';
  const CONSENT_WORDS =
    /cookie|consent|gdpr|dsgvo|privacy|datenschutz|einwilligung|confidentialit|privacidad|クッキー|隐私|隱私|개인정보/i;
  const CONSENT_NAMES = /cookie|consent|gdpr|privacy|onetrust|usercentrics|didomi|cybot|truste|\bcmp\b/i;

  const tidy = (text) => (text || '').replace(/\s+/g, ' ').trim();
  const attribute = (element, name) => tidy(element.getAttribute(name));
  const parentOf = (element) =>
    element.parentElement || (element.getRootNode() instanceof ShadowRoot ? element.getRootNode().host : null);
  const ancestors = (element) => {
    const found = [];
    for (let at = element; at; at = parentOf(at)) found.push(at);
    return found;
  };

  // --- finding again ----------------------------------------------------------------------------------------------

  const stable = (value) =>
    /^[A-Za-z][\w-]{0,60}$/.test(value) &&
    !/\d{4,}|^(radix|headlessui|react-aria|mui|ember|mantine|reka|base-ui)\b|[0-9a-f]{8,}/i.test(value) &&
    !/(^|[-_])(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{6,}$/i.test(value);
  const quote = (text) => '"' + text.replace(/\\/g, '\\\\').replace(/"/g, '\\"') + '"';

  function path(element) {
    const parts = [];
    let at = element;
    for (;;) {
      if (at !== element && at.id && stable(at.id)) {
        parts.unshift('#' + CSS.escape(at.id));
        return parts.join(' > ');
      }
      const parent = at.parentElement;
      const tag = at.localName;
      if (tag === 'html' || tag === 'body') {
        parts.unshift(tag);
        return parts.join(' > ');
      }
      const siblings = [...(parent || at.getRootNode()).children].filter((other) => other.localName === tag);
      parts.unshift(siblings.length > 1 ? tag + ':nth-of-type(' + (siblings.indexOf(at) + 1) + ')' : tag);
      if (!parent) {
        const root = at.getRootNode();
        const inner = parts.join(' > ');
        return root instanceof ShadowRoot ? (selectors(root.host)[0] || path(root.host)) + ' >> ' + inner : inner;
      }
      at = parent;
    }
  }

  function selectors(element, role, name) {
    const found = [];
    const tag = element.localName;
    if (element.id && stable(element.id)) found.push('#' + CSS.escape(element.id));
    for (const test of TEST_ATTRIBUTES) {
      if (attribute(element, test)) found.push('[' + test + '=' + quote(element.getAttribute(test)) + ']');
    }
    if (name && name.length <= 60) {
      if (role) found.push('role=' + role + '[name=' + quote(name) + ']');
      if (element.hasAttribute('aria-label')) {
        found.push(tag + '[aria-label=' + quote(element.getAttribute('aria-label')) + ']');
      }
      if (tidy(element.innerText) === name) found.push('text=' + quote(name));
    }
    for (const own of ['name', 'title', 'src']) {
      const value = element.getAttribute(own);
      if (value && value.length <= 80) found.push(tag + '[' + own + '=' + quote(value) + ']');
    }
    found.push(path(element));
    return found;
  }

  if (request && request.element) {
    const box = request.element.getBoundingClientRect();
    return { selectors: selectors(request.element), shown: box.width >= 20 && box.height >= 20 };
  }

  // --- what there is ----------------------------------------------------------------------------------------------

  const elements = [];
  const gather = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (elements.length >= MAXIMUM_ELEMENTS) return;
      elements.push(element);
      if (element.shadowRoot) gather(element.shadowRoot);
    }
  };
  gather(document);

  const styles = new Map();
  const styleOf = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    if (box.width < 4 || box.height < 4) return false;
    return element.checkVisibility
      ? element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
      : styleOf(element).visibility === 'visible';
  };

  function kindOf(element) {
    const tag = element.localName;
    const role = attribute(element, 'role');
    const type = (element.type || '').toLowerCase();
    if (tag === 'input') {
      if (type === 'checkbox' || type === 'radio') return type;
      return ['button', 'submit', 'image'].includes(type) ? 'button' : null;
    }
    if (tag === 'select') return 'select';
    if (role === 'checkbox' || role === 'switch') return 'checkbox';
    if (role === 'radio' || role === 'option' || role === 'tab') return role;
    if (tag === 'a' || role === 'link') return element.hasAttribute('href') || role ? 'link' : pointed(element);
    if (tag === 'button' || tag === 'summary' || ROLES.includes(role)) return 'button';
    if (element.hasAttribute('onclick')) return 'other';
    if (tag.includes('-') && element.hasAttribute('tabindex')) return 'other';
    return pointed(element);
  }

  // Listeners cannot be listed, but whoever adds one to a plain element mostly changes the pointer as well.
  function pointed(element) {
    if (['html', 'body', 'label', 'svg', 'path', 'option'].includes(element.localName)) return null;
    if (element instanceof SVGElement) return null;
    const parent = parentOf(element);
    return styleOf(element).cursor === 'pointer' && !(parent && styleOf(parent).cursor === 'pointer') ? 'other' : null;
  }

  const labelled = (element) =>
    attribute(element, 'aria-labelledby')
      .split(' ')
      .map((id) => id && element.getRootNode().getElementById(id))
      .filter(Boolean)
      .map((label) => tidy(label.innerText))
      .join(' ');

  function nameOf(element) {
    const labels = element.labels ? [...element.labels].map((label) => tidy(label.innerText)).join(' ') : '';
    const value = element.localName === 'input' && kindOf(element) === 'button' ? tidy(element.value) : '';
    const image = element.querySelector('img[alt], svg title, [aria-label]');
    const drawn = image ? attribute(image, 'alt') || attribute(image, 'aria-label') || tidy(image.textContent) : '';
    const inside = element.shadowRoot ? tidy(element.shadowRoot.textContent).slice(0, 80) : '';
    const name =
      labelled(element) ||
      attribute(element, 'aria-label') ||
      labels ||
      value ||
      tidy(element.innerText) ||
      drawn ||
      attribute(element, 'title') ||
      inside;
    return name.slice(0, 120);
  }

  function hintsOf(element) {
    const hints = [];
    const parts = [element, ...element.querySelectorAll('*')].slice(0, 25);
    for (const part of parts) {
      for (const own of part.attributes) {
        if (/^(id|class|name|title|alt|value|d?data-.*|aria-label|icon|src|href|xlink:href|onclick)$/.test(own.name)) {
          if (own.name === 'href' && !own.value.startsWith('#')) continue;
          hints.push(own.value.slice(0, 80));
        }
      }
      if (part.localName === 'title' || part.localName.includes('-')) {
        hints.push(part.localName + ' ' + tidy(part.textContent).slice(0, 40));
      }
    }
    return hints.join(' ').slice(0, 800);
  }

  function coveredBy(element) {
    const box = element.getBoundingClientRect();
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return null;
    let top = document.elementFromPoint(x, y);
    while (top && top.shadowRoot) {
      const inner = top.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === top) break;
      top = inner;
    }
    if (!top || ancestors(top).includes(element) || ancestors(element).includes(top)) return null;
    const label = top.closest('label');
    return label && label.control === element ? null : top;
  }

  // A pop-up or banner whose own words are about cookies; a page about privacy is not one.
  function inConsent(chain) {
    return chain.slice(1).some((box) => {
      if (['html', 'body', 'main'].includes(box.localName)) return false;
      const named = CONSENT_NAMES.test(box.id + ' ' + attribute(box, 'class') + ' ' + attribute(box, 'aria-label'));
      const floating =
        ['fixed', 'sticky'].includes(styleOf(box).position) || /dialog/.test(attribute(box, 'role') + box.localName);
      const text = box.innerText || '';
      return (named || floating) && text.length < 3000 && CONSENT_WORDS.test(text + box.id);
    });
  }

  function sensitivity(element) {
    const form = element.closest('form');
    if (!form) return '';
    const fields = [...form.querySelectorAll('input, textarea')];
    if (fields.some((field) => field.type === 'password' || /^cc-/.test(field.autocomplete))) return 'login';
    if (fields.some((field) => ['email', 'tel'].includes(field.type) && shown(field))) return 'contact';
    return fields.some((field) => /^(text|search|url|number|)$/.test(field.type) && field.required && shown(field))
      ? 'text'
      : '';
  }

  const roleNames = { button: 'button', link: 'link', checkbox: 'checkbox', radio: 'radio', option: 'option', tab: 'tab' };
  const candidates = [];
  const kept = [];
  for (const element of elements) {
    if (candidates.length >= MAXIMUM_CANDIDATES) break;
    const kind = kindOf(element);
    if (!kind) continue;
    const chain = ancestors(element);
    if (chain.slice(1).some((outer) => kept.includes(outer) && ['button', 'a'].includes(outer.localName))) continue;
    // A box drawn by its label is ticked by pressing the label.
    const label = ['checkbox', 'radio'].includes(kind) && element.labels ? [...element.labels].find(shown) : null;
    const labelOnly = Boolean(label) && !shown(element);
    if (!shown(element) && !labelOnly) continue;
    const handle = labelOnly ? label : element;
    const name = nameOf(element);
    const role = attribute(element, 'role') || (kind === 'other' ? '' : roleNames[kind] || '');
    let target = 'none';
    if (element.localName === 'a' && element.href) {
      const url = new URL(element.href, location.href);
      const here = url.origin === location.origin && url.pathname === location.pathname;
      if (url.protocol === 'javascript:' || (here && element.getAttribute('href').startsWith('#'))) target = 'none';
      else if (url.origin !== location.origin) target = 'external';
      else target = element.target === '_blank' || element.hasAttribute('download') ? 'external' : 'page';
    }
    const dialog = chain.find(
      (box) => box.localName === 'dialog' || /^(alertdialog|dialog)$/.test(box.getAttribute('role')),
    );
    const box = element.getBoundingClientRect();
    const natively = element.matches(':disabled') || attribute(element, 'aria-disabled') === 'true';
    const checked =
      element.checked === true || ['aria-checked', 'aria-selected'].some((own) => attribute(element, own) === 'true');
    const options = kind === 'select' ? [...element.options].filter((option) => option.value && !option.disabled) : [];
    candidates.push({
      index: kept.length,
      kind,
      name,
      hints: hintsOf(element),
      disabled: natively || styleOf(element).pointerEvents === 'none',
      covered: coveredBy(handle) !== null,
      checked,
      required: element.required === true || attribute(element, 'aria-required') === 'true',
      nativeInput: ['input', 'select'].includes(element.localName),
      labelOnly,
      target,
      dialog: Boolean(dialog),
      peripheral: chain.some((outer) => ['nav', 'header', 'footer'].includes(outer.localName)),
      consent: element.matches(CONSENT_IDS) || inConsent(chain),
      known: element.matches(CONSENT_IDS),
      form: sensitivity(element),
      area: Math.round(box.width * box.height),
      option: kind === 'select' && !element.value && options.length ? options[0].value : '',
      look: attribute(element, 'class') + ' ' + attribute(element, 'aria-pressed') + attribute(element, 'aria-expanded'),
      selectors: labelOnly ? selectors(label) : selectors(element, role, name),
    });
    kept.push(handle);
  }
  Object.defineProperty(window, '__voxSurvey', { value: kept, configurable: true, enumerable: false });
  return {
    candidates,
    loading: document.readyState !== 'complete',
    wantsPassword: elements.some((element) => element.type === 'password' && shown(element)),
    text: tidy(document.body ? document.body.innerText : '').slice(0, 4000),
  };
}
