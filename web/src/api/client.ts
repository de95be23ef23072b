/** Asks the API. Problems come as RFC 9457 details; their words are shown to the user as they are. */
export class ApiProblem extends Error {
  readonly status: number;
  /** Seconds until the same may be asked again; null: the server does not say. */
  readonly retryAfter: number | null;

  constructor(status: number, detail: string, retryAfter: number | null = null) {
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export type Query = Record<string, string | number | null | undefined>;

const root = '/api/v1';

/** Sent with whatever changes something, so that no other site's page can do it (docs/api.md). */
let csrf: string | null = null;

export function setCsrf(token: string | null) {
  csrf = token;
}

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return root + path + (text === '' ? '' : `?${text}`);
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(address(path, query), { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });
  return read<T>(answer);
}

export async function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) {
    headers['content-type'] = 'application/json';
  }
  if (csrf !== null) {
    headers['X-Suyuan-CSRF'] = csrf;
  }
  const answer = await fetch(root + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return read<T>(answer);
}

async function read<T>(answer: Response): Promise<T> {
  if (!answer.ok) {
    throw new ApiProblem(answer.status, await detailOf(answer), Number(answer.headers.get('Retry-After') ?? 0) || null);
  }
  const text = await answer.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function detailOf(answer: Response): Promise<string> {
  try {
    const problem = (await answer.json()) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? answer.statusText;
  } catch {
    return answer.statusText;
  }
}
