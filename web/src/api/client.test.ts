import { afterEach, expect, test, vi } from 'vitest';
import { address, ApiProblem, get, send, setCsrf } from './client.ts';

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: string) {
  const asked = vi.fn<typeof fetch>(() => Promise.resolve(new Response(body, { status })));
  vi.stubGlobal('fetch', asked);
  return asked;
}

test('what is not asked for is not in the address', () => {
  expect(address('/events', { vector: 'syn-flood', target: undefined, kind: null, province: '', limit: 5 })).toBe('/api/v1/events?vector=syn-flood&limit=5');
  expect(address('/events', { target: '198.51.100.0/24' })).toBe('/api/v1/events?target=198.51.100.0%2F24');
});

test('a refusal is told in the server’s words', async () => {
  answer(400, '{"title":"Bad Request","detail":"kind: drone is not a kind"}');
  await expect(get('/events')).rejects.toThrow(new ApiProblem(400, 'kind: drone is not a kind'));
  answer(502, '<html>');
  await expect(get('/events')).rejects.toMatchObject({ status: 502 });
});

test('what changes something carries the token of the session', async () => {
  const asked = answer(202, '{"id":"1"}');
  setCsrf('token');
  await expect(send('POST', '/reports', { period: '2026Q3' })).resolves.toEqual({ id: '1' });
  setCsrf(null);
  const request = asked.mock.calls[0]?.[1];
  expect(new Headers(request?.headers).get('X-Suyuan-CSRF')).toBe('token');
  expect(request?.body).toBe('{"period":"2026Q3"}');
});

test('an answer without a body is nothing, not a failure', async () => {
  const nothing = vi.fn<typeof fetch>(() => Promise.resolve(new Response(null, { status: 204 })));
  vi.stubGlobal('fetch', nothing);
  await expect(send('DELETE', '/session')).resolves.toBeUndefined();
});
