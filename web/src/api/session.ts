import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, get, send, setCsrf } from './client.ts';

/** Who is signed in. */
interface Session {
  /** `open`: nobody needs to sign in; `setup`: the first administrator is yet to be made. */
  state: 'open' | 'setup' | 'signed_out' | 'signed_in';
  name: string | null;
  role: string | null;
  csrf: string | null;
  /** Name of an identity provider that one can sign in with. */
  provider: string | null;
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
      return { state: 'open', name: null, role: null, csrf: null, provider: null };
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
    signOut: async () => {
      await send('DELETE', '/session');
      await anew();
    },
  };
}
