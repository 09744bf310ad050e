// Every page of this folder ends here when its flow is done as it should be.
async function listen() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  document.body.dataset.listening = 'true';
  return stream;
}
const on = (selector, action) => document.querySelector(selector).addEventListener('click', action);
