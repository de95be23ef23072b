import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.SUYUAN_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // The policy of the server allows no data: styles or scripts; small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  // `npm run dev` shows the pages of these sources over the API of a running `suyuan serve`.
  server: { proxy: { '/api': server, '/openapi': server } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'], globals: false },
});
