import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useLanguage } from '../../languages/index.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Problem } from '../../parts/states.tsx';

/** A change on its way, as useChange gives it. */
interface Adding {
  isPending: boolean;
  isSuccess: boolean;
  error: Error | null;
  reset: () => void;
}

interface ManagedProps {
  title: string;
  note?: string;
  /** The button that opens the form of a new one. */
  add: string;
  adding: Adding;
  /** The form; calls done when the new one is there. */
  form: (form: FormFrame) => ReactNode;
  /** Tells of what was added. */
  added: ReactNode;
  /** Of changes to those that are listed. */
  problem: Error | null;
  children: ReactNode;
}

export interface FormFrame {
  busy: boolean;
  problem: Error | null;
  done: () => void;
  cancel: () => void;
}

/** A list that one adds to: the form while one does, what came of it, the list. */
export function Managed({ title, note, add, adding, form, added, problem, children }: ManagedProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {isOpen &&
        form({
          busy: adding.isPending,
          problem: adding.error,
          done: () => setOpen(false),
          cancel: () => {
            adding.reset();
            setOpen(false);
          },
        })}
      {adding.isSuccess && !isOpen && added}
      {problem !== null && <Problem problem={problem} />}
      <Panel
        title={title}
        note={note}
        flush
        side={
          !isOpen && (
            <Button size="xs" onClick={() => setOpen(true)}>
              {add}
            </Button>
          )
        }
      >
        {children}
      </Panel>
    </>
  );
}

interface NewProps extends Omit<FormFrame, 'done'> {
  title: string;
  make: string;
  /** Whether all is filled in. */
  whole: boolean;
  submit: () => void;
  children: ReactNode;
}

/** The form of a new one: Enter makes it, Escape gives it up. */
export function NewForm({ title, make, whole, busy, problem, submit, cancel, children }: NewProps) {
  return (
    <Panel title={title}>
      <FieldsForm label={make} whole={whole} busy={busy} submit={submit} cancel={cancel}>
        {children}
      </FieldsForm>
      {problem !== null && <Problem problem={problem} />}
    </Panel>
  );
}

interface FieldsProps {
  label: string;
  whole: boolean;
  busy: boolean;
  submit: () => void;
  cancel: () => void;
  children: ReactNode;
}

export function FieldsForm({ label, whole, busy, submit, cancel, children }: FieldsProps) {
  const { t } = useLanguage();
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          cancel();
        }
      }}
    >
      {children}
      <span className="actions">
        <Button size="xs" type="submit" loading={busy} disabled={!whole}>
          {label}
        </Button>
        <Button size="xs" variant="default" onClick={cancel}>
          {t.manage.cancel}
        </Button>
      </span>
    </form>
  );
}
