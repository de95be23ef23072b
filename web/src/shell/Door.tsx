import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { address, ApiProblem } from '../api/client.ts';
import { useSession } from '../api/session.ts';
import { duration } from '../format/times.ts';
import { useLanguage } from '../languages/index.tsx';
import { Loading, Problem } from '../parts/states.tsx';
import { LanguageSwitch, ThemeSwitch } from './Shell.tsx';
import './door.css';

/** What came of signing in with the provider, which the server tells in the page's address. */
const outcome = () => new URLSearchParams(window.location.search).get('sign_in');

/** Lets in who has signed in; everyone, where the server asks for no login. */
export function Door({ children }: { children: ReactNode }) {
  const { query } = useSession();
  if (query.isPending) {
    return <Loading />;
  }
  if (query.isError) {
    return (
      <div className="door">
        <Problem problem={query.error} retry={() => void query.refetch()} />
      </div>
    );
  }
  const { state, provider } = query.data;
  return state === 'signed_out' || state === 'setup' ? <SignIn first={state === 'setup'} provider={provider} /> : children;
}

function SignIn({ first, provider }: { first: boolean; provider: string | null }) {
  const { t } = useLanguage();
  const { signIn, setUp } = useSession();
  const [came, setCame] = useState(outcome);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  // Said once: neither a reload nor a bookmark says it again.
  useEffect(() => {
    if (outcome() !== null) {
      window.history.replaceState(null, '', '/');
    }
  }, []);

  const whyNot = (error: unknown): string => {
    if (error instanceof ApiProblem && error.status === 401 && !first) {
      return t.login.wrong;
    }
    if (error instanceof ApiProblem && error.status === 403 && first) {
      return t.login.wrongToken;
    }
    if (error instanceof ApiProblem && error.status === 429 && error.retryAfter !== null) {
      return t.login.locked(duration(error.retryAfter * 1000, t));
    }
    return error instanceof Error ? error.message : String(error);
  };

  const wrong = problem ?? (provider === null ? null : came === 'refused' ? t.login.refused(provider) : came === 'unreachable' ? t.login.unreachable(provider) : null);

  const submit = async (form: FormData) => {
    const value = (name: string) => {
      const text = form.get(name);
      return typeof text === 'string' ? text : '';
    };
    setBusy(true);
    setProblem(null);
    setCame(null);
    try {
      await (first ? setUp(value('token'), value('name'), value('password')) : signIn(value('name'), value('password')));
    } catch (error) {
      setProblem(whyNot(error));
      setBusy(false);
    }
  };

  return (
    <main className="door">
      <div className="door-head">
        <img src="/mark.svg" alt="" width={34} height={34} />
        <div>
          <h1>{t.product}</h1>
          <p className="muted small">{t.tagline}</p>
        </div>
      </div>
      <form
        className="panel door-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(new FormData(event.currentTarget));
        }}
      >
        <h2>{first ? t.login.setupTitle : t.login.title}</h2>
        {first && <p className="muted small">{t.login.setupText}</p>}
        {first && <TextInput name="token" label={t.login.token} required autoFocus autoComplete="off" />}
        <TextInput name="name" label={t.login.name} required autoFocus={!first} autoComplete="username" />
        <PasswordInput
          name="password"
          label={t.login.password}
          required
          autoComplete={first ? 'new-password' : 'current-password'}
          {...(first ? { description: t.login.passwordHint } : {})}
        />
        {wrong !== null && (
          <p className="problem" role="alert">
            {wrong}
          </p>
        )}
        <Button type="submit" loading={busy}>
          {first ? t.login.setupGo : t.login.go}
        </Button>
        {provider !== null && !first && (
          <a className="small" href={address('/session/provider')}>
            {t.login.with(provider)}
          </a>
        )}
      </form>
      <div className="actions">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </main>
  );
}
