// Sends what is meant for Google to the emulator: scheme and host change, nothing else.

import http from 'node:http';
import https from 'node:https';

export const HERE = new URL(process.env.WORKSPACE_URL);

const GOOGLES = /(^|\.)(googleapis|google)\.com$/;

function isGoogles(url) {
  return url.protocol === 'https:' && GOOGLES.test(url.hostname);
}

function redirected(url) {
  const moved = new URL(url);
  moved.protocol = HERE.protocol;
  moved.host = HERE.host;
  return moved;
}

const fetchThere = globalThis.fetch;
globalThis.fetch = (target, options) => {
  const url = new URL(target instanceof Request ? target.url : target);
  if (!isGoogles(url)) return fetchThere(target, options);
  if (!(target instanceof Request)) return fetchThere(redirected(url), options);
  return fetchThere(new Request(redirected(url), target), options);
};

// the sign-in library brings a fetch of its own, made on top of this one
const requestThere = https.request;
https.request = (target, options, ...rest) => {
  const url = new URL(target);
  if (!isGoogles(url)) return requestThere(target, options, ...rest);
  return http.request(redirected(url), options, ...rest);
};
