import { defineConfig } from 'vitest/config';

/** Tests in a real browser against a real `suyuan serve --demo`: one server, one after the other. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/demo.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
