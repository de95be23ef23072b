import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Suyuan is to the provider. */
export const client = { id: 'suyuan', secret: 'no-secret-of-anybody-at-all' };

interface Person {
  claims: Record<string, unknown>;
  /** What is wrong with the answer that comes of them, as an attacker's would be. */
  wrong?: 'state' | 'nonce' | 'signature';
}

const people: Record<string, Person> = {
  lin: { claims: { groups: ['soc', 'canteen'] } },
  zhao: { claims: { groups: ['soc', 'soc-leads'] } },
  'gd-noc': { claims: { groups: ['upstream'], carrier: 'China Telecom' } },
  guest: { claims: { groups: ['canteen'] } },
  'other-state': { claims: { groups: ['soc-leads'] }, wrong: 'state' },
  'other-nonce': { claims: { groups: ['soc-leads'] }, wrong: 'nonce' },
  'other-key': { claims: { groups: ['soc-leads'] }, wrong: 'signature' },
};

interface Grant {
  person: string;
  nonce: string;
  challenge: string;
  callback: string;
}

/** An OpenID Connect provider (Core 1.0 §3.1, Discovery 1.0; PKCE, RFC 7636) whose sign-in page takes a name of {@link people}, without a password. */
export interface IdentityProvider {
  /** Another site than 127.0.0.1 to browsers, as real ones are. */
  issuer: string;
  /** Where it may send people back to. */
  register: (callback: string) => void;
  close: () => Promise<void>;
}

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  let registered: string | undefined;
  const server = createServer((request, response) => {
    answer(request)
      .catch((error: unknown) => json({ error: String(error) }, 500))
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body), () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer);
    switch (`${request.method ?? ''} ${pathname}`) {
      case 'GET /.well-known/openid-configuration':
        return json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          code_challenge_methods_supported: ['S256'],
        });
      case 'GET /keys':
        return json({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: '1' }] });
      case 'GET /authorize':
        return isAsked(searchParams) ? page : json({ error: 'invalid_request' }, 400);
      case 'POST /authorize':
        return isAsked(searchParams) ? grant(searchParams, await form(request)) : json({ error: 'invalid_request' }, 400);
      case 'POST /token':
        return redeem(await form(request));
      default:
        return json({ error: 'not_found' }, 404);
    }
  }

  function isAsked(asked: URLSearchParams): boolean {
    const wanted = { client_id: client.id, redirect_uri: registered, response_type: 'code', code_challenge_method: 'S256' };
    const isWhole = ['state', 'nonce', 'code_challenge'].every((name) => asked.has(name));
    return isWhole && Object.entries(wanted).every(([name, value]) => asked.get(name) === value) && (asked.get('scope') ?? '').split(' ').includes('openid');
  }

  function grant(asked: URLSearchParams, filled: URLSearchParams): Answer {
    const name = filled.get('name') ?? '';
    const callback = new URL(asked.get('redirect_uri') ?? '');
    if (people[name] === undefined) {
      callback.searchParams.set('error', 'access_denied');
    } else {
      const code = randomUUID();
      grants.set(code, { person: name, nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '', callback: callback.href });
      callback.searchParams.set('code', code);
    }
    callback.searchParams.set('state', people[name]?.wrong === 'state' ? randomUUID() : (asked.get('state') ?? ''));
    return { status: 303, headers: { location: callback.href }, body: '' };
  }

  function redeem(asked: URLSearchParams): Answer {
    const code = asked.get('code') ?? '';
    const granted = grants.get(code);
    grants.delete(code);
    const isClient = asked.get('client_id') === client.id && asked.get('client_secret') === client.secret;
    const verified = createHash('sha256').update(asked.get('code_verifier') ?? '').digest('base64url');
    if (!isClient || granted?.challenge !== verified || granted.callback !== asked.get('redirect_uri') || asked.get('grant_type') !== 'authorization_code') {
      return json({ error: 'invalid_grant' }, 400);
    }
    return json({ access_token: randomUUID(), token_type: 'Bearer', expires_in: 60, id_token: token(granted) });
  }

  function token({ person, nonce }: Grant): string {
    const { claims, wrong } = people[person] ?? { claims: {} };
    const now = Math.floor(Date.now() / 1000);
    const said = { iss: issuer, sub: person, aud: client.id, iat: now, exp: now + 60, preferred_username: person, nonce: wrong === 'nonce' ? randomUUID() : nonce, ...claims };
    const text = [{ alg: 'RS256', kid: '1', typ: 'JWT' }, said].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), (wrong === 'signature' ? stranger : keys).privateKey).toString('base64url')}`;
  }

  return {
    issuer,
    register: (callback) => (registered = callback),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The form goes to the address that it came from, with all that was asked. */
const page: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>Who are you?</title><link rel="icon" href="data:,"><form method="post"><label>Name <input name="name" autofocus></label> <button>I am</button></form>',
};

function json(body: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function form(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer);
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}
