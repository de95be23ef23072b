import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, get, send, setCsrf } from './client.ts';
import type { Role } from './settings.ts';

/** Who is signed in. */
interface Session {
  /** `open`: nobody needs to sign in; `setup`: the first administrator is yet to be made. */
  state: 'open' | 'setup' | 'signed_out' | 'signed_in';
  name: string | null;
  role: Role | null;
  /** Whose resources a constituent sees. */
  operator: string | null;
  province: string | null;
  csrf: string | null;
  /** Whether an account of this server signed in, not somebody for whom a provider vouches. */
  has_password: boolean;
  /** Name of an identity provider that one can sign in with. */
  provider: string | null;
  /** When it ends in any case. */
  ends: string | null;
}

const key = ['session'];

async function read(signal: AbortSignal): Promise<Session> {
  try {
    const session = await get<Session>('/session', {}, signal);
    setCsrf(session.csrf);
    return session;
  } catch (problem) {
    // Servers without accounts know no sessions.
    if (problem instanceof ApiProblem && problem.status === 404) {
      return { state: 'open', name: null, role: null, operator: null, province: null, csrf: null, has_password: false, provider: null, ends: null };
    }
    throw problem;
  }
}

export function useSession() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => read(signal), staleTime: Infinity });
  // Nothing that one account has seen is left for the next.
  const anew = async () => {
    await client.invalidateQueries({ queryKey: key });
    client.removeQueries({ predicate: (one) => one.queryKey[0] !== key[0] });
  };
  return {
    query,
    signIn: async (name: string, password: string) => {
      await send('POST', '/session', { name, password });
      await anew();
    },
    setUp: async (token: string, name: string, password: string) => {
      await send('POST', '/setup', { token, name, password });
      await anew();
    },
    changePassword: async (password: string, next: string) => {
      await send('PUT', '/session/password', { password, new_password: next });
      await client.invalidateQueries({ queryKey: key });
      await client.invalidateQueries({ queryKey: ['settings', 'sessions'] });
    },
    signOut: async () => {
      await send('DELETE', '/session');
      await anew();
    },
  };
}

const rank: Role[] = ['constituent', 'viewer', 'analyst', 'administrator'];

/** Whether who is signed in has a role, or one that may more; without accounts everybody may everything. The server decides; this only leaves out what it would refuse. */
export function useMay(role: Role): boolean {
  const session = useSession().query.data;
  return session?.state === 'open' || (session?.role != null && rank.indexOf(session.role) >= rank.indexOf(role));
}
