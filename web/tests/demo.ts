import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the console is served, without a slash at the end. */
    base: string;
  }
}

/** From the start to the address: two days are simulated and read meanwhile. */
const patienceMs = 500_000;

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Starts the program as a newcomer does; ends it when all tests have run. */
export default async function setup(project: TestProject) {
  const program = process.env.SUYUAN_PROGRAM ?? file('../../artifacts/bin/Suyuan.Cli/release/suyuan');
  const child = spawn(program, ['serve', '--demo', '--http', '127.0.0.1:0'], {
    env: { ...process.env, SUYUAN_CONSOLE: file('../dist'), DOTNET_gcServer: '0' },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  project.provide('base', await addressOf(child));
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const giveUp = setTimeout(() => reject(new Error(`no address within ${patienceMs / 1000} s; it said:\n${said.join('\n')}`)), patienceMs);
    child.once('exit', (code) => {
      clearTimeout(giveUp);
      reject(new Error(`the server ended with ${code}:\n${said.join('\n')}`));
    });
    if (child.stderr !== null) {
      createInterface({ input: child.stderr }).on('line', (line) => {
        said.push(line);
        const found = /^console: (http:\/\/\S+?)\/(\s|$)/.exec(line);
        if (found?.[1] !== undefined) {
          clearTimeout(giveUp);
          resolve(found[1]);
        }
      });
    }
  });
}
