import { Link } from 'wouter';
import { useWords } from '../api/queries.ts';
import type { Kind, Scope, Words } from '../api/types.ts';
import type { Messages } from '../languages/en.ts';
import { useLanguage } from '../languages/index.tsx';
import './names.css';

const none: Words = { vectors: {}, protocols: {}, countries: {}, provinces: {}, networks: {}, reasons: {} };

/** Names behind tokens, in the reader's language; a token without a name is its own. */
export function useNames() {
  const words = useWords().data ?? none;
  const { t } = useLanguage();
  const known = (value: string | null, names: Record<string, string>) => (value === null ? t.state.unknown : (names[value] ?? value));
  return {
    words,
    vector: (token: string) => known(token, words.vectors),
    protocol: (token: string) => known(token, words.protocols),
    country: (code: string | null) => known(code, words.countries),
    province: (name: string | null) => known(name, words.provinces),
    network: (name: string | null) => known(name, words.networks),
    reason: (token: string) => known(token, words.reasons),
  };
}

interface Role {
  kind: Kind;
  protocol: string | null;
  scope: Scope | null;
}

/** Bot; Reflector · NTP; Spoofing router · local. */
export function roleText({ kind, protocol, scope }: Role, t: Messages, names: ReturnType<typeof useNames>): string {
  const more = protocol !== null ? names.protocol(protocol) : scope !== null ? t.scope[scope] : null;
  return more === null ? t.kind[kind] : `${t.kind[kind]} · ${more}`;
}

export function RoleName(role: Role) {
  const { t } = useLanguage();
  const names = useNames();
  return (
    <span className="kind">
      <span className="dot" data-kind={role.kind} />
      {roleText(role, t, names)}
    </span>
  );
}

export function Vectors({ tokens }: { tokens: string[] }) {
  const names = useNames();
  const { t } = useLanguage();
  // Of an order that only a log tells of.
  if (tokens.length === 0) {
    return <span className="muted">{t.state.unknown}</span>;
  }
  return (
    <span className="chips">
      {tokens.map((token) => (
        <span key={token} className="chip">
          {names.vector(token)}
        </span>
      ))}
    </span>
  );
}

interface Placed {
  country: string | null;
  province: string | null;
}

/** Where it is, the nearer the better. */
export function PlaceName({ country, province }: Placed) {
  const names = useNames();
  return <>{province !== null ? `${names.province(province)}${country !== null && country !== 'CN' ? `, ${names.country(country)}` : ''}` : names.country(country)}</>;
}

export function NetworkName({ operator, cloud }: { operator: string | null; cloud: string | null }) {
  const names = useNames();
  return <>{cloud !== null ? names.network(cloud) : operator !== null ? names.network(operator) : '–'}</>;
}

export function AddressLink({ address }: { address: string }) {
  return (
    <Link className="mono" href={`/resources/${encodeURIComponent(address)}`}>
      {address}
    </Link>
  );
}
