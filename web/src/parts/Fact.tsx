import type { ReactNode } from 'react';
import './facts.css';

/** Facts of one thing, side by side. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

/** What it is called, the figure itself, and what more there is to say. */
export function Fact({ name, main, children }: { name: string; main?: string; children?: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      {main !== undefined && <dd className="main number">{main}</dd>}
      {children !== undefined && <dd className="small muted">{children}</dd>}
    </div>
  );
}
