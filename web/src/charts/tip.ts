import type { Colours } from './colours.ts';

export interface TipRow {
  name: string;
  value: string;
  colour?: string;
}

/** What a chart shows under the pointer: elements, not text with styles in it, which the server's policy forbids. */
export function tip(title: string, rows: TipRow[]): HTMLElement {
  const box = document.createElement('div');
  box.className = 'chart-tip';
  const head = document.createElement('b');
  head.textContent = title;
  box.append(head);
  for (const row of rows) {
    const line = document.createElement('div');
    line.className = 'chart-tip-row';
    const mark = document.createElement('span');
    mark.className = 'dot';
    if (row.colour !== undefined) {
      mark.style.background = row.colour;
    }
    const name = document.createElement('span');
    name.textContent = row.name;
    const value = document.createElement('span');
    value.className = 'number';
    value.textContent = row.value;
    line.append(mark, name, value);
    box.append(line);
  }
  return box;
}

/** How charts' tooltips look. */
export function tipFrame(colours: Colours) {
  return { backgroundColor: colours.surface, borderColor: colours.line, padding: [6, 10], textStyle: { color: colours.ink }, confine: true, transitionDuration: 0 };
}
