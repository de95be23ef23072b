import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { program } from './servers.ts';

const run = promisify(execFile);

/** Exporters whose telemetry is read: enough for events of every kind, and a few seconds' work. */
const exporters = ['gd-ct-1', 'js-ct', 'ha-cu'];

/** Where the simulated network's addresses are, so that constituents have resources; the databases know them as others do. */
const places = `prefix,country,province,operator,cloud,asn
113.64.0.0/12,CN,广东,电信,,4134
112.0.0.0/8,CN,浙江,移动,,9808
49.0.0.0/8,CN,北京,,阿里云,37963
`;

/** Nobody signs in as often as these tests do, from one address at that. */
const configuration = `store: { path: s.duckdb }
serve: { sign_ins_per_minute: 1000 }
data: { folder: none, own_prefixes: places.csv }
alarms:
  attempts: 1
  webhooks: [ { name: desk, url: "http://127.0.0.1:9/hook", secret_file: secret } ]
`;

/** A folder with a store of a simulated world's days, and the configuration to serve it. */
export function makeWorld(): { made: Promise<string>; remove: () => Promise<void> } {
  const folder = mkdtemp(join(tmpdir(), 'suyuan-world-'));
  return {
    made: folder.then(async (path) => {
      await run(program, ['simulate', 'demo', '-o', join(path, 'all')]);
      const read = join(path, 'read');
      await mkdir(read);
      const wanted = (name: string) => exporters.some((exporter) => name.startsWith(exporter)) || /^(exporters|botnets|SIMULATED)/.test(name);
      for (const name of (await readdir(join(path, 'all'))).filter(wanted)) {
        await cp(join(path, 'all', name), join(read, name), { recursive: true });
      }
      await writeFile(join(path, 'places.csv'), places);
      await writeFile(join(path, 'secret'), 'no-secret-of-anybody-at-all\n');
      await writeFile(join(path, 'suyuan.yaml'), configuration);
      // Some records of a simulated world are refused by intent, which is not a failure.
      await run(program, ['ingest', read], { cwd: path, env: { ...process.env, SUYUAN_OFFLINE: '1' } }).catch((error: unknown) => {
        if ((error as { code?: number }).code !== 2) {
          throw error;
        }
      });
      return path;
    }),
    remove: async () => rm(await folder, { recursive: true }),
  };
}
