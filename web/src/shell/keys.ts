import { useEffect } from 'react';

export const pageKeys: Record<string, string> = { o: '/', e: '/events', r: '/resources', c: '/collection', p: '/reports', s: '/settings', h: '/help' };

/** How long after a g its letter may come, ms. */
const patience = 1200;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

/** The next or previous row of the page's tables takes the focus; Tab goes on into its buttons. */
function moveRow(step: number) {
  const rows = [...document.querySelectorAll<HTMLElement>('main table.data tbody tr')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
}

/** Keys that work everywhere but where text is written. */
export function useKeys(go: (path: string) => void, showKeys: () => void) {
  useEffect(() => {
    let pressedG = 0;
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const page = pageKeys[event.key];
      if (page !== undefined && Date.now() - pressedG < patience) {
        pressedG = 0;
        go(page);
      } else if (event.key === 'g') {
        pressedG = Date.now();
      } else if (event.key === '/') {
        document.getElementById('find')?.focus();
        event.preventDefault();
      } else if (event.key === 'j') {
        moveRow(1);
      } else if (event.key === 'k') {
        moveRow(-1);
      } else if (event.key === '?') {
        showKeys();
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [go, showKeys]);
}
