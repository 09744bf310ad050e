'use strict';

// What a link in a mail opens. What stands behind the # is the secret of the link: browsers send it to nobody, and it is taken
// out of the address before anything else, so that it stays in no history.
const PAGES = {
  '/verify': {title: 'Confirm your address', button: 'Confirm', path: 'verify', done: 'Your address is confirmed: log in.'},
  '/activate': {title: 'Activate your account', button: 'Activate', path: 'activate', password: true, done: 'Your account is active: log in.'},
  '/reset': {title: 'Choose a new password', button: 'Set', path: 'password-reset/confirm', password: true, done: 'Your password is set: log in.'},
};
const LOST = {
  title: 'Choose a new password', button: 'Send a link', path: 'password-reset', email: true,
  done: 'If there is an account with this address, a mail is on its way.',
};

const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

const element = (id) => document.getElementById(id);
const page = token === '' && location.pathname === '/reset' ? LOST : PAGES[location.pathname];

function tell(text) {
  element('answer').textContent = text;
}

async function post(path, body) {
  const answer = await fetch(`/api/v1/auth/${path}`, {
    method: 'POST',
    credentials: 'omit',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
  return {ok: answer.ok, body: answer.status === 204 ? {} : await answer.json()};
}

function request() {
  if (page.email) {
    return {email: element('email').value};
  }
  return page.password ? {token, password: element('password').value} : {token};
}

async function send(event) {
  event.preventDefault();
  element('go').disabled = true;
  try {
    const {ok, body} = await post(page.path, request());
    if (!ok) {
      tell([body.detail, ...body.details.map((it) => it.reason)].join(' '));
      return;
    }
    element('form').hidden = true;
    tell(page.done);
    // The session that comes with it is not kept here, and so not left open.
    if (body.refreshToken) {
      await post('logout', {refreshToken: body.refreshToken});
    }
  } catch (unreachable) {
    tell('The server cannot be reached; try again.');
  } finally {
    element('go').disabled = false;
  }
}

document.title = `${page.title} - Vox`;
element('title').textContent = page.title;
if (token === '' && !page.email) {
  tell('This link is not whole: copy all of it from the mail.');
} else {
  element('go').textContent = page.button;
  for (const field of ['email', 'password']) {
    element(`${field}-field`).hidden = !page[field];
    element(field).required = Boolean(page[field]);
  }
  element('form').hidden = false;
  element('form').addEventListener('submit', send);
}
