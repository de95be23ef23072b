import type { ReactNode } from 'react';
import './panel.css';

export function Panel({ title, side, flush = false, note, children }: { title?: ReactNode; side?: ReactNode; flush?: boolean; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel">
      {title !== undefined && (
        <div className="panel-head">
          <h2>{title}</h2>
          {side}
        </div>
      )}
      {note !== undefined && <p className="panel-note">{note}</p>}
      {flush ? children : <div className="panel-body">{children}</div>}
    </section>
  );
}

export function PageHead({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children?: ReactNode }) {
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
      </div>
      {children}
    </div>
  );
}
