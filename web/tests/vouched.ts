import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client } from './identityProvider.ts';

/** A folder to serve an empty store from, to people for whom an identity provider vouches. */
export async function makeVouched(issuer: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'suyuan-vouched-'));
  await writeFile(join(folder, 'secret'), `${client.secret}\n`);
  await writeFile(
    join(folder, 'suyuan.yaml'),
    `store: { path: s.duckdb }
data: { folder: none }
serve:
  collect: false
  sign_ins_per_minute: 1000
  oidc:
    name: CERT login
    issuer: ${issuer}
    client_id: ${client.id}
    client_secret_file: secret
    role_claim: groups
    roles: { soc: analyst, soc-leads: administrator, upstream: constituent }
    operator_claim: carrier
`,
  );
  return folder;
}

export const removeVouched = (folder: string) => rm(folder, { recursive: true });
