import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LanguageProvider } from '../languages/index.tsx';
import { List, type Column } from './DataTable.tsx';

interface Row {
  id: string;
  size: number;
}

const columns: Column<Row>[] = [
  { key: 'id', title: 'Id', cell: (row) => row.id },
  { key: 'size', title: 'Size', sort: 'size', numeric: true, cell: (row) => row.size },
];

function show(next: string | null, rows: Row[] = [{ id: 'a', size: 2 }, { id: 'b', size: 1 }]) {
  return render(
    <MantineProvider env="test">
      <LanguageProvider>
        <List name="Things" page={{ rows, total: 120, next }} columns={columns} rowKey={(row) => row.id} link={(row) => `/things/${row.id}`} defaultSort="-size" csv="/things.csv" empty={<p>nothing</p>} />
      </LanguageProvider>
    </MantineProvider>,
  );
}

beforeEach(() => {
  localStorage.setItem('suyuan.language', 'en');
  window.history.replaceState(null, '', '/things?kind=bot');
});

afterEach(cleanup);

test('a click on a head turns the order, and the address says so', () => {
  show(null);
  expect(screen.getByRole('columnheader', { name: /Size/ }).getAttribute('aria-sort')).toBe('descending');
  fireEvent.click(screen.getByRole('button', { name: /Size/ }));
  expect(window.location.search).toBe('?kind=bot&sort=size');
  expect(screen.getByRole('columnheader', { name: /Size/ }).getAttribute('aria-sort')).toBe('ascending');
  // The order that the list has by itself needs no words.
  fireEvent.click(screen.getByRole('button', { name: /Size/ }));
  expect(window.location.search).toBe('?kind=bot');
});

test('pages lead on by the server’s cursor and back to where one came from', () => {
  const view = show('cursor2');
  expect(screen.getByText('120 rows')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(new URLSearchParams(window.location.search).get('cursor')).toBe('cursor2');
  expect(screen.getByText('51–52 of 120')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Previous page' }));
  expect(window.location.search).toBe('?kind=bot');
  view.unmount();
});

test('a shared address of a later page leads to the first, since the one before is not known', () => {
  window.history.replaceState(null, '', '/things?cursor=elsewhere&page=3');
  show(null);
  expect(screen.getByRole('button', { name: 'Previous page' }).hasAttribute('disabled')).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'First page' }));
  expect(window.location.search).toBe('');
});

test('rows open their page by click and by Enter', () => {
  show(null);
  fireEvent.click(screen.getByText('b'));
  expect(window.location.pathname).toBe('/things/b');
  fireEvent.keyDown(screen.getByText('a'), { key: 'Enter' });
  expect(window.location.pathname).toBe('/things/a');
});

test('an empty page says so', () => {
  show(null, []);
  expect(screen.getByText('nothing')).toBeTruthy();
});
