import { defineConfig } from 'vitest/config';

/** Tests in a real browser against real servers. Files run beside each other: one of them mostly waits for an attack. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/servers.ts'],
    environment: 'node',
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
