import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startIdentityProvider } from './identityProvider.ts';
import { makeVouched, removeVouched } from './vouched.ts';
import { makeWorld } from './world.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo's console is served, without a slash at the end. */
    base: string;
    /** Where a server that asks for accounts is, and the token of its first run. */
    guarded: { base: string; token: string };
    /** Where a server is whose people an identity provider vouches for, and that provider. */
    vouched: { base: string; issuer: string };
  }
}

/** From the start to the address: two days are simulated and read meanwhile. */
const patienceMs = 500_000;

export const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export const program = process.env.SUYUAN_PROGRAM ?? file('../../artifacts/bin/Suyuan.Cli/release/suyuan');

/** Starts the program as a newcomer does, as an operator does who has a store, and as one who has an identity provider; ends them when all tests have run. */
export default async function setup(project: TestProject) {
  const demo = serve(['--demo'], undefined);
  const provider = await startIdentityProvider();
  const folderVouched = await makeVouched(provider.issuer);
  const vouched = serve([], folderVouched);
  const world = makeWorld();
  const folder = await world.made;
  // Listening, so that the settings have channels to test; nobody sends.
  const guarded = serve(['--listen', '127.0.0.1:0'.replace(':0', `:${20_000 + Math.floor(Math.random() * 40_000)}`)], folder);
  project.provide('vouched', { base: await firstRun(vouched), issuer: provider.issuer });
  provider.register(`${await address(vouched)}/api/v1/session/provider/callback`);
  project.provide('base', await address(demo));
  project.provide('guarded', { base: await address(guarded), token: await token(guarded) });
  return async () => {
    await Promise.all([demo, guarded, vouched].map(end));
    await Promise.all([world.remove(), removeVouched(folderVouched), provider.close()]);
  };
}

interface Running {
  child: ChildProcess;
  said: string[];
  heard: Set<() => void>;
}

function serve(options: string[], folder: string | undefined): Running {
  const child = spawn(program, ['serve', '--http', '127.0.0.1:0', ...options], {
    cwd: folder,
    env: { ...process.env, SUYUAN_CONSOLE: file('../dist'), SUYUAN_OFFLINE: '1', DOTNET_gcServer: '0' },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const running: Running = { child, said: [], heard: new Set() };
  const tell = () => {
    for (const listener of running.heard) {
      listener();
    }
  };
  child.once('exit', tell);
  createInterface({ input: child.stderr }).on('line', (text) => {
    running.said.push(text);
    tell();
  });
  return running;
}

const address = (running: Running) => line(running, /^console: (http:\/\/\S+?)\/(?:\s|$)/);

/** Of the first run. */
const token = (running: Running) => line(running, /with this token: (\S+)/);

/** Makes the administrator, as others sign in only then. */
async function firstRun(running: Running): Promise<string> {
  const base = await address(running);
  const answer = await fetch(`${base}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: await token(running), name: 'chen', password: 'quiet-harbour-stone-71' }),
  });
  if (!answer.ok) {
    throw new Error(`the administrator could not be made: ${await answer.text()}`);
  }
  return base;
}

/** What the server says about something, once it has said it. */
function line({ child, said, heard }: Running, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error(`nothing like ${wanted.source} within ${patienceMs / 1000} s; it said:\n${said.join('\n')}`)), patienceMs);
    const look = () => {
      const found = said.map((text) => wanted.exec(text)?.[1]).find((text) => text !== undefined);
      if (found !== undefined || child.exitCode !== null) {
        clearTimeout(giveUp);
        heard.delete(look);
        if (found !== undefined) {
          resolve(found);
        } else {
          reject(new Error(`the server ended with ${child.exitCode}:\n${said.join('\n')}`));
        }
      }
    };
    heard.add(look);
    look();
  });
}

async function end({ child }: Running) {
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}
